import { dayProfileAt } from '../../../domain/meter/calendar';
import { MILLIPENCE_PER_POUND } from '../../../domain/meter/payment';
import type { Fuel, Tariff } from '../../../domain/meter/tariff';

/** kWh in a litre of gas at a calorific value of 39.5 MJ/m3 and the usual volume correction (MODEL). */
const KWH_PER_LITRE = (0.001 * 39.5 * 1.02264) / 3.6;

/** Number of the time-of-use register that counts at an instant; undefined where a block tariff holds. */
export function touAt({ table }: Tariff, instant: Date): number | undefined {
  const name = dayProfileAt(table, instant);
  const day = table.days.find((candidate) => candidate.name === name) ?? table.days[0];
  const time = instant.toISOString().slice(11, 19);
  const switches = day?.switches ?? [];
  const begun = switches.filter(({ start }) => start <= time);
  // Before the first switch of a day the last one of the day counts.
  const { action } = latest(begun.length === 0 ? switches : begun) ?? {};
  return action && 'tou' in action ? action.tou : undefined;
}

function latest<T extends { readonly start: string }>(switches: readonly T[]): T | undefined {
  return switches.reduce<T | undefined>(
    (found, candidate) => (found !== undefined && found.start > candidate.start ? found : candidate),
    undefined,
  );
}

/** What a kWh costs at an instant, as the tariff says it. */
export function activePrice(tariff: Tariff, instant: Date): number {
  const tou = touAt(tariff, instant);
  return tariff.prices.tou.find(({ index }) => index === tou)?.value ?? 0;
}

/** Cost in millipence of so many units at an instant. */
export function costOf(tariff: Tariff, fuel: Fuel, units: number, instant: Date): number {
  const price = activePrice(tariff, instant);
  if (fuel === 'gas') return Math.round(units * KWH_PER_LITRE * price);
  return Math.round((units / 1000) * scaled(price, tariff.prices.priceScale));
}

/** Standing charge of a day in millipence. */
export function standingChargeOf({ prices }: Tariff, fuel: Fuel): number {
  return fuel === 'gas' ? prices.standingCharge : Math.round(scaled(prices.standingCharge, prices.standingChargeScale));
}

/** A scaled number of pounds in millipence. */
export function scaled(value: number, scale = 0): number {
  return value * 10 ** scale * MILLIPENCE_PER_POUND;
}

/** Whether everything that a tariff switches to has a price. Meters here have no block tariffs (MODEL). */
export function isPriced({ table, prices }: Tariff): boolean {
  const priced = new Set(prices.tou.map(({ index }) => index));
  return table.days.every(({ switches }) => switches.every(({ action }) => 'tou' in action && priced.has(action.tou)));
}
