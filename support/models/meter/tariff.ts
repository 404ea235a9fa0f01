import { profileOn, type DayCalendar } from './day-calendar';
import { timeOf } from './time';

export type Fuel = 'electricity' | 'gas';

/** A value with the number by which it is known, from 1. */
export interface Numbered {
  readonly index: number;
  readonly value: number;
}

/** What counts: a register of time of use, or a matrix of blocks; each by its number. */
export type Counting = { readonly register: number } | { readonly matrix: number };

/** A day profile: what counts from which time of day on (HH:MM:SS). */
export interface TariffDay {
  readonly name: number;
  readonly switches: readonly { readonly start: string; readonly counts: Counting }[];
}

/** Which day profile holds when. */
export interface SwitchingTable extends DayCalendar {
  readonly days: readonly TariffDay[];
}

/** What energy costs, as DUIS says it: of electricity in pounds times ten to the power of a scale, of gas in millipence. */
export interface Prices {
  readonly currency: 'GBP' | 'ECB';
  /** A day. */
  readonly standingCharge: number;
  readonly standingChargeScale?: number;
  readonly priceScale?: number;
  /** A kWh, by register. */
  readonly registers: readonly Numbered[];
  /** A kWh, by matrix and block. */
  readonly blocks: readonly { readonly index: number; readonly prices: readonly Numbered[] }[];
}

/** A tariff as DUIS says it. */
export interface Tariff {
  readonly table: SwitchingTable;
  /** Units at which further blocks begin, by matrix. */
  readonly thresholds: readonly { readonly index: number; readonly values: readonly Numbered[] }[];
  readonly prices: Prices;
}

/** Prices of each kWh from times of day on (HH:MM:SS), the same all year; the first counts in the first register, and so on. */
export interface DayRates {
  /** A day. */
  readonly standingCharge: number;
  readonly rates: readonly { readonly from: string; readonly price: number }[];
}

/** Power of ten of pounds that a millipenny is. */
export const MILLIPENNY = -5;
/** Wh in a kWh, MJ in one, and litres in a cubic metre. */
const WATT_HOURS = 1000;
const MEGAJOULES = 3.6;
const LITRES = 1000;

/** The tariff of rates by time of day. @param scale of electricity, for prices and the charge of a day */
export function ratesTariff(fuel: Fuel, { standingCharge, rates }: DayRates, scale = MILLIPENNY): Tariff {
  const switches = rates
    .map(({ from }, index) => ({ start: from, counts: { register: index + 1 } }))
    .toSorted((one, other) => (one.start < other.start ? -1 : 1));
  const isGas = fuel === 'gas';
  return {
    table: {
      days: [{ name: 1, switches }],
      weeks: [{ name: 1, days: [1, 1, 1, 1, 1, 1, 1] }],
      seasons: [{ ...(isGas ? {} : { name: 'year' }), start: { month: 1, day: 1 }, week: 1 }],
      specialDays: [],
    },
    thresholds: [],
    prices: {
      currency: 'GBP',
      standingCharge,
      ...(isGas ? {} : { standingChargeScale: scale, priceScale: scale }),
      registers: rates.map(({ price }, index) => ({ index: index + 1, value: price })),
      blocks: [],
    },
  };
}

/** How meters charge whose tariff nobody has set: 15 pence a kWh of electricity, 4 of gas, and 25 pence a day. */
export const USUAL_TARIFF: Readonly<Record<Fuel, Tariff>> = {
  electricity: ratesTariff('electricity', { standingCharge: 2500, rates: [{ from: '00:00:00', price: 1500 }] }, -4),
  gas: ratesTariff('gas', { standingCharge: 25_000, rates: [{ from: '00:00:00', price: 4000 }] }),
};

/** How far a sum of money may be from the decimal number that it stands for. */
const BINARY = 1e-6;

/** Rounded, halves up: in decimals, as people count. */
function whole(amount: number): number {
  return Math.floor(amount + 0.5 + BINARY);
}

/** A number of a tariff, or of a recovery of debt, in millipence. */
export function millipence(amount: number, scale = MILLIPENNY): number {
  return whole(amount * 10 ** (scale - MILLIPENNY));
}

/** What counts at an instant: before the first time of a day profile its last one holds. */
export function countingAt({ table }: Tariff, instant: number): Counting {
  const profile = profileOn(table, instant);
  const { switches = [] } = table.days.find(({ name }) => name === profile) ?? {};
  const inOrder = switches.toSorted((one, other) => (one.start < other.start ? -1 : 1));
  const begun = inOrder.filter(({ start }) => start <= timeOf(instant));
  return (begun.length === 0 ? inOrder : begun).at(-1)?.counts ?? { register: 1 };
}

/** The block, from 1, in which is counted what is used once a matrix has counted so much. */
export function blockOf({ thresholds }: Tariff, matrix: number, counted: number): number {
  const row = thresholds.find(({ index }) => index === matrix);
  return 1 + (row?.values ?? []).filter(({ value }) => value > 0 && value <= counted).length;
}

/**
 * What a kWh costs at an instant, as the tariff says it; a block without a price has that of the last one that is listed.
 * @param counted units that a matrix has counted since its last reset
 */
export function priceAt(tariff: Tariff, instant: number, counted: (matrix: number) => number): number {
  const { registers, blocks } = tariff.prices;
  const counting = countingAt(tariff, instant);
  if ('register' in counting) return registers.find(({ index }) => index === counting.register)?.value ?? 0;
  const { prices = [] } = blocks.find(({ index }) => index === counting.matrix) ?? {};
  const block = blockOf(tariff, counting.matrix, counted(counting.matrix));
  return (prices.find(({ index }) => index === block) ?? prices.at(-1))?.value ?? 0;
}

/** MJ in a cubic metre of gas, and the correction of its volume. */
export interface GasConversion {
  readonly calorificValue: number;
  readonly factor: number;
}

/** What units cost at a price of the tariff, in whole millipence. @param gas absent for electricity */
export function chargeFor(units: number, price: number, { prices }: Tariff, gas?: GasConversion): number {
  const each = price * 10 ** ((prices.priceScale ?? MILLIPENNY) - MILLIPENNY);
  if (gas === undefined) return whole((units / WATT_HOURS) * each);
  return whole((((units / LITRES) * gas.calorificValue * gas.factor) / MEGAJOULES) * each);
}
