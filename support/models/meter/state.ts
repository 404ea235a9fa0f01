/**
 * A meter as the regulation and the published contract have it (`environments/contracts/service-requests.md`, "What meters do", and
 * `lab.md`): what it measures, charges, recovers and logs. Instants are milliseconds since 1970 in UTC, energy is in Wh, gas in
 * litres, money in millipence (thousandths of a penny). Nothing here knows how the system does it.
 */
import type { BillingCalendar } from '../calendar/billing-days';
import type { QuietCalendar } from './disablement';
import { ratesTariff, USUAL_TARIFF, type DayRates, type Fuel, type GasConversion, type Tariff } from './tariff';
import { BEGINNING } from './time';

type PaymentMode = 'Credit' | 'Prepayment';
export type Supply = 'Enabled' | 'Disabled' | 'Armed';

/** Most entries of each log; the oldest go first (SOURCED: message mapping catalogue). */
const MOST = { halfHours: 19_056, days: 31, billings: 12, debtPayments: 10, credits: 5, events: 100 } as const;

/** What is recovered of a debt in an hour or in a day: of electricity in pounds times ten to the power of `scale`, of gas in millipence. */
export interface Recovery {
  readonly rate: number;
  readonly scale?: number;
  readonly period: 'HOURLY' | 'DAILY';
}

/** What a customer owes. */
export interface Debt {
  readonly timeDebt1: number;
  readonly timeDebt2: number;
  readonly paymentDebt: number;
  /** Of each top-up, in hundredths of a per cent. */
  readonly perPayment: number;
  readonly recovery1: Recovery;
  readonly recovery2: Recovery;
}

/** What a meter shows and is set to when virtual time begins, and what is used from then on. */
export interface MeterStart {
  readonly fuel: Fuel;
  readonly register: number;
  /** With supply: in every half hour, or in each of the 48 of a day (UTC). */
  readonly consumption: readonly number[];
  readonly tariff?: DayRates;
  readonly paymentMode?: PaymentMode;
  readonly balance?: number;
  readonly debt?: Debt;
  /** Whether it measures what is exported. */
  readonly exports?: boolean;
}

/** Money as readings and logs show it. */
export interface Money {
  readonly balance: number;
  readonly emergencyCredit: number;
  readonly accumulatedDebt: number;
  readonly paymentDebt: number;
  readonly timeDebt1: number;
  readonly timeDebt2: number;
}

/** Registers and money at an instant. */
export interface Snapshot {
  readonly at: number;
  readonly register: number;
  /** By time-of-use register, the first at 0. */
  readonly registers: readonly number[];
  readonly money: Money;
}

/** A value and the instant at which what it is about ended. */
export interface Entry {
  readonly at: number;
  readonly value: number;
}

/** What is logged of an event; `code`: four hex digits. */
interface Event {
  readonly at: number;
  readonly code: string;
}

/** How a meter behaves in prepayment mode. */
export interface PrepaymentLimits {
  readonly emergencyCredit: number;
  readonly emergencyThreshold: number;
  readonly lowCredit: number;
  readonly mostBalance: number;
  readonly mostCredit: number;
  /** The most of debt that is recovered in a time; no meter here heeds it. */
  readonly rateCap: number;
  readonly quiet: QuietCalendar;
}

/** A mode of payment with what belongs to it; of credit mode nothing counts. */
export interface PaymentSettings {
  readonly mode: PaymentMode;
  /** No debt is recovered over time while the supply is off, or while emergency credit is activated. */
  readonly suspendDebtDisabled: boolean;
  readonly suspendDebtEmergency: boolean;
  /** The supply is disabled at a balance that is not above this one. */
  readonly disablementThreshold: number;
}

/** A limit of the load in W, and for how many seconds the supply is off above it if it is disabled. */
export interface LoadLimit {
  readonly watts: number;
  readonly restoration: number;
  readonly disables: boolean;
}

/** When a billing period ends; `at`: time of day, HH:MM:SS. */
export type Billing = BillingCalendar & { readonly at: string };

/** Power, in W, from which consumption counts as medium and as high. */
export interface PowerThresholds {
  readonly lowMedium: number;
  readonly mediumHigh: number;
}

/** A flow that nobody controls, in cubic metres an hour, and for how many seconds it is waited and measured. */
export interface GasFlow {
  readonly rate: number;
  readonly stabilisation: number;
  readonly measurement: number;
  readonly locksWhenDepleted: boolean;
}

/** A part of each day (HH:MM:SS); it goes over midnight where it ends before it begins. */
export interface DayPart {
  readonly from: string;
  readonly to: string;
}

/** Whose alerts a meter sends. */
export type AlertOwner = 'Supplier' | 'NetworkOperator';

/** A meter at an instant. Changes in place. */
export interface Meter {
  readonly start: MeterStart;
  now: number;
  /** Units for half an hour times milliseconds: what has flowed, whole units or not. */
  flow: number;
  /** Whole units used so far, in all and in the half hour that runs. */
  used: number;
  running: number;
  registers: number[];
  /** By matrix and block: in all, and since the last reset. */
  blocks: { used: number[][]; counters: number[][] };
  tariff: Tariff;
  /** Of the second element, to which nothing is connected. */
  secondTariff: Tariff;
  gas: GasConversion;
  /** Undefined: nobody has told it. */
  gasFlow: GasFlow | undefined;
  /** Recordings of the flow of gas on demand: how many, and since when the last one. */
  recording: { samples: number; since: number } | undefined;
  payment: PaymentSettings;
  balance: number;
  /** What is left of emergency credit while it is activated. */
  emergency: number | undefined;
  debt: Debt;
  limits: PrepaymentLimits;
  supply: Supply;
  /** With how often it was passed, and until when the supply is off. */
  load: LoadLimit & { passed: number; offUntil?: number | undefined };
  /** Of the mean voltage, in tenths of a volt, counted since the instant; further limits, which are merely kept, by name. */
  voltage: { over: number; under: number; rms: Readonly<Record<string, number>>; since: number };
  demandSince: number;
  /** Part of the day of which the second register of maximum demand is. */
  demandPeriod: DayPart;
  /** Whether block counters begin anew at each midnight. */
  resetsBlocksDaily: boolean;
  billing: Billing;
  /** In W. */
  thresholds: PowerThresholds;
  /** Whether the supply is locked once the meter was tampered with. */
  locksWhenTampered: boolean;
  /** Alerts that a party has switched on or off, by code. */
  alerts: Readonly<Record<AlertOwner, Readonly<Record<string, boolean>>>>;
  halfHours: Entry[];
  days: Snapshot[];
  billings: Snapshot[];
  changes: Snapshot[];
  debtPayments: Entry[];
  credits: Entry[];
  events: Event[];
}

/** Of a mode that says nothing else. */
export const NOTHING_SUSPENDED: Omit<PaymentSettings, 'mode'> = {
  suspendDebtDisabled: false,
  suspendDebtEmergency: false,
  disablementThreshold: 0,
};
const NO_RECOVERY = { rate: 0, period: 'DAILY' } as const;
const NO_DEBT: Debt = {
  timeDebt1: 0,
  timeDebt2: 0,
  paymentDebt: 0,
  perPayment: 0,
  recovery1: NO_RECOVERY,
  recovery2: NO_RECOVERY,
};

/** How a meter behaves in prepayment mode that nobody has set: there is no time without disablement. */
function usualLimits(fuel: Fuel): PrepaymentLimits {
  return {
    emergencyCredit: 500_000,
    emergencyThreshold: 100_000,
    lowCredit: 200_000,
    mostBalance: 100_000_000,
    mostCredit: 50_000_000,
    rateCap: 0,
    quiet:
      fuel === 'gas'
        ? { fuel, days: [], weeks: [], seasons: [], specialDays: [] }
        : { fuel, specialDays: [], schedules: [] },
  };
}

/** At midnight of the first day of each month. */
function usualBilling(fuel: Fuel): Billing {
  const monthly = { period: 'Monthly', at: '00:00:00' } as const;
  return fuel === 'gas' ? { ...monthly, fuel, start: '2019-01-01' } : { ...monthly, fuel, day: 1, month: 1 };
}

/** A meter when virtual time begins. */
export function beginMeter(start: MeterStart): Meter {
  const { fuel, tariff, paymentMode = 'Credit', balance = 0, debt = NO_DEBT } = start;
  return {
    start,
    now: BEGINNING,
    flow: 0,
    used: 0,
    running: 0,
    registers: [0],
    blocks: { used: [], counters: [] },
    tariff: tariff === undefined ? USUAL_TARIFF[fuel] : ratesTariff(fuel, tariff),
    secondTariff: USUAL_TARIFF.electricity,
    gasFlow: undefined,
    recording: undefined,
    gas: { calorificValue: 39.5, factor: 1.02264 },
    payment: { ...NOTHING_SUSPENDED, mode: paymentMode },
    balance,
    emergency: undefined,
    debt,
    limits: usualLimits(fuel),
    supply: 'Enabled',
    load: { watts: 100_000, restoration: 300, disables: false, passed: 0 },
    voltage: { over: 2530, under: 2160, rms: {}, since: BEGINNING },
    demandSince: BEGINNING,
    demandPeriod: { from: '00:00:00', to: '23:59:59' },
    resetsBlocksDaily: false,
    billing: usualBilling(fuel),
    thresholds: { lowMedium: 500, mediumHigh: 2000 },
    locksWhenTampered: false,
    alerts: { Supplier: {}, NetworkOperator: {} },
    halfHours: [],
    days: [],
    billings: [],
    changes: [],
    debtPayments: [],
    credits: [],
    events: [],
  };
}

export function snapshot(meter: Meter): Snapshot {
  return { at: meter.now, register: registerOf(meter), registers: [...meter.registers], money: moneyOf(meter) };
}

export function registerOf({ start, used }: Meter): number {
  return start.register + used;
}

export function moneyOf({ balance, emergency, debt: { paymentDebt, timeDebt1, timeDebt2 } }: Meter): Money {
  return { balance, emergencyCredit: emergency ?? 0, accumulatedDebt: 0, paymentDebt, timeDebt1, timeDebt2 };
}

/** Adds an entry to a log. */
export function log<T>(name: keyof typeof MOST, entries: readonly T[], entry: T): T[] {
  return [...entries, entry].slice(-MOST[name]);
}

/** Ends a half hour: what it used is kept. */
export function logHalfHour(meter: Meter): void {
  meter.halfHours.push({ at: meter.now, value: meter.running });
  if (meter.halfHours.length > MOST.halfHours) meter.halfHours.shift();
  meter.running = 0;
}

/** Notes registers and money because a tariff, its prices or the mode of payment change. */
export function logChange(meter: Meter): void {
  meter.changes = log('billings', meter.changes, snapshot(meter));
}

export function logEvent(meter: Meter, code: string): void {
  meter.events = log('events', meter.events, { at: meter.now, code });
}
