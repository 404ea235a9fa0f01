import type { AlertGroup, BillingCalendar, SupplyPoints } from './settings';
import type { MeterSettingValues } from './meter-settings';
import type { Debt, PaymentSettings, PrepaymentConfiguration } from './payment';
import type { Fuel, Indexed, Tariff } from './tariff';

/** State of a supply (SOURCED: DUIS schema). */
export type SupplyState = 'Enabled' | 'Disabled' | 'Armed';

/** Money of a customer, in millipence. */
export interface PrepaymentValues {
  readonly balance: number;
  readonly emergencyCredit: number;
  readonly accumulatedDebt: number;
  readonly paymentDebt: number;
  readonly timeDebt1: number;
  readonly timeDebt2: number;
}

/** Registers at an instant (ISO 8601): Wh of electricity, litres of gas. */
export interface RegisterEntry {
  readonly at: string;
  readonly register: number;
  readonly tou: readonly Indexed[];
}

/** Registers and money when a billing period, a tariff or a mode of payment ended. */
export interface BillingEntry extends RegisterEntry {
  readonly money: PrepaymentValues;
}

/** An entry of a device's log; `code`: four hex digits. */
export interface LoggedEvent {
  readonly at: string;
  readonly code: string;
  readonly meaning: string;
}

/** One value after the other, each for as many seconds; `first` is the end of the first one (ISO 8601). */
export interface Series {
  readonly first: string;
  readonly seconds: number;
  readonly values: readonly number[];
}

/** Mean voltages, one for each half hour. */
interface VoltageData {
  readonly fuel: 'electricity';
  readonly over: number;
  readonly under: number;
  readonly voltages: Series;
}

/** Gas used in each six minutes, in litres. */
interface GasFlowData {
  readonly fuel: 'gas';
  readonly flows: Series;
}

/** A sum of money in millipence, and when it was booked (ISO 8601). */
export interface Booking {
  readonly at: string;
  readonly amount: number;
}

/** Consumption by block: of each matrix that counts blocks what was used in each block, in all and since the last reset. */
interface BlockRegisters {
  readonly used: readonly (readonly number[])[];
  readonly counters: readonly (readonly number[])[];
}

/** The highest mean power of a half hour, in W, when that ended, and since when it is watched (ISO 8601). */
export interface Demand {
  readonly watts: number;
  readonly at: string;
  readonly since: string;
}

/** The values of a series with their ends (ISO 8601). */
export function entriesOf({ first, seconds, values }: Series): { readonly at: string; readonly value: number }[] {
  const start = Date.parse(first);
  return values.map((value, index) => ({ at: new Date(start + index * seconds * 1000).toISOString(), value }));
}

/** What devices answer when they are asked for one thing, by its name. MODEL: stands in for the objects of real protocols. */
export interface Readings {
  readonly 'tou-registers': { readonly fuel: Fuel; readonly registers: readonly Indexed[] };
  readonly 'prepayment-values': PrepaymentValues;
  /** Changes of tariff or mode of payment. */
  readonly 'change-log': { readonly fuel: Fuel; readonly entries: readonly BillingEntry[] };
  /** Ends of billing periods. */
  readonly 'billing-log': { readonly fuel: Fuel; readonly entries: readonly BillingEntry[] };
  readonly 'daily-log': { readonly fuel: Fuel; readonly entries: readonly RegisterEntry[] };
  /** Consumption of half hours, by their ends. */
  readonly profile: { readonly fuel: Fuel; readonly used: Series };
  /** Of meters that measure what is exported. */
  readonly 'export-profile': Series;
  readonly 'network-data': VoltageData | GasFlowData;
  /** `activePrice`: what a kWh costs now, as the tariff says it. */
  readonly tariff: { readonly fuel: Fuel; readonly tariff: Tariff; readonly activePrice: number };
  /** 4.11.2: that of the second element. */
  readonly 'second-tariff': { readonly tariff: Tariff; readonly activePrice: number };
  readonly 'prepayment-configuration': {
    readonly fuel: Fuel;
    readonly settings: PaymentSettings;
    readonly configuration: PrepaymentConfiguration;
    readonly debt: Debt;
  };
  /** 4.1.3 and 4.1.4. */
  readonly 'block-registers': BlockRegisters;
  /** 4.2 and 4.6.2, Wh; by days the register at their ends. */
  readonly 'export-register': { readonly register: number };
  readonly 'export-daily-log': { readonly entries: readonly RegisterEntry[] };
  /** 4.4.4 and 4.4.5. */
  readonly 'debt-payments': { readonly entries: readonly Booking[] };
  readonly credits: { readonly entries: readonly Booking[] };
  /** 4.8.2, varh of half hours. */
  readonly 'reactive-profile': Series;
  /** 4.12.1; `from` and `to`: time of day that the second one is limited to. */
  readonly 'maximum-demand': {
    readonly all: Demand;
    readonly limited: Demand;
    readonly from: string;
    readonly to: string;
  };
  /** 4.12.2 */
  readonly 'export-demand': Demand;
  /** 4.14, money at midnight. */
  readonly 'prepayment-daily-log': {
    readonly fuel: Fuel;
    readonly entries: readonly { readonly at: string; readonly money: PrepaymentValues }[];
  };
  /** 4.15; how often the limit was passed. */
  readonly 'load-limit': MeterSettingValues['load-limit'] & { readonly passed: number };
  /** 4.17, Wh or litres of a day, which ended at the instant. */
  readonly 'daily-consumption': { readonly fuel: Fuel; readonly days: Series };
  readonly 'voltage-limits': MeterSettingValues['voltage-limits'];
  readonly 'power-thresholds': MeterSettingValues['power-thresholds'];
  /** `flow`: of meters that have been told what uncontrolled flow is. */
  readonly 'gas-conversion': MeterSettingValues['gas-conversion'] & { readonly flow?: MeterSettingValues['gas-flow'] };
  /** 6.2.2, in seconds: most that a switch is put off, of 256 parts how many it is, and so how long. */
  readonly randomisation: { readonly limit: number; readonly number: number; readonly offset: number };
  /** 14.1: how many times it has begun. */
  readonly 'network-recording': { readonly sample: number };
  /** 6.2.10: what somebody has switched, by group. */
  readonly 'alert-behaviour': {
    readonly fuel: Fuel;
    readonly groups: Partial<Record<AlertGroup, Readonly<Record<string, boolean>>>>;
  };
  readonly 'active-power': { readonly watts: number };
  readonly balance: { readonly fuel: Fuel; readonly balance: number };
  readonly identity: {
    readonly deviceId: string;
    readonly manufacturer: string;
    readonly model: string;
    /** Of meters. */
    readonly tamperState?: MeterSettingValues['tamper-state']['state'];
    /** Of gas meters: what becomes of the supply where there is no gas any more. */
    readonly depletionState?: MeterSettingValues['gas-flow']['whenDepleted'];
  };
  readonly mpxn: SupplyPoints & { readonly fuel: Fuel };
  readonly 'payment-mode': PaymentSettings;
  readonly 'billing-calendar': BillingCalendar;
  readonly 'event-log': { readonly entries: readonly LoggedEvent[] };
  /** `battery`: seconds of operation left, of gas meters. */
  readonly supply: { readonly state: SupplyState; readonly battery?: number };
  readonly firmware: { readonly version: string };
  /** Devices on the home area network as this one knows them; of hubs with the time of the last word from each. */
  readonly 'device-log': { readonly devices: readonly { readonly deviceId: string; readonly heardAt?: string }[] };
  /** After it was set: what the clock shows, and whether it can be trusted. */
  readonly clock: { readonly time: string; readonly reliable: boolean };
}

export type ReadingName = keyof Readings;
