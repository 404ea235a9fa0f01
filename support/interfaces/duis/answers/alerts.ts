import { writeMessageId, type MessageId } from '../vocabulary';
import { group, linesOf, value, type Field } from './fields';

/** What DCC Alerts tell, by the DUIS schema and the published table of alerts. */

/** Variant of every SMETS1 electricity meter here (MODEL, as published). */
const ESME_VARIANT = 'A';

/** A device that an alert can be about. */
export interface AlertedDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  /** Meters only. */
  readonly importMPxN?: string;
  readonly exportMPAN?: string;
}

/** A request of a user that an alert can be about. */
interface AlertedRequest {
  readonly id: MessageId;
  readonly request: { readonly variant: string };
}

/** Everything that a user can be told of. */
export interface AlertSubject {
  readonly devices: readonly AlertedDevice[];
  readonly sent: readonly AlertedRequest[];
  /** The schedules that it was given. */
  readonly schedules: readonly { readonly scheduleId: string; readonly deviceId: string }[];
  /** SHA-1 of its certificate, base64. */
  readonly certificateHash: string;
}

type Alert = (subject: AlertSubject) => Field[][];

function points({ importMPxN, exportMPAN }: AlertedDevice): Field[] {
  return [...value('ImportMPxN', importMPxN), ...value('ExportMPAN', exportMPAN)];
}

function statusChange({ deviceId }: AlertedDevice, ...change: Field[][]): Field[] {
  return group('DeviceStatusChangeEvent', value('DeviceID', deviceId), group('DeviceStatusChange', ...change));
}

const meters = ({ devices }: AlertSubject): AlertedDevice[] =>
  devices.filter(({ importMPxN }) => importMPxN !== undefined);

const ofSchedule: Alert = ({ schedules }) =>
  schedules.map(({ scheduleId, deviceId }) =>
    group('DSPScheduleRemoval', value('DeviceID', deviceId), value('DSPScheduleID', scheduleId)),
  );

const ofDeviceLog: Alert = ({ sent }) =>
  sent
    .filter(({ request }) => request.variant === '8.11')
    .map(({ id }) =>
      group('UpdateHANDeviceLogResult', value('UpdateHANDeviceLogServiceRequestID', writeMessageId(id))),
    );

const ofQuarantine =
  (breach: string): Alert =>
  ({ sent }) =>
    sent.map(({ id }) =>
      group(
        'QuarantinedRequest',
        group(breach, value('RequestID', writeMessageId(id)), value('QuarantineEventRef', NUMBERED)),
      ),
    );

/** In place of a number that the DCC gives. */
const NUMBERED = 'a number';

/** By code: every way in which an alert can be right. */
const ALERTS: Readonly<Record<string, Alert>> = {
  N1: (subject) =>
    meters(subject).map((meter) =>
      statusChange(
        meter,
        group('MeterDecommissioningOrWithdrawal', group('MeterDecommissionOrWithdrawal', points(meter))),
      ),
    ),
  N3: ({ sent }) =>
    sent.map(({ id }) =>
      group('CommandFailure', value('CommandRequestID', writeMessageId(id)), value('DeviceID', id.target)),
    ),
  N4: ofSchedule,
  N16: (subject) =>
    meters(subject).map((meter) => {
      const variant = value('ESMEVariant', meter.deviceType === 'ESME' ? ESME_VARIANT : undefined);
      return statusChange(
        meter,
        group('MeterIdentity', group('MeterMPxNs', value('ImportMPxN', meter.importMPxN)), variant),
      );
    }),
  N17: ofSchedule,
  N24: ofDeviceLog,
  N25: ofDeviceLog,
  N27: (subject) =>
    meters(subject).map((meter) =>
      group(
        'ChangeOfSupplier',
        group(
          'DeviceChangeOfSupplier',
          value('DeviceID', meter.deviceId),
          value('DeviceType', meter.deviceType),
          group('MPxNs', points(meter)),
        ),
      ),
    ),
  N42: ({ devices, certificateHash }) =>
    devices.flatMap(({ deviceId }) =>
      ['Supplier', 'NetworkOperator'].map((role) =>
        group(
          'SecurityCredentialsUpdated',
          value('DeviceID', deviceId),
          value('RemotePartyRole', role),
          group('Certificates', value('CertificateType', 'DigitalSigning'), value('CertificateHash', certificateHash)),
        ),
      ),
    ),
  N46: ofQuarantine('ADUserThresholdBreach'),
  N48: ofQuarantine('ADAttributeLimitsBreach'),
};

/** Whether an alert tells its user something that can be right. @param told what it tells, as `cameIn` gives it */
export function isRightAlert(code: string, told: readonly string[], subject: AlertSubject): boolean {
  const right = ALERTS[code];
  if (right === undefined) return true;
  const came = told.map((line) => line.replace(/(QuarantineEventRef = )[1-9][0-9]*$/, `$1${NUMBERED}`)).join('\n');
  return right(subject).some((fields) => linesOf(fields).join('\n') === came);
}
