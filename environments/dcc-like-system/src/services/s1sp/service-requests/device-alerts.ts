import { signingKey } from '../../../kernel/signing-key';
import type { RaisedAlert } from '../../../domain/uplinks';
import { writeDeviceAlert, type DeviceAlert } from '../../../duis/smets1-response';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { installationWith } from '../migration/installations';
import { holderOf } from './credentials';

/** Who is told of the alerts of a device. */
export const DEVICE_ALERTS = area('s1sp-device-alerts', {
  /** The supplier whose credentials are on the device. */
  recipientOf: (deviceId: string, work: Work): string | undefined => holderOf(deviceId, 'Supplier', work),
  /** Sends an alert to its user. */
  send: (alert: DeviceAlert, work: Work): void => {
    const body = writeDeviceAlert(alert, signingKey(work.service));
    work.send({ to: 'dsp', kind: 'smets1-alert', body, correlation: alert.user });
  },
});

/** Passes an alert of a commissioned device on to its supplier (MODEL: the table of recipients is not public). */
export function passOnAlert(deviceId: string, alert: RaisedAlert, work: Work): void {
  const installation = installationWith(work, deviceId);
  const device = installation?.devices.find((candidate) => candidate.deviceId === deviceId);
  const rules = work.rules(DEVICE_ALERTS);
  const user = rules.recipientOf(deviceId, work);
  if (!device || installation?.state !== 'Commissioned' || user === undefined) {
    work.audit('device-alert-ignored', installation?.installationId, `${alert.alertCode} of ${deviceId}`);
    return;
  }
  const { deviceType } = device;
  const { alertCode, description } = alert;
  const counter = BigInt(work.nextNumber(`alert ${deviceId}`));
  const at = new Date(alert.at);
  rules.send({ deviceId, deviceType, user, counter, at, alertCode, description }, work);
  work.audit('device-alert', installation.installationId, `${alertCode} of ${deviceType} ${deviceId} for ${user}`);
}
