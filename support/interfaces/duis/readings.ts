import type { XmlReader } from '../xml';
import { poundsOf } from './requests/payment';

/**
 * What devices say, read from the element of a response. Each throws UnreadableXml where the element lacks what it should
 * hold.
 */

/** 4.1.1: Wh of electricity, litres of gas. */
export function importRegister(payload: XmlReader): number {
  const electricity = payload.maybe('Electricity')?.one('ActiveImportRegister');
  if (electricity !== undefined) return Number(electricity.textOf('Value'));
  return litres(payload.one('Gas').one('ConsumptionRegister').textOf('Value'));
}

/** 4.18 and 4.3: pounds. */
export function balance(payload: XmlReader): number {
  return poundsOf(Number(payload.textOf('MeterBalance')));
}

/** 4.3: pounds of emergency credit that are left. */
export function emergencyCredit(payload: XmlReader): number {
  return poundsOf(Number(payload.textOf('EmergencyCreditBalance')));
}

/** 4.3: pounds that the customer owes and that top-ups pay. */
export function paymentDebt(payload: XmlReader): number {
  return poundsOf(Number(payload.textOf('PaymentDebtRegister')));
}

/** 4.13: pounds of emergency credit that there can be. */
export function emergencyLimit(payload: XmlReader): number {
  return poundsOf(Number(payload.textOf('EmergencyCreditLimit')));
}

/** 4.11.1 and 4.11.2: pence a kWh by register, the first at 0; electricity prices are scaled. */
export function prices(payload: XmlReader): number[] {
  const secondElement = payload.maybe('PriceScale') === undefined ? undefined : payload;
  const electricity = payload.maybe('Electricity') ?? secondElement;
  if (electricity !== undefined) {
    const penceEach = 10 ** (Number(electricity.textOf('PriceScale')) + 2);
    const matrix = electricity.one('TariffTOUPriceMatrix').all('TariffTOUPrice');
    return matrix.map(({ text }) => rounded(Number(text) * penceEach));
  }
  return payload
    .one('Gas')
    .one('TOUTariff')
    .all('TariffTOUPrice')
    .map(({ text }) => rounded(Number(text) / 1000));
}

/** 4.11.1: pence a kWh from midnight on of each special day of the tariff, by the date (`2019-06-06`). The fuels differ in their words. */
export function pricesOfSpecialDays(payload: XmlReader): Record<string, number | undefined> {
  const electricity = payload.maybe('Electricity');
  const tariff = electricity ?? payload.one('Gas');
  const [prefix, suffix, dayName] = electricity === undefined ? ['Gas', 'WithWildcards', 'DayName'] : ['', '', 'Day'];
  const profiles = tariff.one('TariffSwitchingTable').one('DayProfiles').all('DayProfile');
  const priceOf = (day: string): number | undefined => {
    const profile = profiles.find((one) => one.textOf(dayName) === day);
    const first = profile?.all('ProfileSchedule')[0] ?? profile;
    return prices(payload)[Number(first?.textOf('TOUTariffAction')) - 1];
  };
  const dateOf = (date: XmlReader): string =>
    ['Year', 'Month', 'DayOfMonth']
      .map((part) => date.one(`${prefix}${part}${suffix}`).textOf(`Specified${part}`).padStart(2, '0'))
      .join('-');
  const days = tariff.one('TariffSwitchingTableSpecialDays').all('SpecialDay');
  return Object.fromEntries(days.map((one) => [dateOf(one.one('Date')), priceOf(one.textOf('ReferencedDay'))]));
}

/** 4.4.2, 4.4.3 and 4.6.1: instants of the entries (ISO 8601). */
export function entryTimes(payload: XmlReader): string[] {
  const fuel = payload.maybe('Electricity') ?? payload.maybe('Gas') ?? payload;
  return fuel
    .all()
    .filter(({ name }) => name.includes('LogEntry') && !name.includes('Prepayment'))
    .map((entry) => entry.textOf('Timestamp'));
}

/** 4.8.3: Wh that were exported in all of the half hours together. */
export function exported(payload: XmlReader): number {
  return payload.all('LogEntry').reduce((sum, entry) => sum + Number(entry.textOf('ActiveEnergyExportedValue')), 0);
}

/** 6.13: codes of the entries, four hex digits. */
export function eventCodes(payload: XmlReader): string[] {
  return (
    payload
      .maybe('Log')
      ?.all('LogEntry')
      .map((entry) => entry.textOf('LogCode').toUpperCase()) ?? []
  );
}

/** 6.24.1: who holds credentials on the device, by role. */
export function credentialHolders(payload: XmlReader): Readonly<Record<string, string>> {
  return Object.fromEntries(
    payload
      .all('RemotePartyDetails')
      .map((details) => [details.textOf('RemotePartyRole'), details.textOf('ExistingRemotePartyID').toUpperCase()]),
  );
}

/** 8.9: devices on the log. */
export function loggedDevices(payload: XmlReader): string[] {
  const entries = [
    ...(payload.maybe('CHFDeviceLog')?.all('CHFDeviceLogEntry') ?? []),
    ...(payload.maybe('DeviceLogEntries')?.all('LogEntry') ?? []),
  ];
  return entries.map((entry) => entry.textOf('DeviceID').toUpperCase());
}

/** 6.2.7: the supply point that the device takes for its own. */
export function supplyPoint(payload: XmlReader): string {
  return payload.maybe('Electricity')?.textOf('ImportMPAN') ?? payload.one('Gas').textOf('MPRN');
}

/** 6.2.9: Credit or Prepayment. */
export function paymentMode(payload: XmlReader): string {
  return payload.textOf('PaymentMode');
}

/** 7.4: Enabled, Disabled or Armed. */
export function supplyState(payload: XmlReader): string {
  return payload.textOf('SupplyState');
}

/** 11.2 and 11.3: firmware version. */
export function firmwareVersion(payload: XmlReader): string {
  return payload.textOf('FirmwareVersion');
}

/** 6.2.3: the time of day at which billing periods of a day end; undefined for longer ones. */
export function dailyBillingTime(payload: XmlReader): string | undefined {
  const calendar = payload.one('BillingCalendar');
  const electricity = calendar.maybe('ElectricityBillingCalendar');
  if (electricity !== undefined) return electricity.maybe('Daily') && electricity.textOf('BillingTime').slice(0, 5);
  const gas = calendar.one('GasBillingCalendar');
  return gas.textOf('Periodicity') === 'Daily' ? gas.textOf('BillingPeriodStart').slice(11, 16) : undefined;
}

function litres(cubicMetres: string): number {
  return Math.round(Number(cubicMetres) * 1000);
}

function rounded(pence: number): number {
  return Math.round(pence * 10_000) / 10_000;
}
