import { log, logEvent, logHalfHour, snapshot, type Meter, type Recovery } from './state';
import { billingDays } from '../calendar/billing-days';
import { isQuiet } from './disablement';
import { blockOf, chargeFor, countingAt, millipence, priceAt } from './tariff';
import { DAY, dayOf, HALF_HOUR, HOUR, timeOf } from './time';

/** Lets a meter run up to an instant: it measures and charges, and at each half hour does what falls due. */
export function runTo(meter: Meter, instant: number): Meter {
  while (meter.now < instant) {
    const end = (Math.floor(meter.now / HALF_HOUR) + 1) * HALF_HOUR;
    const until = Math.min(end, instant);
    measure(meter, until);
    meter.now = until;
    if (until === end) endHalfHour(meter);
  }
  return meter;
}

/** What is used in the half hour in which an instant lies, with supply. */
export function rateAt({ start: { consumption } }: Meter, instant: number): number {
  return consumption[Math.floor(instant / HALF_HOUR) % consumption.length] ?? 0;
}

/** What flows up to an instant within one half hour is counted in whole units, and charged at once. */
function measure(meter: Meter, until: number): void {
  if (meter.supply !== 'Enabled') return;
  meter.flow += (until - meter.now) * rateAt(meter, meter.now);
  const units = Math.floor(meter.flow / HALF_HOUR) - meter.used;
  const { tariff, start } = meter;
  const counting = countingAt(tariff, meter.now);
  const counted = (matrix: number): number => countedBy(meter, matrix);
  const price = priceAt(tariff, meter.now, counted);
  const before = 'matrix' in counting ? counted(counting.matrix) : 0;
  charge(meter, chargeFor(units, price, tariff, start.fuel === 'gas' ? meter.gas : undefined));
  meter.used += units;
  meter.running += units;
  if ('register' in counting) {
    meter.registers = plus(meter.registers, counting.register, units);
    return;
  }
  const { matrix } = counting;
  const block = blockOf(tariff, matrix, before);
  const added = (table: number[][]): number[][] =>
    Array.from({ length: Math.max(table.length, matrix) }, (_none, at) => {
      const row = table[at] ?? [];
      return at === matrix - 1 ? plus(row, block, units) : row;
    });
  meter.blocks = { used: added(meter.blocks.used), counters: added(meter.blocks.counters) };
}

/** Units that a matrix of blocks has counted since its last reset. */
export function countedBy({ blocks }: Meter, matrix: number): number {
  return (blocks.counters[matrix - 1] ?? []).reduce((sum, units) => sum + units, 0);
}

function endHalfHour(meter: Meter): void {
  const { now } = meter;
  logHalfHour(meter);
  if (now % HOUR === 0) recover(meter, 'HOURLY');
  if (now % DAY === 0) {
    const { standingCharge, standingChargeScale } = meter.tariff.prices;
    charge(meter, millipence(standingCharge, standingChargeScale));
    recover(meter, 'DAILY');
    meter.days = log('days', meter.days, snapshot(meter));
    if (meter.resetsBlocksDaily) meter.blocks = { ...meter.blocks, counters: [] };
  }
  if (endsBilling(meter)) {
    meter.billings = log('billings', meter.billings, snapshot(meter));
    logEvent(meter, '8F0A');
  }
  disableWithoutCredit(meter);
  watchLoad(meter);
}

/** In credit mode the balance is what was used, in prepayment mode what is left: emergency credit steps in below zero. */
function charge(meter: Meter, amount: number): void {
  meter.balance += meter.payment.mode === 'Credit' ? amount : -amount;
  if (meter.payment.mode === 'Credit' || meter.emergency === undefined || meter.balance >= 0) return;
  const drawn = Math.min(-meter.balance, meter.emergency);
  meter.balance += drawn;
  meter.emergency -= drawn;
  if (drawn > 0 && meter.emergency === 0) logEvent(meter, '81AA');
}

/** Debt is recovered in prepayment mode alone, and never more than there is of it, unless it is suspended. */
function recover(meter: Meter, period: Recovery['period']): void {
  const { debt, payment, supply, emergency } = meter;
  if (payment.mode === 'Credit') return;
  if (payment.suspendDebtDisabled && supply !== 'Enabled') return;
  if (payment.suspendDebtEmergency && emergency !== undefined) return;
  const due = (recovery: Recovery, owed: number): number =>
    recovery.period === period ? Math.min(millipence(recovery.rate, recovery.scale), owed) : 0;
  const [first, second] = [due(debt.recovery1, debt.timeDebt1), due(debt.recovery2, debt.timeDebt2)];
  meter.debt = { ...debt, timeDebt1: debt.timeDebt1 - first, timeDebt2: debt.timeDebt2 - second };
  charge(meter, first + second);
}

function endsBilling({ now, billing }: Meter): boolean {
  return timeOf(now) === billing.at && billingDays(billing, dayOf(now), dayOf(now)).length > 0;
}

function disableWithoutCredit(meter: Meter): void {
  const { payment, supply, balance, emergency = 0, limits, now } = meter;
  if (payment.mode === 'Credit' || supply === 'Disabled') return;
  if (balance > payment.disablementThreshold || emergency > 0 || isQuiet(limits.quiet, now)) return;
  meter.supply = 'Disabled';
  logEvent(meter, '8F0F');
}

/** A half hour whose load was above the limit is counted; the supply is off for a while if it is set so. */
function watchLoad(meter: Meter): void {
  const { load, now } = meter;
  if (meter.start.fuel === 'gas') return;
  if (load.offUntil !== undefined && now >= load.offUntil) {
    meter.load = { ...load, offUntil: undefined };
    meter.supply = 'Armed';
    logEvent(meter, '8168');
    return;
  }
  if (meter.supply !== 'Enabled' || 2 * rateAt(meter, now - 1) <= load.watts) return;
  meter.load = { ...load, passed: load.passed + 1 };
  if (!load.disables) return;
  meter.load.offUntil = now + load.restoration * 1000;
  meter.supply = 'Disabled';
}

/** The values with more at one place, numbered from 1; what has not counted yet is 0. */
function plus(values: readonly number[], number: number, more: number): number[] {
  return Array.from(
    { length: Math.max(values.length, number) },
    (_none, index) => (values[index] ?? 0) + (index === number - 1 ? more : 0),
  );
}
