import { dayOf, timeOf, weekdayOf } from './time';

export type Fuel = 'electricity' | 'gas';

/** A price of each kWh from a time of day on (HH:MM:SS); it counts in a register of its own. */
interface Rate {
  readonly from: string;
  readonly price: number;
}

/** Whole days with a rate of their own: registers, the first at 0, of the days of a week from Monday, and of special days (YYYY-MM-DD). */
interface DayRates {
  readonly week: readonly number[];
  readonly special: Readonly<Record<string, number>>;
}

/**
 * A tariff that is the same on every day, or has a rate for each day. Its numbers are as DUIS says them: for electricity in pounds times ten to the power of
 * `scale`, for gas in millipence.
 */
export interface Tariff {
  /** A day. */
  readonly standingCharge: number;
  readonly scale?: number;
  readonly rates: readonly Rate[];
  /** Which rate holds all day, in place of the times of the rates. */
  readonly days?: DayRates;
  /** In place of rates: a price of each kWh by block, and the units at which the next block begins. */
  readonly blocks?: { readonly prices: readonly number[]; readonly limits: readonly number[] };
  /** Thresholds of blocks as they were set, by the matrix that has them. */
  readonly thresholds?: readonly (readonly number[])[];
}

/** Power of ten of pounds that a millipenny is. */
export const MILLIPENNY = -5;
/** Wh in a kWh, MJ in one, and litres in a cubic metre. */
const WATT_HOURS = 1000;
const MEGAJOULES = 3.6;
const LITRES = 1000;

/** How meters charge whose tariff nobody has set: 15 pence a kWh of electricity, 4 of gas, and 25 pence a day. */
export const USUAL_TARIFF: Readonly<Record<Fuel, Tariff>> = {
  electricity: { standingCharge: 2500, scale: -4, rates: [{ from: '00:00:00', price: 1500 }] },
  gas: { standingCharge: 25_000, rates: [{ from: '00:00:00', price: 4000 }] },
};

/** How far a sum of money may be from the decimal number that it stands for. */
const BINARY = 1e-6;

/** Rounded, halves up: in decimals, as people count. */
function whole(amount: number): number {
  return Math.floor(amount + 0.5 + BINARY);
}

/** A number of a tariff, or of a recovery of debt, in millipence. */
export function millipence(amount: number, { scale = MILLIPENNY }: { readonly scale?: number }): number {
  return whole(amount * 10 ** (scale - MILLIPENNY));
}

/** The register, the first at 0, in which is counted what is used at an instant, or that blocks count. */
export function countingAt({ rates, blocks, days }: Tariff, instant: number): number | 'blocks' {
  if (blocks !== undefined) return 'blocks';
  if (days !== undefined) return days.special[dayOf(instant)] ?? days.week[weekdayOf(instant) - 1] ?? 0;
  const time = timeOf(instant);
  // Before the first time of the day the last rate of the day before holds.
  const begun = rates.filter(({ from }) => from <= time);
  const [latest] = (begun.length === 0 ? rates : begun).toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return latest === undefined ? 0 : rates.indexOf(latest);
}

/** The block, the first at 0, in which is counted what is used once so much has been counted. */
export function blockOf({ blocks }: Tariff, counted: number): number {
  return (blocks?.limits ?? []).filter((limit) => limit > 0 && limit <= counted).length;
}

/** What a kWh costs at an instant, as the tariff says it; beyond the last price of the blocks that one holds. */
export function priceAt(tariff: Tariff, instant: number, counted: number): number {
  const counting = countingAt(tariff, instant);
  if (counting !== 'blocks') return tariff.rates[counting]?.price ?? 0;
  const prices = tariff.blocks?.prices ?? [];
  return prices[blockOf(tariff, counted)] ?? prices.at(-1) ?? 0;
}

/** MJ in a cubic metre of gas, and the correction of its volume. */
export interface GasConversion {
  readonly calorificValue: number;
  readonly factor: number;
}

/** What units cost at a price of the tariff, in whole millipence. @param gas absent for electricity */
export function chargeFor(units: number, price: number, tariff: Tariff, gas?: GasConversion): number {
  const each = price * 10 ** ((tariff.scale ?? MILLIPENNY) - MILLIPENNY);
  if (gas === undefined) return whole((units / WATT_HOURS) * each);
  return whole((((units / LITRES) * gas.calorificValue * gas.factor) / MEGAJOULES) * each);
}
