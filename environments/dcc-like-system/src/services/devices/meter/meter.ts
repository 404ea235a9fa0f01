import type { MeterSettingValues } from '../../../domain/meter/meter-settings';
import type { Debt, PaymentSettings, PrepaymentConfiguration } from '../../../domain/meter/payment';
import type {
  BillingEntry,
  Booking,
  LoggedEvent,
  PrepaymentValues,
  RegisterEntry,
  SupplyState,
} from '../../../domain/meter/readings';
import type { AlertGroup, BillingCalendar, SupplyPoints } from '../../../domain/meter/settings';
import type { Fuel, Tariff } from '../../../domain/meter/tariff';
import { area, type Area, type RuleBook } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import type { Device } from '../state';
import {
  dayTariff,
  defaultCalendar,
  defaultConfiguration,
  DEFAULT_DEBT,
  DEFAULT_PAYMENT,
  defaultTariff,
  inPounds,
} from './defaults';
import { EVENTS, type EventName } from './events';
import { HALF_HOUR } from './series';

/** Instant from which registers run. */
export const REGISTER_START = Date.parse('2019-06-03T00:00:00.000Z');
/** Entries that a log keeps (SOURCED: MMC schema). */
const KEPT = { events: 100, billing: 12, changes: 12, daily: 31, profile: 19_056, debtPayments: 10, credits: 5 };

/**
 * What a meter measures, reckons and remembers. It runs only when somebody looks at it, up to that instant: see `run`. Held
 * as a draft within one unit of work.
 */
export interface Meter {
  readonly fuel: Fuel;
  /** What is used in a half hour with supply, in Wh or litres: in all of them, or by the half hours of a day. */
  readonly consumption: readonly number[];
  readonly registerAtStart: number;
  points: SupplyPoints;
  /** Instant up to which it has run, in milliseconds. */
  ranTo: number;
  /** What has flowed so far, in units for half an hour times milliseconds. */
  flowed: number;
  /** Units used so far: whole ones. */
  used: number;
  /** Units used in the half hour that is not over. */
  usedInHalfHour: number;
  /** By time-of-use register, the first at 0. */
  tou: number[];
  tariff: Tariff;
  /** Of the second element of an electricity meter, to which nothing is connected here (MODEL). */
  secondTariff?: Tariff;
  payment: PaymentSettings;
  configuration: PrepaymentConfiguration;
  debt: Debt;
  /** Millipence: what is left in prepayment mode, what has been used in credit mode. */
  balance: number;
  /** What is left of emergency credit, once it is activated. */
  emergency?: number | undefined;
  accumulatedDebt: number;
  /** Serial numbers of top-ups, the newest last. */
  tokens: string[];
  supply: SupplyState;
  calendar: BillingCalendar;
  /** Consumption of half hours; the last one ended at `until` (milliseconds). */
  profile: { until: number; values: number[] };
  daily: RegisterEntry[];
  /** Money at each midnight. */
  dailyMoney: { readonly at: string; readonly money: PrepaymentValues }[];
  /** Debt that top-ups have paid, and their credit. */
  debtPayments: Booking[];
  credits: Booking[];
  /** Units used by matrix that counts blocks and by block, the first of each at 0: in all, and since the last reset. */
  blocks: { used: number[][]; counters: number[][] };
  /** What was set that the meter had otherwise before. */
  settings: Partial<MeterSettingValues>;
  /** Half hours in which the load was above its limit. */
  loadLimitPassed: number;
  /** Until when the supply is off for a load above its limit, in milliseconds. */
  limitedUntil?: number | undefined;
  /** Since when something is counted, in milliseconds; the beginning when absent. */
  countedSince: Partial<Record<'demand' | 'limitedDemand' | 'exportDemand' | 'voltage', number>>;
  /** Recordings of network data that were asked for: how many, and when the last one began, in milliseconds. */
  recording?: { readonly sample: number; readonly since: number };
  billing: BillingEntry[];
  changes: BillingEntry[];
  events: LoggedEvent[];
  /** What is older stays hidden from whoever stands in front of the meter (ISO 8601). */
  hiddenBefore?: string;
  /** What its clock is ahead of the time, in milliseconds. */
  clockAhead: number;
  /** Alerts and log entries that were switched on or off. */
  behaviour: Partial<Record<AlertGroup, Readonly<Record<string, boolean>>>>;
  /** Firmware that waits to be activated; `hash`: SHA-256 in upper-case hex. */
  image?: { version: string; hash: string } | undefined;
  /** The rules that it runs by now, where it runs in a service; never kept. */
  rules?: RuleBook;
}

/** By device id. */
const METERS = table<Meter>('meters');

/** A meter as it is now kept; undefined for devices that measure nothing. */
export function meterOf(work: Work, device: Device): Meter | undefined {
  if (device.type !== 'ESME' && device.type !== 'GSME') return undefined;
  return work.get(METERS, device.deviceId) ?? newMeter(device);
}

export function saveMeter(work: Work, deviceId: string, meter: Meter): void {
  work.put(METERS, deviceId, meter);
}

/** A meter as it was when virtual time began. */
export function newMeter(
  device: Pick<Device, 'type' | 'registerAtStart' | 'consumption' | 'start' | 'points' | 'clockAhead'>,
): Meter {
  const fuel = device.type === 'GSME' ? 'gas' : 'electricity';
  const { tariff, paymentMode, balance = 0, debt = DEFAULT_DEBT } = device.start ?? {};
  return {
    fuel,
    consumption: device.consumption,
    registerAtStart: device.registerAtStart,
    points: device.points ?? { importMPxN: '' },
    ranTo: REGISTER_START,
    flowed: 0,
    used: 0,
    usedInHalfHour: 0,
    tou: [0],
    tariff: tariff ? dayTariff(fuel, tariff) : defaultTariff(fuel),
    ...(fuel === 'electricity' ? { secondTariff: defaultTariff(fuel) } : {}),
    payment: { ...DEFAULT_PAYMENT, mode: paymentMode ?? DEFAULT_PAYMENT.mode },
    configuration: defaultConfiguration(fuel),
    debt: fuel === 'gas' ? debt : inPounds(debt),
    balance,
    accumulatedDebt: 0,
    tokens: [],
    supply: 'Enabled',
    calendar: defaultCalendar(fuel),
    profile: { until: REGISTER_START, values: [] },
    daily: [],
    dailyMoney: [],
    debtPayments: [],
    credits: [],
    blocks: { used: [], counters: [] },
    settings: {},
    loadLimitPassed: 0,
    countedSince: {},
    billing: [],
    changes: [],
    events: [],
    clockAhead: device.clockAhead ?? 0,
    behaviour: {},
  };
}

/** The rules of an area that a meter runs by. */
export function rulesOf<R extends object>(meter: Meter, area: Area<R>): R {
  return meter.rules?.(area) ?? area.rules;
}

/** Reading of the import register: Wh of electricity, litres of gas. */
export function registerOf(meter: Meter): number {
  return meter.registerAtStart + meter.used;
}

/** The customer's money as logs and readings show it. */
export function moneyOf({ balance, emergency, accumulatedDebt, debt }: Meter): PrepaymentValues {
  const { paymentDebt, timeDebt1, timeDebt2 } = debt;
  return { balance, emergencyCredit: emergency ?? 0, accumulatedDebt, paymentDebt, timeDebt1, timeDebt2 };
}

/** What is used in the half hour in which an instant (milliseconds) lies, with supply. */
export function consumptionAt({ consumption }: Meter, instant: number): number {
  return consumption[Math.floor(instant / HALF_HOUR) % consumption.length] ?? 0;
}

/** Mean power in W of the half hour in which an instant (milliseconds) lies, with supply. */
export function loadAt(meter: Meter, instant: number): number {
  return 2 * consumptionAt(meter, instant);
}

export function registerEntry(meter: Meter, at: Date): RegisterEntry {
  const tou = meter.tou.map((value, index) => ({ index: index + 1, value }));
  return { at: at.toISOString(), register: registerOf(meter), tou };
}

/** The logs whose entries are numbered. */
export type LogName = keyof typeof KEPT;

/** How a meter keeps its logs. */
export const METER_LOGS = area('devices-meter-logs', {
  /** Entries that each log keeps at most. */
  most: KEPT,
  /** Of too many entries the newest stay. */
  kept: <T>(entries: readonly T[], most: number): T[] => entries.slice(-most),
  noteChange: (meter: Meter, at: Date): void => {
    meter.changes = withEntry(meter, 'changes', meter.changes, { ...registerEntry(meter, at), money: moneyOf(meter) });
  },
  noteDay: (meter: Meter, at: Date): void => {
    meter.daily = withEntry(meter, 'daily', meter.daily, registerEntry(meter, at));
    meter.dailyMoney = withEntry(meter, 'daily', meter.dailyMoney, { at: at.toISOString(), money: moneyOf(meter) });
  },
  noteTopUp: (meter: Meter, credit: number, debtPaid: number, at: Date): void => {
    const booking = (amount: number): Booking => ({ at: at.toISOString(), amount });
    meter.credits = withEntry(meter, 'credits', meter.credits, booking(credit));
    if (debtPaid > 0) meter.debtPayments = withEntry(meter, 'debtPayments', meter.debtPayments, booking(debtPaid));
  },
  noteEvent: (meter: Meter, name: EventName, at: Date): void => {
    const { code, meaning } = EVENTS[name];
    const logging = meter.fuel === 'gas' ? undefined : meter.behaviour.ElectricitySupplierLoggingSettings;
    if (logging?.[code] === false) return;
    meter.events = withEntry(meter, 'events', meter.events, { at: at.toISOString(), code, meaning });
  },
});

/** Notes registers and money because a tariff or a mode of payment ends. */
export function noteChange(meter: Meter, at: Date): void {
  rulesOf(meter, METER_LOGS).noteChange(meter, at);
}

export function noteBilling(meter: Meter, at: Date): void {
  meter.billing = withEntry(meter, 'billing', meter.billing, { ...registerEntry(meter, at), money: moneyOf(meter) });
  noteEvent(meter, 'billingLogUpdated', at);
}

export function noteDay(meter: Meter, at: Date): void {
  rulesOf(meter, METER_LOGS).noteDay(meter, at);
}

export function noteHalfHour(meter: Meter, until: number): void {
  const { values } = meter.profile;
  values.push(meter.usedInHalfHour);
  if (values.length > KEPT.profile) values.shift();
  meter.profile.until = until;
  meter.usedInHalfHour = 0;
}

/** Notes an event, unless somebody has switched its logging off. */
export function noteEvent(meter: Meter, name: EventName, at: Date): void {
  rulesOf(meter, METER_LOGS).noteEvent(meter, name, at);
}

/** Whether an event is told over the WAN: as it usually is, unless somebody has switched it. */
export function isAlerted(meter: Meter, name: EventName): boolean {
  const { code, alert } = EVENTS[name];
  const group = meter.fuel === 'gas' ? meter.behaviour.GasSupplierAlerts : meter.behaviour.ElectricitySupplierAlerts;
  const gas = meter.fuel === 'gas' ? meter.behaviour.GasSupplierAlertEventSettings : undefined;
  return gas?.[code] ?? group?.[code] ?? alert;
}

/** A log with a further entry, and what it keeps of the others. */
function withEntry<T>(meter: Meter, log: LogName, entries: readonly T[], entry: T): T[] {
  const { kept, most } = rulesOf(meter, METER_LOGS);
  return kept([...entries, entry], most[log]);
}
