import { derOf } from '../../certificates';
import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';
import type { BillingCalendar } from '../../../models/calendar/billing-days';
import type { Fuel } from './tariff';

/** 3.2 Restrict Access For Change Of Tenancy: what is older than an instant stays hidden. */
export function restrictAccess(since: Date): ServiceRequest {
  const name = 'RestrictAccessForChangeOfTenancy';
  return toDevice('3.2', name, [element('RestrictionDateTime', since.toISOString())]);
}

/** 3.3 Clear Event Log; `log`: of an electricity meter. */
export function clearEventLog(log?: 'ESME' | 'ALCS'): ServiceRequest {
  return toDevice('3.3', 'ClearEventLog', log === undefined ? [] : [element('ESMEEventLogType', log)]);
}

/** When a billing period ends, as 6.8 says it; `at`: HH:MM:SS. */
export type BillingTimes = BillingCalendar & { readonly at: string };

/** 6.8 Update Device Configuration (Billing Calendar). */
export function updateBilling(times: BillingTimes): ServiceRequest {
  const { period, at } = times;
  const calendar =
    times.fuel === 'gas'
      ? element('GasBillingCalendar', [
          element('BillingPeriodStart', `${times.start}T${at}Z`),
          element('Periodicity', period),
        ])
      : element('ElectricityBillingCalendar', [element('BillingTime', at), element(period, periodOf(times))]);
  return toDevice('6.8', 'UpdateDeviceConfigurationBillingCalendar', [calendar]);
}

/** 6.8: a period ends every day at this time, HH:MM:SS. */
export function dailyBilling(fuel: Fuel, at: string): ServiceRequest {
  return updateBilling(
    fuel === 'gas' ? { fuel, period: 'Daily', start: '2019-01-01', at } : { fuel, period: 'Daily', at },
  );
}

/** What follows the name of a period of electricity: nothing, a day, or day and month. */
function periodOf({
  period,
  day = 1,
  month = 1,
}: Extract<BillingCalendar, { fuel: 'electricity' }>): string[] | number {
  if (period === 'Daily') return [];
  if (period === 'Weekly' || period === 'Monthly') return day;
  return [element('DayOfMonth', day), element('BillingPeriodStartMonth', month)];
}

/** 6.11 Synchronise Clock, and 8.1.1 Commission Device, which says the same. `tolerance` in seconds. */
export function synchroniseClock(variant: '6.11' | '8.1.1', time: Date, tolerance: number): ServiceRequest {
  const name = variant === '6.11' ? 'SynchroniseClock' : 'CommissionDeviceSynchroniseClock';
  const parts = [element('CurrentDateTime', time.toISOString()), element('TolerancePeriod', tolerance)];
  return toDevice(variant, name, parts);
}

/** 6.20.1 Set Device Configuration (Import MPxN). */
export function setImportMpxn(fuel: Fuel, mpxn: string): ServiceRequest {
  const points = fuel === 'gas' ? element('ImportMPRN', mpxn) : element('ImportMPANs', [element('ImportMPAN', mpxn)]);
  return toDevice('6.20.1', 'SetDeviceConfigurationImportMPxN', [points]);
}

/** 6.22 Configure Alert Behaviour: one alert to the supplier is switched on or off. `code`: four hex digits. */
export function configureAlert(fuel: Fuel, code: string, on: boolean): ServiceRequest {
  const setting = element(`x${code}`, on ? 'Enable' : 'Disable');
  const group =
    fuel === 'gas'
      ? element('GasSupplierAlerts', [setting])
      : element('ElectricitySupplierAlerts', [element('SupplierESMECommon', [setting])]);
  return toDevice('6.22', 'ConfigureAlertBehaviour', [group]);
}

/** Ways in which an electricity meter tells of an event beside the alert over the WAN: the elements of a request and of the answer that shows it. */
export const OTHER_WAYS = {
  'home area network alert': 'ElectricitySupplierHANAlertSettings',
  alarm: 'ElectricitySupplierAlarmSettings',
  'log entry': 'ElectricitySupplierLoggingSettings',
} as const;
export type OtherWay = keyof typeof OTHER_WAYS;

/** 6.22 of an electricity supplier: one event is no longer told in one of the other ways. */
export function switchOffWay(way: OtherWay, code: string): ServiceRequest {
  const common = element('SupplierESMECommon', [element(`x${code}`, 'Disable')]);
  return toDevice('6.22', 'ConfigureAlertBehaviour', [element(OTHER_WAYS[way], [common])]);
}

/** 6.22 of a network operator: its alert about the mean voltage of a phase. */
export function configureNetworkAlert(code: string, on: boolean): ServiceRequest {
  const setting = element(`x${code}`, on ? 'Enable' : 'Disable');
  const group = element('ElectricityNetworkOperatorAlerts', [element('NetworkOperatorESMECommon', [setting])]);
  return toDevice('6.22', 'ConfigureAlertBehaviour', [group]);
}

/** Parties whose credentials a device obeys. */
export type CredentialRole = 'Supplier' | 'NetworkOperator';

/** 6.15.1 Update Security Credentials (KRP). @param certificate X.509 PEM */
export function updateCredentials(role: CredentialRole, certificate: string): ServiceRequest {
  const der = base64Of(certificate);
  const replacement = element('ReplacementCertificates', [
    element('SupplierOrNetworkOperatorCertificates', [element('DigitalSigningCertificate', der)]),
  ]);
  return toDevice('6.15.1', 'UpdateSecurityCredentialsKRP', [
    element('RemotePartyRole', role),
    replacement,
    certificationPath(der),
    element('ApplyTimeBasedCPVChecks', 'false'),
  ]);
}

/** 6.21 Request Handover Of DCC Controlled Device. @param certificate X.509 PEM */
export function requestHandover(certificate: string, role: CredentialRole = 'Supplier'): ServiceRequest {
  const der = base64Of(certificate);
  return toDevice('6.21', 'RequestHandoverOfDCCControlledDevice', [
    element('RemotePartyRole', role),
    element('ReplacementCertificates', [element('DigitalSigningCertificate', der)]),
    certificationPath(der),
    element('ApplyTimeBasedCPVChecks', 'false'),
  ]);
}

/** 6.23 Update Security Credentials (CoS): the new supplier takes a device over. @param certificate X.509 PEM */
export function changeSupplier(certificate: string, importMPxN: string): ServiceRequest {
  const der = base64Of(certificate);
  return toDevice('6.23', 'UpdateSecurityCredentialsCoS', [
    element('SupplierFloorSeqNumber', 0),
    element('SupplierReplacementCertificates', [element('DigitalSigningCertificate', der)]),
    certificationPath(der),
    element('ApplyTimeBasedCPVChecks', 'false'),
    element('ImportMPxN', importMPxN),
  ]);
}

/** 6.24.1 Retrieve Device Security Credentials (KRP). */
export function retrieveCredentials(...roles: readonly CredentialRole[]): ServiceRequest {
  const parts = roles.map((role) => element('RemotePartyRole', role));
  return toDevice('6.24.1', 'RetrieveDeviceSecurityCredentialsKRP', parts);
}

/** 7.5 Activate Auxiliary Load: its first switch, for half an hour. SMETS1 devices have none. */
export function activateAuxiliaryLoad(): ServiceRequest {
  const first = element('ActivateALCSHCALCS', [element('Duration', 30)], { index: '1' });
  return toDevice('7.5', 'ActivateAuxiliaryLoad', [first]);
}

/** The test authority issues every certificate itself: the path is the certificate. */
function certificationPath(der: string): string {
  return element('CertificationPathCertificates', [element('Certificate', der)]);
}

function base64Of(pem: string): string {
  return Buffer.from(derOf(pem)).toString('base64');
}
