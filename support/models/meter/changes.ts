import {
  log,
  logChange,
  logEvent,
  type AlertOwner,
  type Billing,
  type DayPart,
  type Debt,
  type GasFlow,
  type LoadLimit,
  type Meter,
  type PaymentSettings,
  type PowerThresholds,
  type PrepaymentLimits,
  type Supply,
} from './state';
import type { GasConversion, Prices, Tariff } from './tariff';

/** What a service request changes in a meter; money in millipence. */
export type MeterChange =
  | { readonly what: 'tariff'; readonly tariff: Tariff }
  | { readonly what: 'prices'; readonly prices: Prices }
  /** Of the second element. */
  | { readonly what: 'second-tariff'; readonly tariff: Tariff }
  | { readonly what: 'second-prices'; readonly prices: Prices }
  | { readonly what: 'mode'; readonly payment: PaymentSettings }
  /** Without an amount it becomes nothing. */
  | { readonly what: 'balance'; readonly by?: number }
  | { readonly what: 'top-up'; readonly amount: number }
  | { readonly what: 'debt'; readonly debt: Debt }
  | { readonly what: 'prepayment'; readonly limits: PrepaymentLimits }
  | { readonly what: 'emergency-credit' }
  | { readonly what: 'gas'; readonly gas: GasConversion }
  | { readonly what: 'gas-flow'; readonly flow: GasFlow; readonly locksWhenTampered: boolean }
  /** The flow of gas is recorded from now on. */
  | { readonly what: 'recording' }
  | { readonly what: 'demand-period'; readonly period: DayPart }
  | { readonly what: 'daily-block-reset'; readonly daily: boolean }
  | { readonly what: 'load-limit'; readonly limit: LoadLimit }
  | {
      readonly what: 'voltage';
      readonly over: number;
      readonly under: number;
      readonly rms?: Readonly<Record<string, number>>;
    }
  | { readonly what: 'billing'; readonly billing: Billing }
  | { readonly what: 'thresholds'; readonly thresholds: PowerThresholds }
  | { readonly what: 'tamper-state'; readonly locks: boolean }
  | { readonly what: 'alerts'; readonly of: AlertOwner; readonly switched: Readonly<Record<string, boolean>> }
  | { readonly what: 'supply'; readonly supply: Supply }
  /** Of nothing that is reckoned with. */
  | { readonly what: 'other' }
  | { readonly what: 'reset'; readonly of: 'load-limit' | 'demand' | 'blocks' | 'events' | 'voltage' };

/** Events that are logged beside a change (SOURCED codes). */
const EVENTS = { done: '8154', refused: '8155', armed: '8168', emergencyCredit: '81AB', tokenRefused: '81C5' } as const;
const HUNDREDTHS_OF_A_PER_CENT = 10_000;

/** Has a meter take a change that it accepts, at the instant up to which it has run. */
export function applyChange(meter: Meter, change: MeterChange): Meter {
  take(meter, change);
  logEvent(meter, EVENTS.done);
  return meter;
}

/** Has a meter log that it refused a change. @param isToken it was a top-up whose UTRN it did not take */
export function refuseChange(meter: Meter, isToken: boolean): Meter {
  if (isToken) logEvent(meter, EVENTS.tokenRefused);
  logEvent(meter, EVENTS.refused);
  return meter;
}

function take(meter: Meter, change: MeterChange): void {
  switch (change.what) {
    case 'tariff':
      logChange(meter);
      meter.tariff = change.tariff;
      return;
    case 'prices':
      logChange(meter);
      meter.tariff = { ...meter.tariff, prices: change.prices };
      return;
    case 'second-tariff':
      logChange(meter);
      meter.secondTariff = change.tariff;
      return;
    case 'second-prices':
      logChange(meter);
      meter.secondTariff = { ...meter.secondTariff, prices: change.prices };
      return;
    case 'mode':
      changePayment(meter, change.payment);
      return;
    case 'balance':
      meter.balance = change.by === undefined ? 0 : meter.balance + change.by;
      return;
    case 'top-up':
      topUp(meter, change.amount);
      return;
    case 'debt':
      meter.debt = change.debt;
      return;
    case 'prepayment':
      meter.limits = change.limits;
      return;
    case 'emergency-credit':
      meter.emergency = meter.limits.emergencyCredit;
      logEvent(meter, EVENTS.emergencyCredit);
      return;
    case 'supply':
      changeSupply(meter, change.supply);
      return;
    case 'reset':
      reset(meter, change.of);
      return;
    default:
      set(meter, change);
  }
}

/** Changes that a meter keeps as they are. */
type Setting = Exclude<
  MeterChange,
  {
    what:
      | ('tariff' | 'prices' | 'second-tariff' | 'second-prices' | 'mode' | 'balance' | 'top-up' | 'debt')
      | ('prepayment' | 'emergency-credit' | 'supply' | 'reset');
  }
>;

function set(meter: Meter, change: Setting): void {
  switch (change.what) {
    case 'gas':
      meter.gas = change.gas;
      return;
    case 'gas-flow':
      meter.gasFlow = change.flow;
      meter.locksWhenTampered = change.locksWhenTampered;
      return;
    case 'recording':
      meter.recording = { samples: (meter.recording?.samples ?? 0) + 1, since: meter.now };
      return;
    case 'demand-period':
      meter.demandPeriod = change.period;
      return;
    case 'daily-block-reset':
      meter.resetsBlocksDaily = change.daily;
      return;
    case 'load-limit':
      meter.load = { ...meter.load, ...change.limit };
      return;
    case 'voltage':
      meter.voltage = { over: change.over, under: change.under, rms: change.rms ?? {}, since: meter.now };
      return;
    case 'billing':
      meter.billing = change.billing;
      return;
    case 'thresholds':
      meter.thresholds = change.thresholds;
      return;
    case 'tamper-state':
      meter.locksWhenTampered = change.locks;
      return;
    case 'alerts':
      meter.alerts = { ...meter.alerts, [change.of]: { ...meter.alerts[change.of], ...change.switched } };
      return;
    case 'other':
  }
}

/** The two modes count in opposite directions: neither takes over the money of the other (MODEL). */
function changePayment(meter: Meter, payment: PaymentSettings): void {
  if (payment.mode !== meter.payment.mode) {
    logChange(meter);
    meter.balance = 0;
    meter.emergency = undefined;
  }
  meter.payment = payment;
}

/**
 * A top-up pays its share of payment-based debt, then gives back what was used of emergency credit, and the rest is credit
 * (RECOLLECTION medium: the order in which SMETS has a meter add credit).
 */
function topUp(meter: Meter, amount: number): void {
  const { debt, limits, now } = meter;
  const paid = Math.min(debt.paymentDebt, Math.floor((amount * debt.perPayment) / HUNDREDTHS_OF_A_PER_CENT));
  meter.debt = { ...debt, paymentDebt: debt.paymentDebt - paid };
  const used = meter.emergency === undefined ? 0 : limits.emergencyCredit - meter.emergency;
  const restored = Math.min(used, amount - paid);
  if (meter.emergency !== undefined) meter.emergency = restored === used ? undefined : meter.emergency + restored;
  meter.balance += amount - paid - restored;
  meter.credits = log('credits', meter.credits, { at: now, value: amount });
  if (paid > 0) meter.debtPayments = log('debtPayments', meter.debtPayments, { at: now, value: paid });
  const hasCredit = meter.balance > meter.payment.disablementThreshold || (meter.emergency ?? 0) > 0;
  if (meter.supply === 'Disabled' && hasCredit) arm(meter);
}

/** Only a supply that is off is armed. */
function changeSupply(meter: Meter, supply: Supply): void {
  if (supply !== 'Armed') meter.supply = supply;
  else if (meter.supply === 'Disabled') arm(meter);
}

function arm(meter: Meter): void {
  meter.supply = 'Armed';
  logEvent(meter, EVENTS.armed);
}

function reset(meter: Meter, of: Extract<MeterChange, { what: 'reset' }>['of']): void {
  if (of === 'load-limit') meter.load = { ...meter.load, passed: 0 };
  else if (of === 'demand') meter.demandSince = meter.now;
  else if (of === 'voltage') meter.voltage = { ...meter.voltage, since: meter.now };
  else if (of === 'blocks') meter.blocks = { ...meter.blocks, counters: [] };
  else meter.events = [];
}
