import { log, logEvent, logHalfHour, snapshot, type Meter, type Recovery } from './state';
import { blockOf, chargeFor, countingAt, millipence, priceAt } from './tariff';
import { DAY, HALF_HOUR, HOUR, timeOf } from './time';

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
  const counted = total(meter.blocks.counters);
  const price = priceAt(tariff, meter.now, counted);
  charge(meter, chargeFor(units, price, tariff, start.fuel === 'gas' ? meter.gas : undefined));
  meter.used += units;
  meter.running += units;
  if (counting === 'blocks') {
    const block = blockOf(tariff, counted);
    meter.blocks = {
      used: plus(meter.blocks.used, block, units),
      counters: plus(meter.blocks.counters, block, units),
    };
  } else {
    meter.registers = plus(meter.registers, counting, units);
  }
}

function endHalfHour(meter: Meter): void {
  const { now } = meter;
  logHalfHour(meter);
  if (now % HOUR === 0) recover(meter, 'HOURLY');
  if (now % DAY === 0) {
    charge(meter, millipence(meter.tariff.standingCharge, meter.tariff));
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
  meter.balance += meter.mode === 'Credit' ? amount : -amount;
  if (meter.mode === 'Credit' || meter.emergency === undefined || meter.balance >= 0) return;
  const drawn = Math.min(-meter.balance, meter.emergency);
  meter.balance += drawn;
  meter.emergency -= drawn;
  if (drawn > 0 && meter.emergency === 0) logEvent(meter, '81AA');
}

/** Debt is recovered in prepayment mode alone, and never more than there is of it. */
function recover(meter: Meter, period: Recovery['period']): void {
  if (meter.mode === 'Credit') return;
  const { debt } = meter;
  const due = (recovery: Recovery, owed: number): number =>
    recovery.period === period ? Math.min(millipence(recovery.rate, recovery), owed) : 0;
  const [first, second] = [due(debt.recovery1, debt.timeDebt1), due(debt.recovery2, debt.timeDebt2)];
  meter.debt = { ...debt, timeDebt1: debt.timeDebt1 - first, timeDebt2: debt.timeDebt2 - second };
  charge(meter, first + second);
}

function endsBilling({ now, dailyBilling }: Meter): boolean {
  const at = new Date(now);
  if (dailyBilling !== undefined) return timeOf(now) === dailyBilling.at;
  return timeOf(now) === '00:00:00' && at.getUTCDate() === 1;
}

function disableWithoutCredit(meter: Meter): void {
  const { mode, supply, balance, emergency = 0, limits, now } = meter;
  if (mode === 'Credit' || supply === 'Disabled' || balance > 0 || emergency > 0) return;
  if (limits.quietFrom !== undefined && timeOf(now) >= limits.quietFrom) return;
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

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The values with more at one place; what has not counted yet is 0. */
function plus(values: readonly number[], at: number, more: number): number[] {
  return Array.from(
    { length: Math.max(values.length, at + 1) },
    (_none, index) => (values[index] ?? 0) + (index === at ? more : 0),
  );
}
