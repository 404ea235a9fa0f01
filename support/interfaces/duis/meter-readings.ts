import type { XmlReader } from '../xml';
import { poundsOf } from './requests/payment';

/** What meters say of their settings and of what they count. Each throws UnreadableXml where something is missing. */

/** 4.15: the limit in W, and how often the load was above it. */
export function loadLimit(payload: XmlReader): { readonly limit: number; readonly passed: number } {
  const limit = Number(payload.textOf('LoadLimitPowerThreshold'));
  return { limit, passed: Number(payload.textOf('LoadLimitCounterValue')) };
}

/** 6.2.5, in W. */
export function powerThresholds(payload: XmlReader): number[] {
  return ['LowMediumPowerThreshold', 'MediumHighPowerThreshold'].map((name) => Number(payload.textOf(name)));
}

/** 6.2.1: the upper and the lower limit of the mean voltage, in V. */
export function voltageLimits(payload: XmlReader): number[] {
  const limits = payload.one('SinglePhaseVoltageSettings');
  const names = ['AverageRMSOverVoltageThreshold', 'AverageRMSUnderVoltageThreshold'];
  return names.map((name) => Number(limits.textOf(name)) / 10);
}

/** 4.10: how often the mean voltage was beyond a limit. */
export function voltagesBeyond(payload: XmlReader): number {
  const meter = payload.one('Electricity').one('SinglePhaseESME');
  const names = ['AvgRMSOverVoltageCounter', 'AvgRMSUnderVoltageCounter'];
  return names.reduce((sum, name) => sum + Number(meter.one(name).textOf('Value')), 0);
}

/** 6.2.8: MJ a cubic metre. */
export function calorificValue(payload: XmlReader): number {
  return Number(payload.textOf('CalorificValue'));
}

/** 14.1: which recording of network data it is, from 1. */
export function sampleNumber(payload: XmlReader): number {
  return Number(payload.textOf('SampleID'));
}

/** 6.2.4: whether the supply is locked once the meter was tampered with. */
export function tamperState(payload: XmlReader): string {
  return payload.one('Electricity').textOf('SupplyTamperState');
}

/** 6.2.7: the supply point of what is exported. */
export function exportPoint(payload: XmlReader): string | undefined {
  return payload.one('Electricity').maybe('ExportMPAN')?.text;
}

/** 4.12.1: the highest mean power of a half hour, in W. */
export function maximumDemand(payload: XmlReader): number {
  return Number(payload.one('MaxDemandActiveEnergyImport').textOf('Value'));
}

/** 4.4.4 and 4.4.5: what was booked, in pounds. */
export function bookings(payload: XmlReader): number[] {
  const log = payload.maybe('PaymentBasedDebtRepayment') ?? payload.one('PrepaymentCredits');
  return log.all('LogEntry').map((entry) => poundsOf(Number(entry.textOf('Amount'))));
}

/** 4.1.3 and 4.1.4: what was counted in each block since the last reset, the first at 0. */
export function blocks(payload: XmlReader): number[] {
  const counters = payload.maybe('ImportBlockCounters')?.all('TariffBlockCounterValue');
  if (counters) return counters.map(({ text }) => Number(text));
  return payload
    .one('TariffBlockTOURegisterCollection')
    .all('TariffBlock')
    .map((block) => block.all('CounterMatrixTOUValue').reduce((sum, { text }) => sum + Number(text), 0));
}

/** 6.2.10: what the supplier's alert over the WAN is set to. */
export function alertSetting(payload: XmlReader, code: string): string | undefined {
  const gas = payload.maybe('GasSupplierAlertEventSettings')?.maybe(`x${code}`)?.maybe('WANAlert');
  const electricity = payload
    .maybe('ElectricitySupplierAlertEventSettings')
    ?.maybe('ElectricitySupplierWANAlertSettings')
    ?.maybe('SupplierESMECommon')
    ?.maybe(`x${code}`);
  return (gas ?? electricity)?.text;
}

/** 6.2.10: what one of the other ways is set to in which an electricity meter tells of an event. @param way name of its element */
export function waySetting(payload: XmlReader, way: string, code: string): string | undefined {
  const settings = payload.maybe('ElectricitySupplierAlertEventSettings')?.maybe(way);
  return settings?.maybe('SupplierESMECommon')?.maybe(`x${code}`)?.text;
}

/** 4.14: how many balances the log holds. */
export function dailyBalances(payload: XmlReader): number {
  const fuel = payload.maybe('Electricity') ?? payload.one('Gas');
  return fuel.all('LogEntry').filter((entry) => entry.maybe('MeterBalance') !== undefined).length;
}
