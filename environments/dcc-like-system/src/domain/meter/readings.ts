import type { BillingCalendar, SupplyPoints } from './settings';
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
  readonly 'prepayment-configuration': {
    readonly fuel: Fuel;
    readonly settings: PaymentSettings;
    readonly configuration: PrepaymentConfiguration;
    readonly debt: Debt;
  };
  readonly 'active-power': { readonly watts: number };
  readonly balance: { readonly fuel: Fuel; readonly balance: number };
  readonly identity: { readonly deviceId: string; readonly manufacturer: string; readonly model: string };
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
