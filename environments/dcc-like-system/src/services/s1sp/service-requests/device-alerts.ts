import { signingKey } from '../../../domain/signing-key';
import { writeDeviceAlert } from '../../../duis/smets1-response';
import type { Work } from '../../../kernel/work';
import { installationWith } from '../migration/installations';
import { firstHolderOf, holderOf } from './credentials';

/** What a device tells of its own accord. */
export interface RaisedAlert {
  /** Four hex digits. */
  readonly alertCode: string;
  readonly description: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The supplier whose credentials are on the device, unless a seeded defect tells somebody else. */
function recipientOf(deviceId: string, work: Work): string | undefined {
  if (work.service.defect('s1sp-alerts-first-supplier')) return firstHolderOf(deviceId, work);
  if (work.service.defect('s1sp-alerts-network-operator')) return holderOf(deviceId, 'NetworkOperator', work);
  if (!work.service.defect('s1sp-alerts-electricity-supplier')) return holderOf(deviceId, 'Supplier', work);
  const devices = installationWith(work, deviceId)?.devices ?? [];
  const meter = devices.find(({ deviceType }) => deviceType === 'ESME');
  return meter && holderOf(meter.deviceId, 'Supplier', work);
}

/** Passes an alert of a commissioned device on to its supplier (MODEL: the table of recipients is not public). */
export function passOnAlert(deviceId: string, alert: RaisedAlert, work: Work): void {
  const installation = installationWith(work, deviceId);
  const device = installation?.devices.find((candidate) => candidate.deviceId === deviceId);
  const user = recipientOf(deviceId, work);
  if (!device || installation?.state !== 'Commissioned' || user === undefined) {
    work.audit('device-alert-ignored', installation?.installationId, `${alert.alertCode} of ${deviceId}`);
    return;
  }
  const { deviceType } = device;
  const { alertCode, description } = alert;
  const counter = BigInt(work.nextNumber(`alert ${deviceId}`));
  const at = new Date(alert.at);
  const body = writeDeviceAlert(
    { deviceId, deviceType, user, counter, at, alertCode, description },
    signingKey(work.service),
  );
  work.send({ to: 'dsp', kind: 'smets1-alert', body, correlation: user });
  // Seeded defect: the supplier of the other fuel is told as well.
  const other = installation.devices
    .map((one) => holderOf(one.deviceId, 'Supplier', work))
    .find((holder) => holder !== undefined && holder !== user);
  if (other !== undefined && work.service.defect('s1sp-tells-both-suppliers')) {
    const told = { deviceId, deviceType, user: other, counter, at, alertCode, description };
    work.send({
      to: 'dsp',
      kind: 'smets1-alert',
      body: writeDeviceAlert(told, signingKey(work.service)),
      correlation: other,
    });
  }
  work.audit('device-alert', installation.installationId, `${alertCode} of ${deviceType} ${deviceId} for ${user}`);
}
