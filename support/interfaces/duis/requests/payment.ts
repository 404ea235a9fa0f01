import type { QuietCalendar } from '../../../models/meter/disablement';
import { NOTHING_SUSPENDED, type Debt, type PaymentSettings, type PrepaymentLimits } from '../../../models/meter/state';
import { luhnDigit } from '../../identifiers';
import { element } from '../../xml';
import { WEEKDAYS } from '../calendar-in';
import { toDevice, type ServiceRequest } from '../request';
import { dateParts, specialDays, weeksAndSeasons } from './calendars';
import type { Fuel } from './tariff';

/** DUIS counts money in thousandths of a penny (RECOLLECTION). */
const MILLIPENCE_PER_POUND = 100_000;
const PENCE_PER_POUND = 100;

export type PaymentMode = 'Credit' | 'Prepayment';

/** 1.5 Update Meter Balance; without an amount in pounds it is reset. */
export function updateBalance(mode: PaymentMode, pounds?: number): ServiceRequest {
  const change =
    pounds === undefined ? element('ResetMeterBalance', []) : element('AdjustMeterBalance', millipence(pounds));
  return toDevice('1.5', 'UpdateMeterBalance', [element(`${mode}Mode`, [change])]);
}

/** 1.6 Update Payment Mode. @param settings what belongs to prepayment mode, money in millipence */
export function updatePaymentMode(mode: PaymentMode, settings = NOTHING_SUSPENDED): ServiceRequest {
  return toDevice('1.6', 'UpdatePaymentMode', [element(mode, mode === 'Credit' ? [] : settingsOf(settings))]);
}

function settingsOf(settings: Omit<PaymentSettings, 'mode'>): string[] {
  return [
    element('SuspendDebtDisabled', String(settings.suspendDebtDisabled)),
    element('SuspendDebtEmergency', String(settings.suspendDebtEmergency)),
    element('DisablementThreshold', settings.disablementThreshold),
  ];
}

/** How a meter usually behaves in prepayment mode, in pounds. */
interface UsualLimits {
  readonly emergencyCredit: number;
  readonly emergencyThreshold: number;
  /** The supply is not disabled from this time of day to the end of the day, HH:MM:SS. */
  readonly quietFrom: string;
  /** Of an electricity meter, the days on which it is so: one day of the week (1 is Monday), or one day, YYYY-MM-DD; absent: every day. */
  readonly quietOn?: number | string;
}

/** 2.1 Update Prepay Configuration. */
export function setPrepayment(fuel: Fuel, limits: PrepaymentLimits): ServiceRequest {
  const { rateCap, emergencyCredit, emergencyThreshold, lowCredit, quiet, mostBalance, mostCredit } = limits;
  const name = fuel === 'gas' ? 'UpdatePrepayConfigGas' : 'UpdatePrepayConfigElectricity';
  const parts = [
    element('DebtRecoveryRateCap', rateCap),
    element('EmergencyCreditLimit', emergencyCredit),
    element('EmergencyCreditThreshold', emergencyThreshold),
    element('LowCreditThreshold', lowCredit),
    quietCalendar(quiet),
    element('MaxMeterBalance', mostBalance),
    element('MaxCreditThreshold', mostCredit),
  ];
  return toDevice('2.1', 'UpdatePrepayConfiguration', [element(name, parts)]);
}

/** 2.1 of usual limits. */
export function updatePrepayment(fuel: Fuel, limits: UsualLimits): ServiceRequest {
  const { emergencyCredit, emergencyThreshold, quietFrom, quietOn } = limits;
  return setPrepayment(fuel, {
    rateCap: 0,
    emergencyCredit: millipence(emergencyCredit),
    emergencyThreshold: millipence(emergencyThreshold),
    lowCredit: millipence(emergencyThreshold * 2),
    quiet: fuel === 'gas' ? gasQuiet(quietFrom) : electricityQuiet(quietFrom, quietOn),
    mostBalance: millipence(500),
    mostCredit: millipence(200),
  });
}

/** 2.2 Top Up Device. */
export function topUp(utrn: string): ServiceRequest {
  return toDevice('2.2', 'TopUpDevice', [element('UTRN', utrn)]);
}

/**
 * A Unique Transaction Reference Number as the published interface describes it (MODEL).
 * @param serial a number that no other top-up of the device has
 */
export function utrnOf(pounds: number, serial: number): string {
  const pence = String(Math.round(pounds * PENCE_PER_POUND)).padStart(6, '0');
  const digits = `${pence}${String(serial).padStart(13, '0')}`;
  return `${digits}${luhnDigit(digits)}`;
}

/** 2.3 Update Debt. */
export function setDebt(fuel: Fuel, debt: Debt): ServiceRequest {
  const prefix = fuel === 'gas' ? 'Gas' : 'Elec';
  const recoveries = [debt.recovery1, debt.recovery2].map(({ rate, scale = -4, period }, index) =>
    element(`${prefix}DebtRecovery${String(index + 1)}`, [
      element('DebtRecoveryRate', rate),
      ...(fuel === 'gas' ? [] : [element('DebtRecoveryRatePriceScale', scale)]),
      element('DebtRecoveryRatePeriod', period),
    ]),
  );
  return toDevice('2.3', 'UpdateDebt', [
    element('TimeDebtRegister1', debt.timeDebt1),
    element('TimeDebtRegister2', debt.timeDebt2),
    element('PaymentDebtRegister', debt.paymentDebt),
    element('DebtRecoveryPerPayment', debt.perPayment),
    ...recoveries,
  ]);
}

/** 2.3 of a debt in pounds that payments pay, by so many per cent of each. */
export function updateDebt(
  fuel: Fuel,
  { payment, percent }: Readonly<Record<'payment' | 'percent', number>>,
): ServiceRequest {
  const nothing = { rate: 0, period: 'DAILY' } as const;
  return setDebt(fuel, {
    timeDebt1: 0,
    timeDebt2: 0,
    paymentDebt: millipence(payment),
    perPayment: Math.round(percent * 100),
    recovery1: nothing,
    recovery2: nothing,
  });
}

/** Pounds in the unit of DUIS. */
function millipence(pounds: number): number {
  return Math.round(pounds * MILLIPENCE_PER_POUND);
}

/** Money of DUIS in pounds. */
export function poundsOf(amount: number): number {
  return amount / MILLIPENCE_PER_POUND;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Quiet from a time of day to midnight, on every day, on one weekday, or on one day. */
function electricityQuiet(from: string, on?: number | string): QuietCalendar {
  const always = { from: '2019-01-01', to: '2037-12-31' };
  const [year = 0, month = 0, day = 0] = typeof on === 'string' ? on.split('-').map(Number) : [];
  const weekdays = on === undefined ? EVERY_DAY : typeof on === 'number' ? [on] : [];
  const special = typeof on === 'string' ? [{ index: 1, date: { year, month, day } }] : [];
  return {
    fuel: 'electricity',
    specialDays: special,
    schedules: [
      { script: 'START', specialDays: special.map(({ index }) => index), weekdays, at: from, ...always },
      { script: 'STOP', specialDays: [], weekdays: EVERY_DAY, at: '00:00:00', ...always },
    ],
  };
}

function gasQuiet(from: string): QuietCalendar {
  const actions = [
    { start: '00:00:00', script: 'STOP' },
    { start: from, script: 'START' },
  ] as const;
  return {
    fuel: 'gas',
    days: [{ name: 1, actions }],
    weeks: [{ name: 1, days: [1, 1, 1, 1, 1, 1, 1] }],
    seasons: [{ start: { month: 1, day: 1 }, week: 1 }],
    specialDays: [],
  };
}

function quietCalendar(calendar: QuietCalendar): string {
  if (calendar.fuel === 'gas') {
    const days = calendar.days.map(({ name, actions }) =>
      element('GasNonDisablementDayProfile', [
        ...actions.map(({ start, script }) =>
          element('TimeStartAction', [element('StartTime', start), element('NonDisablementAction', script)]),
        ),
        element('GasDayName', name),
      ]),
    );
    return element('GasNonDisablementCalendar', [
      element('DayProfiles', days),
      ...weeksAndSeasons('gas', calendar, 'SeasonProfiles'),
      specialDays('gas', calendar),
    ]);
  }
  const special = calendar.specialDays.map(({ index, date }) =>
    element('SpecialDay', [element('Date', dateParts('electricity', date))], { index: String(index) }),
  );
  return element('ElectricityNonDisablementCalendar', [
    element('ElectricitySpecialDays', special),
    ...calendar.schedules.map(quietSchedule),
  ]);
}

function quietSchedule(schedule: Extract<QuietCalendar, { fuel: 'electricity' }>['schedules'][number]): string {
  const { script, specialDays: days, weekdays, at, from, to } = schedule;
  return element('ElectricityNonDisablementSchedule', [
    element('NonDisablementScript', script),
    element(
      'SpecialDaysApplicability',
      days.map((day) => element('SpecialDayApplicability', [element('SpecialDayID', day)])),
    ),
    element(
      'DaysOfWeekApplicability',
      weekdays.map((day) => element('DayOfWeekApplicability', [element('DayOfWeekID', WEEKDAYS[day - 1] ?? '')])),
    ),
    element('ScheduleDatesAndTime', [element('SwitchTime', at), element('StartDate', from), element('EndDate', to)]),
  ]);
}
