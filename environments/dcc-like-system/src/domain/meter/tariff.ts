import type { DayCalendar } from './calendar';

export type Fuel = 'electricity' | 'gas';

/** A value with the index under which it is known, from 1. */
export interface Indexed {
  readonly index: number;
  readonly value: number;
}

/** What begins at a time of day: a time-of-use register, or a tariff that counts blocks. */
interface TariffSwitch {
  /** HH:MM:SS; gas days have one switch, at midnight. */
  readonly start: string;
  readonly action: { readonly tou: number } | { readonly block: number };
}

export interface TariffDay {
  readonly name: number;
  readonly switches: readonly TariffSwitch[];
}

/** When which price holds. */
export interface SwitchingTable extends DayCalendar {
  readonly days: readonly TariffDay[];
}

/** What energy costs, as DUIS says it. */
export interface Prices {
  readonly currency: 'GBP' | 'ECB';
  /** A day: of electricity scaled by `standingChargeScale`, of gas in millipence (MODEL). */
  readonly standingCharge: number;
  /** Power of ten of pounds; electricity only. */
  readonly standingChargeScale?: number;
  /** Power of ten of pounds; electricity only. */
  readonly priceScale?: number;
  /** A kWh by time-of-use register: of electricity scaled by `priceScale`, of gas in millipence (MODEL). */
  readonly tou: readonly Indexed[];
  /** A kWh by block, for each tariff that counts blocks. */
  readonly blocks: readonly { readonly index: number; readonly prices: readonly Indexed[] }[];
}

export interface Tariff {
  readonly table: SwitchingTable;
  /** Consumption at which the next block begins, for each tariff that counts blocks. */
  readonly thresholds: readonly { readonly index: number; readonly thresholds: readonly Indexed[] }[];
  readonly prices: Prices;
}
