import type { Tariff } from '../../../domain/meter/tariff';
import { area } from '../../../kernel/rules';
import { BILLING, billingEnds } from './billing';
import { charge, disableWithoutCredit, recoverDebt } from './credit';
import { consumptionAt, noteBilling, noteDay, noteHalfHour, rulesOf, type Meter } from './meter';
import { BLOCKS, countedBy, countInBlock } from './blocks';
import { limitLoad } from './load-limit';
import { costOf, countingAt, standingChargeOf, type Counting } from './pricing';
import { HALF_HOUR } from './series';
import { storedSetting } from './stored-settings';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How a meter measures, charges and bills. */
export const METERING = area('devices-metering', {
  flows: ({ supply }: Meter): boolean => supply === 'Enabled',
  tariffOf: ({ tariff }: Meter): Tariff => tariff,
  /** Millipence for each day. */
  standingCharge: ({ tariff, fuel }: Meter): number => standingChargeOf(tariff, fuel),
  kwhPerLitre,
  /** Whether a billing period ends after `from` and not after `to` (milliseconds). */
  billingEnds,
});

/** Lets a meter run until an instant: registers, charges, and what falls due at each half hour on the way. */
export function run(meter: Meter, until: Date): void {
  while (meter.ranTo < until.getTime()) {
    const from = meter.ranTo;
    const next = Math.min((Math.floor(from / HALF_HOUR) + 1) * HALF_HOUR, until.getTime());
    consume(meter, next);
    meter.ranTo = next;
    if (next % HALF_HOUR === 0) endHalfHour(meter, from, next);
  }
}

/** Uses and charges what flows until the next instant, at the price of its begin: a tariff switches at half hours (MODEL). */
function consume(meter: Meter, next: number): void {
  const { flows, tariffOf, kwhPerLitre } = rulesOf(meter, METERING);
  if (!flows(meter)) return;
  meter.flowed += (next - meter.ranTo) * consumptionAt(meter, meter.ranTo);
  const used = Math.floor(meter.flowed / HALF_HOUR);
  const units = used - meter.used;
  if (units === 0) return;
  const at = new Date(meter.ranTo);
  meter.used = used;
  meter.usedInHalfHour += units;
  const consumption = { units, at, counted: (matrix: number) => countedBy(meter, matrix) };
  charge(meter, costOf(tariffOf(meter), meter.fuel, { ...consumption, kwhPerLitre: kwhPerLitre(meter) }));
  count(meter, countingAt(meter.tariff, at) ?? { tou: 1 }, units);
}

/** Adds units to the register that counts: one of time of use, or a block. */
function count(meter: Meter, counting: Counting, units: number): void {
  if ('block' in counting) {
    countInBlock(meter, counting.block, units);
    return;
  }
  const register = counting.tou - 1;
  while (meter.tou.length <= register) meter.tou.push(0);
  meter.tou[register] = (meter.tou[register] ?? 0) + units;
}

/** kWh in a litre of gas: calorific value in MJ a cubic metre, and the correction of its volume. */
function kwhPerLitre(meter: Meter): number {
  const { calorificValue, factor } = storedSetting(meter, 'gas-conversion') ?? { calorificValue: 0, factor: 0 };
  return (0.001 * calorificValue * factor) / 3.6;
}

function endHalfHour(meter: Meter, from: number, now: number): void {
  const at = new Date(now);
  noteHalfHour(meter, now);
  if (now % HOUR === 0) recoverDebt(meter, 'HOURLY');
  if (now % DAY === 0) {
    charge(meter, rulesOf(meter, METERING).standingCharge(meter));
    recoverDebt(meter, 'DAILY');
    noteDay(meter, at);
    if (storedSetting(meter, 'daily-block-reset')?.daily === true) rulesOf(meter, BLOCKS).resetDaily(meter);
  }
  if (rulesOf(meter, METERING).billingEnds(meter.calendar, from, now, rulesOf(meter, BILLING))) noteBilling(meter, at);
  disableWithoutCredit(meter, at);
  limitLoad(meter, at);
}
