import { dayProfileAt, fits, weekdayOf } from '../../../domain/meter/calendar';
import type { Debt, DebtRecovery, PrepaymentConfiguration } from '../../../domain/meter/payment';
import { area } from '../../../kernel/rules';
import { METER_LOGS, noteEvent, rulesOf, type Meter } from './meter';
import { scaled, wholeMillipence } from './pricing';

const DAY = 86_400_000;
/** Days looked back for the switch that came last. */
const DAYS_BACK = 8;

/** How a meter handles credit. */
export const CREDIT = area('devices-credit', {
  isProtected,
  disable: (meter: Meter, at: Date): void => {
    meter.supply = 'Disabled';
    noteEvent(meter, 'creditBelowDisablement', at);
  },
  /** Pays emergency credit back; gives the millipence that went into it. */
  repayEmergencyCredit: (meter: Meter, millipence: number): number => {
    if (meter.emergency === undefined) return 0;
    const { emergencyCreditLimit } = meter.configuration;
    const repaid = Math.min(millipence, emergencyCreditLimit - meter.emergency);
    const restored = meter.emergency + repaid;
    meter.emergency = restored >= emergencyCreditLimit ? undefined : restored;
    return repaid;
  },
  /** Part of a payment that goes into payment-based debt, in hundredths of a per cent. */
  shareForDebt: ({ perPayment }: Debt): number => perPayment,
  /** What of a payment the share is taken from. */
  sharedPayment: (_meter: Meter, millipence: number): number => millipence,
  /** What is recovered of a debt over time. */
  dueOf,
  /** Lets the customer switch the supply on again. */
  arm: (meter: Meter, at: Date): void => {
    meter.supply = 'Armed';
    noteEvent(meter, 'supplyArmed', at);
  },
});

/** Charges for what was used; in credit mode the balance is what has been used. */
export function charge(meter: Meter, millipence: number): void {
  if (meter.payment.mode === 'Credit') {
    meter.balance += millipence;
    return;
  }
  meter.balance -= millipence;
  drawEmergencyCredit(meter);
}

/** Recovers debt over time: what is due in an hour, or in a day. */
export function recoverDebt(meter: Meter, period: DebtRecovery['period']): void {
  if (meter.payment.mode === 'Credit') return;
  const { suspendDebtDisabled, suspendDebtEmergency } = meter.payment;
  if (suspendDebtDisabled && meter.supply !== 'Enabled') return;
  if (suspendDebtEmergency && meter.emergency !== undefined) return;
  const { dueOf } = rulesOf(meter, CREDIT);
  const { timeDebt1, timeDebt2, recovery1, recovery2 } = meter.debt;
  const first = dueOf(recovery1, period, timeDebt1);
  const second = dueOf(recovery2, period, timeDebt2);
  meter.debt = { ...meter.debt, timeDebt1: timeDebt1 - first, timeDebt2: timeDebt2 - second };
  meter.balance -= first + second;
  drawEmergencyCredit(meter);
}

/** Disables the supply where credit has run out, unless it is a time without disablement. */
export function disableWithoutCredit(meter: Meter, at: Date): void {
  if (meter.payment.mode === 'Credit' || meter.supply === 'Disabled' || hasCredit(meter)) return;
  const { isProtected, disable } = rulesOf(meter, CREDIT);
  if (!isProtected(meter.configuration.nonDisablement, at)) disable(meter, at);
}

/** Whether there is credit enough for the supply to stay. */
function hasCredit(meter: Meter): boolean {
  return meter.balance > meter.payment.disablementThreshold || (meter.emergency ?? 0) > 0;
}

/**
 * Books a top-up: first its part for payment-based debt, then what was used of emergency credit, the rest is credit
 * (RECOLLECTION medium: the order in which SMETS has a meter add credit). Supply that was disabled for want of credit can be enabled by the customer again.
 */
export function topUp(meter: Meter, millipence: number, at: Date): void {
  const { repayEmergencyCredit, shareForDebt, sharedPayment, arm } = rulesOf(meter, CREDIT);
  const { paymentDebt } = meter.debt;
  const recovered = Math.min(
    paymentDebt,
    Math.floor((sharedPayment(meter, millipence) * shareForDebt(meter.debt)) / 10_000),
  );
  meter.debt = { ...meter.debt, paymentDebt: paymentDebt - recovered };
  const left = millipence - recovered;
  meter.balance += left - repayEmergencyCredit(meter, left);
  rulesOf(meter, METER_LOGS).noteTopUp(meter, millipence, recovered, at);
  if (meter.supply === 'Disabled' && hasCredit(meter)) arm(meter, at);
}

/** Whether the supply is not disabled at an instant for want of credit. */
function isProtected(calendar: PrepaymentConfiguration['nonDisablement'], at: Date): boolean {
  for (let back = 0; back < DAYS_BACK; back += 1) {
    const day = new Date(at.getTime() - back * DAY);
    const until = back === 0 ? at.toISOString().slice(11, 19) : '24:00:00';
    const switches = switchesOf(calendar, day).filter(({ time }) => time <= until);
    const last = switches.sort((a, b) => (a.time < b.time ? -1 : 1)).at(-1);
    if (last) return last.script === 'START';
  }
  return false;
}

function switchesOf(
  calendar: PrepaymentConfiguration['nonDisablement'],
  day: Date,
): { readonly time: string; readonly script: 'START' | 'STOP' }[] {
  if (calendar.fuel === 'gas') {
    const name = dayProfileAt(calendar, day);
    const profile = calendar.days.find((candidate) => candidate.name === name);
    return (profile?.actions ?? []).map(({ start, action }) => ({ time: start, script: action }));
  }
  const date = day.toISOString().slice(0, 10);
  const special = calendar.specialDays.filter((candidate) => fits(candidate.date, day)).map(({ index }) => index);
  return calendar.schedules
    .filter(({ from, to }) => from <= date && date <= to)
    .filter(
      ({ weekdays, specialDays }) =>
        weekdays.includes(weekdayOf(day)) || specialDays.some((index) => special.includes(index)),
    )
    .map(({ at, script }) => ({ time: at, script }));
}

function drawEmergencyCredit(meter: Meter): void {
  if (meter.emergency === undefined || meter.balance >= 0) return;
  const drawn = Math.min(-meter.balance, meter.emergency);
  meter.balance += drawn;
  meter.emergency -= drawn;
  if (drawn > 0 && meter.emergency === 0) noteEvent(meter, 'emergencyCreditUsedUp', new Date(meter.ranTo));
}

function dueOf({ rate, scale, period }: DebtRecovery, due: DebtRecovery['period'], debt: number): number {
  if (period !== due) return 0;
  // Gas rates are in millipence, electricity rates in scaled pounds.
  const amount = scale === undefined ? rate : wholeMillipence(scaled(rate, scale));
  return Math.max(0, Math.min(debt, amount));
}
