import { dayProfileAt, timeOfDay } from '../../../domain/meter/calendar';
import { MILLIPENCE_PER_POUND } from '../../../domain/meter/payment';
import type { Fuel, Tariff } from '../../../domain/meter/tariff';

const DAY = 24 * 3_600_000;

/** Number of the time-of-use register or of the matrix of blocks that counts. */
export type Counting = Tariff['table']['days'][number]['switches'][number]['action'];

/** What was used at one price. */
export interface Consumption {
  /** Wh, or litres. */
  readonly units: number;
  readonly at: Date;
  /** Units that a matrix of blocks has counted before. */
  readonly counted: (matrix: number) => number;
  /** Of gas. */
  readonly kwhPerLitre: number;
}

/** What counts at an instant. */
export function countingAt({ table }: Tariff, instant: Date): Counting | undefined {
  const time = instant.getTime() % DAY;
  const switches = switchesOn(table, instant);
  // Before the first switch of a day the last one of the day counts.
  return (switches.findLast(({ from }) => from <= time) ?? switches.at(-1))?.action;
}

type Table = Tariff['table'];

/** What counts from a time of a day on (milliseconds). */
interface Switch {
  readonly from: number;
  readonly action: Counting;
}

/** The newest day that was asked for of each table: a meter runs through the half hours of a day. */
const newest = new WeakMap<Table, { readonly day: number; readonly switches: readonly Switch[] }>();

/** The switches of the day of an instant, in their order. */
function switchesOn(table: Table, instant: Date): readonly Switch[] {
  const day = Math.floor(instant.getTime() / DAY);
  const known = newest.get(table);
  if (known?.day === day) return known.switches;
  const name = dayProfileAt(table, instant);
  const profile = table.days.find((candidate) => candidate.name === name) ?? table.days[0];
  const switches = (profile?.switches ?? [])
    .map(({ start, action }) => ({ from: timeOfDay(start), action }))
    .sort((a, b) => a.from - b.from);
  newest.set(table, { day, switches });
  return switches;
}

/** The block that is reached once a matrix has counted so much: the first begins at nothing, and a threshold of 0 is none (MODEL). */
export function blockAt({ thresholds }: Tariff, matrix: number, counted: number): number {
  const row = thresholds.find(({ index }) => index === matrix)?.thresholds ?? [];
  return 1 + row.filter(({ value }) => value > 0 && value <= counted).length;
}

/** What a kWh costs at an instant, as the tariff says it; beyond the last price of a matrix the last one holds. */
export function activePrice(tariff: Tariff, at: Date, counted: Consumption['counted']): number {
  const counting = countingAt(tariff, at);
  if (counting === undefined) return 0;
  const { tou, blocks } = tariff.prices;
  if ('tou' in counting) return tou.find(({ index }) => index === counting.tou)?.value ?? 0;
  const prices = blocks.find(({ index }) => index === counting.block)?.prices ?? [];
  const block = blockAt(tariff, counting.block, counted(counting.block));
  return (prices.find(({ index }) => index === block) ?? prices.at(-1))?.value ?? 0;
}

/** Cost in millipence of what was used. */
export function costOf(tariff: Tariff, fuel: Fuel, { units, at, counted, kwhPerLitre }: Consumption): number {
  const price = activePrice(tariff, at, counted);
  if (fuel === 'gas') return wholeMillipence(units * kwhPerLitre * price);
  return wholeMillipence((units / 1000) * scaled(price, tariff.prices.priceScale));
}

/** Standing charge of a day in millipence. */
export function standingChargeOf({ prices }: Tariff, fuel: Fuel): number {
  return fuel === 'gas'
    ? prices.standingCharge
    : wholeMillipence(scaled(prices.standingCharge, prices.standingChargeScale));
}

/** Half a millipence counts as one; a product of binary fractions may lie just below the half that it stands for. */
export function wholeMillipence(amount: number): number {
  return Math.round(Number(amount.toPrecision(13)));
}

/** A scaled number of pounds in millipence. */
export function scaled(value: number, scale = 0): number {
  return value * 10 ** scale * MILLIPENCE_PER_POUND;
}

/** Whether everything that a tariff switches to has a price. */
export function isPriced({ table, prices }: Tariff): boolean {
  const [tou, blocks] = [prices.tou, prices.blocks].map((list) => new Set(list.map(({ index }) => index)));
  return table.days.every(({ switches }) =>
    switches.every(({ action }) =>
      'tou' in action ? tou?.has(action.tou) === true : blocks?.has(action.block) === true,
    ),
  );
}
