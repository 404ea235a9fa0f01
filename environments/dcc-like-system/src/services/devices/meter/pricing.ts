import { dayProfileAt } from '../../../domain/meter/calendar';
import { MILLIPENCE_PER_POUND } from '../../../domain/meter/payment';
import type { Fuel, Tariff } from '../../../domain/meter/tariff';

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
  const name = dayProfileAt(table, instant);
  const day = table.days.find((candidate) => candidate.name === name) ?? table.days[0];
  const time = instant.toISOString().slice(11, 19);
  const switches = day?.switches ?? [];
  const begun = switches.filter(({ start }) => start <= time);
  // Before the first switch of a day the last one of the day counts.
  return latest(begun.length === 0 ? switches : begun)?.action;
}

/** The block that is reached once a matrix has counted so much: the first begins at nothing, and a threshold of 0 is none (MODEL). */
export function blockAt({ thresholds }: Tariff, matrix: number, counted: number): number {
  const row = thresholds.find(({ index }) => index === matrix)?.thresholds ?? [];
  return 1 + row.filter(({ value }) => value > 0 && value <= counted).length;
}

function latest<T extends { readonly start: string }>(switches: readonly T[]): T | undefined {
  return switches.reduce<T | undefined>(
    (found, candidate) => (found !== undefined && found.start > candidate.start ? found : candidate),
    undefined,
  );
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
