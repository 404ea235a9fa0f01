import { luhnDigit } from '../../identifiers';
import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';
import type { Fuel } from './tariff';

/** DUIS counts money in thousandths of a penny (RECOLLECTION). */
const MILLIPENCE_PER_POUND = 100_000;
const PENCE_PER_POUND = 100;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export type PaymentMode = 'Credit' | 'Prepayment';

/** 1.5 Update Meter Balance; without an amount in pounds it is reset. */
export function updateBalance(mode: PaymentMode, pounds?: number): ServiceRequest {
  const change =
    pounds === undefined ? element('ResetMeterBalance', []) : element('AdjustMeterBalance', millipence(pounds));
  return toDevice('1.5', 'UpdateMeterBalance', [element(`${mode}Mode`, [change])]);
}

/** 1.6 Update Payment Mode. */
export function updatePaymentMode(mode: PaymentMode): ServiceRequest {
  const settings =
    mode === 'Credit'
      ? []
      : [
          element('SuspendDebtDisabled', 'false'),
          element('SuspendDebtEmergency', 'false'),
          element('DisablementThreshold', 0),
        ];
  return toDevice('1.6', 'UpdatePaymentMode', [element(mode, settings)]);
}

/** How a meter behaves in prepayment mode, in pounds. */
export interface PrepaymentLimits {
  readonly emergencyCredit: number;
  readonly emergencyThreshold: number;
  /** The supply is not disabled from this time of day to the end of the day, HH:MM:SS. */
  readonly quietFrom: string;
  /** Of an electricity meter, the days on which it is so: one day of the week (1 is Monday), or one day, YYYY-MM-DD; absent: every day. */
  readonly quietOn?: number | string;
}

/** 2.1 Update Prepay Configuration. */
export function updatePrepayment(fuel: Fuel, limits: PrepaymentLimits): ServiceRequest {
  const { emergencyCredit, emergencyThreshold, quietFrom, quietOn } = limits;
  const before = [
    element('DebtRecoveryRateCap', 0),
    element('EmergencyCreditLimit', millipence(emergencyCredit)),
    element('EmergencyCreditThreshold', millipence(emergencyThreshold)),
    element('LowCreditThreshold', millipence(emergencyThreshold * 2)),
  ];
  const after = [element('MaxMeterBalance', millipence(500)), element('MaxCreditThreshold', millipence(200))];
  const calendar = fuel === 'gas' ? gasCalendar(quietFrom) : electricityCalendar(quietFrom, quietOn);
  const name = fuel === 'gas' ? 'UpdatePrepayConfigGas' : 'UpdatePrepayConfigElectricity';
  return toDevice('2.1', 'UpdatePrepayConfiguration', [element(name, [...before, calendar, ...after])]);
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

/** What a customer owes, in pounds, and what is taken of every payment, in per cent. */
export interface Debt {
  readonly payment: number;
  readonly percent: number;
}

/** 2.3 Update Debt. */
export function updateDebt(fuel: Fuel, { payment, percent }: Debt): ServiceRequest {
  const prefix = fuel === 'gas' ? 'Gas' : 'Elec';
  const recovery = (number: number): string =>
    element(`${prefix}DebtRecovery${String(number)}`, [
      element('DebtRecoveryRate', 0),
      ...(fuel === 'gas' ? [] : [element('DebtRecoveryRatePriceScale', -4)]),
      element('DebtRecoveryRatePeriod', 'DAILY'),
    ]);
  return toDevice('2.3', 'UpdateDebt', [
    element('TimeDebtRegister1', 0),
    element('TimeDebtRegister2', 0),
    element('PaymentDebtRegister', millipence(payment)),
    element('DebtRecoveryPerPayment', Math.round(percent * 100)),
    recovery(1),
    recovery(2),
  ]);
}

/** Pounds in the unit of DUIS. */
function millipence(pounds: number): number {
  return Math.round(pounds * MILLIPENCE_PER_POUND);
}

/** Money of DUIS in pounds. */
export function poundsOf(amount: number): number {
  return amount / MILLIPENCE_PER_POUND;
}

function electricityCalendar(quietFrom: string, quietOn?: number | string): string {
  const special = typeof quietOn === 'string' ? [specialDay(quietOn)] : [];
  const days =
    typeof quietOn === 'string' ? [] : WEEKDAYS.filter((_day, at) => quietOn === undefined || at + 1 === quietOn);
  const applicability = [
    element(
      'SpecialDaysApplicability',
      special.map(() => element('SpecialDayApplicability', [element('SpecialDayID', 1)])),
    ),
    element(
      'DaysOfWeekApplicability',
      days.map((day) => element('DayOfWeekApplicability', [element('DayOfWeekID', day)])),
    ),
  ];
  const everyDay = [
    element('SpecialDaysApplicability', []),
    element(
      'DaysOfWeekApplicability',
      WEEKDAYS.map((day) => element('DayOfWeekApplicability', [element('DayOfWeekID', day)])),
    ),
  ];
  const schedule = (script: 'START' | 'STOP', at: string, on: readonly string[]): string =>
    element('ElectricityNonDisablementSchedule', [
      element('NonDisablementScript', script),
      ...on,
      element('ScheduleDatesAndTime', [
        element('SwitchTime', at),
        element('StartDate', '2019-01-01'),
        element('EndDate', '2037-12-31'),
      ]),
    ]);
  return element('ElectricityNonDisablementCalendar', [
    element('ElectricitySpecialDays', special),
    schedule('START', quietFrom, applicability),
    schedule('STOP', '00:00:00', everyDay),
  ]);
}

/** @param day YYYY-MM-DD */
function specialDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return element(
    'SpecialDay',
    [
      element('Date', [
        element('Year', [element('SpecifiedYear', year ?? 0)]),
        element('Month', [element('SpecifiedMonth', month ?? 0)]),
        element('DayOfMonth', [element('SpecifiedDayOfMonth', date ?? 0)]),
        element('DayOfWeek', [element('NonSpecifiedDayOfWeek', [])]),
      ]),
    ],
    { index: '1' },
  );
}

function gasCalendar(quietFrom: string): string {
  const action = (start: string, what: 'START' | 'STOP'): string =>
    element('TimeStartAction', [element('StartTime', start), element('NonDisablementAction', what)]);
  const days = WEEKDAYS.map((_day, index) => element('ReferencedDayName', 1, { index: String(index + 1) }));
  return element('GasNonDisablementCalendar', [
    element('DayProfiles', [
      element('GasNonDisablementDayProfile', [
        action('00:00:00', 'STOP'),
        action(quietFrom, 'START'),
        element('GasDayName', 1),
      ]),
    ]),
    element('WeekProfiles', [element('WeekProfile', [element('WeekName', 1), ...days])]),
    element('SeasonProfiles', [
      element('Season', [
        element('SeasonStartDate', [
          element('GasYearWithWildcards', [element('NonSpecifiedYear', [])]),
          element('GasMonthWithWildcards', [element('SpecifiedMonth', 1)]),
          element('GasDayOfMonthWithWildcards', [element('SpecifiedDayOfMonth', 1)]),
          element('GasDayOfWeekWithWildcards', [element('NonSpecifiedDayOfWeek', [])]),
        ]),
        element('ReferencedWeekName', 1),
      ]),
    ]),
    element('SpecialDays', []),
  ]);
}
