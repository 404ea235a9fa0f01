import type { BillingCalendar, BillingPeriod } from '../../domain/meter/settings';
import type { Readings } from '../../domain/meter/readings';
import { group, marked, value } from './elements';

/** Whose certificates a device obeys, as the S1SP keeps it. */
export interface HeldCredentials {
  readonly role: 'Supplier' | 'NetworkOperator';
  /** EUI-64 of the party. */
  readonly holder: string;
  /** SHA-1 of the signing certificate, base64. */
  readonly certificateHash: string;
}

/** 6.2.3 */
export function billingCalendarPayload(calendar: BillingCalendar): string {
  if (calendar.fuel === 'gas') {
    const { start, period } = calendar;
    return group(
      'BillingCalendar',
      group('GasBillingCalendar', value('BillingPeriodStart', start), value('Periodicity', period)),
    );
  }
  const { at, period } = calendar;
  return group(
    'BillingCalendar',
    group('ElectricityBillingCalendar', value('BillingTime', at), electricityPeriod(period, calendar)),
  );
}

function electricityPeriod(period: BillingPeriod, { day, month }: { day: number; month: number }): string {
  switch (period) {
    case 'Daily':
      return group('Daily');
    case 'Weekly':
    case 'Monthly':
      return value(period, day);
    default:
      return group(period, value('DayOfMonth', day), value('BillingPeriodStartMonth', month));
  }
}

/** 6.2.4; nothing of a hub's own is asked for beyond its identity. */
export function identityPayload(identity: Readings['identity'], deviceType: string): string {
  const { deviceId, manufacturer, model, tamperState = 'Unchanged', depletionState = 'Unchanged' } = identity;
  const own = (): string => {
    if (deviceType === 'ESME')
      return group('Electricity', value('SupplyTamperState', tamperState), value('MeterVariant', 'A'));
    if (deviceType !== 'GSME') return '';
    return group('Gas', value('SupplyTamperState', tamperState), value('SupplyDepletionState', depletionState));
  };
  return [
    value('DeviceIdentifier', deviceId),
    value('ModelType', model),
    value('ManufacturerIdentifier', manufacturer),
    own(),
  ].join('');
}

/** 6.2.7 */
export function mpxnPayload({ fuel, importMPxN, exportMPAN }: Readings['mpxn']): string {
  if (fuel === 'gas') return group('Gas', value('MPRN', importMPxN));
  return group('Electricity', value('ImportMPAN', importMPxN), value('ExportMPAN', exportMPAN));
}

/** 6.13 */
export function eventLogPayload({ entries }: Readings['event-log']): string {
  const written = entries.map(({ at, code, meaning }) =>
    group('LogEntry', value('Timestamp', at), value('LogCode', code), value('LogMeaning', meaning)),
  );
  return group('Log', ...written);
}

/** 6.24.1; the status code of success is 0 (RECOLLECTION). */
export function credentialsPayload(held: readonly HeldCredentials[]): string {
  return held
    .map(({ role, holder, certificateHash }) =>
      group(
        'RemotePartyDetails',
        value('RemotePartyRole', role),
        marked('StatusCode', { ResponseCode: 0 }, value('ASN1Status', 'success')),
        value('CertificateUsage', 'DigitalSigning'),
        value('ExistingRemotePartyID', holder),
        value('ExistingCertificateHash', certificateHash),
      ),
    )
    .join('');
}

/** 6.15.1 and 6.23: whose certificate took whose place. */
export function credentialsChangedPayload(
  mode: 'SupplierBySupplier' | 'NetworkOperatorByNetworkOperator' | 'SupplierByTransCoS',
  before: HeldCredentials | undefined,
  after: HeldCredentials,
): string {
  return group(
    'ExecutionOutcome',
    value('CredentialsReplacementMode', mode),
    group(
      'ReplacementOutcome',
      marked('StatusCode', { ResponseCode: 0 }, value('ASN1Status', 'success')),
      value('CertificateType', 'DigitalSigning'),
      value('RemotePartyRole', after.role),
      value('ExistingRemotePartyID', before?.holder),
      value('NewRemotePartyID', after.holder),
      value('ExistingCertificateHash', before?.certificateHash),
      value('NewCertificateHash', after.certificateHash),
    ),
  );
}

/** 7.4 */
export function supplyPayload({ state, battery }: Readings['supply']): string {
  const gas = battery === undefined ? '' : group('Gas', value('RemainingBatteryCapacity', battery));
  return value('SupplyState', state) + gas;
}

/** 6.11 and 8.1.1; status 0 is a reliable clock (RECOLLECTION). */
export function clockPayload({ time, reliable }: Readings['clock'], deviceType: string): string {
  const status = reliable ? 'reliable' : 'unreliable';
  const code = reliable ? 0 : 2;
  const clock =
    deviceType === 'GSME'
      ? group('Gas', marked('GasClockTimeStatus', { ResponseCode: code }, value('ASN1Status', status)))
      : group('Electricity', marked('ElecClockTimeStatus', { TimeStatusCode: code }, value('TimeStatus', status)));
  return value('DeviceTime', time) + clock;
}

/** 8.9 */
export function deviceLogPayload({ devices }: Readings['device-log'], typeOf: (deviceId: string) => string): string {
  if (devices.some(({ heardAt }) => heardAt !== undefined)) {
    const entries = devices.map(({ deviceId, heardAt }) =>
      group('CHFDeviceLogEntry', value('DeviceID', deviceId), value('LastCommunicationsDateTime', heardAt)),
    );
    return group('CHFDeviceLog', ...entries);
  }
  const entries = devices.map(({ deviceId }) =>
    group('LogEntry', value('DeviceID', deviceId), value('DeviceType', typeOf(deviceId))),
  );
  return group('DeviceLogEntries', ...entries);
}

/** 11.2 */
export function firmwarePayload({ version }: Readings['firmware']): string {
  return value('FirmwareVersion', version);
}

/** 11.3 */
export function activationPayload({ version }: Readings['firmware']): string {
  return (
    marked('ActivateImageResponseCode', { ResponseCode: 0 }, value('ASN1Status', 'success')) +
    firmwarePayload({ version })
  );
}
