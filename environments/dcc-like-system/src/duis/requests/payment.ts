import type {
  Debt,
  DebtRecovery,
  ElectricityNonDisablement,
  GasNonDisablement,
  PaymentMode,
  PaymentSettings,
  PrepaymentConfiguration,
} from '../../domain/meter/payment';
import { readDate, readGasDate, readWeeksAndSeasons, type CalendarLimits, type CalendarWords } from './calendar';
import { INT, SCALE, SHORT, UNSIGNED_INT, UNSIGNED_SHORT, type Fields } from './fields';

export type PaymentBody =
  /** 1.5; `adjust`: by so much, in millipence; without it the balance is reset. */
  | { readonly kind: 'balance'; readonly mode: PaymentMode; readonly adjust?: number }
  /** 1.6 */
  | { readonly kind: 'payment-mode'; readonly settings: PaymentSettings }
  /** 2.1 */
  | { readonly kind: 'prepayment-configuration'; readonly configuration: PrepaymentConfiguration }
  /** 2.2 */
  | { readonly kind: 'top-up'; readonly utrn: string }
  /** 2.3 */
  | { readonly kind: 'debt'; readonly fuel: 'electricity' | 'gas'; readonly debt: Debt };

const SPECIAL_DAYS = { least: 0, most: 20 };
const SPECIAL_DAY = { least: 1, most: 20 };
const GAS: CalendarLimits = { days: 5, weeks: 2, seasons: 3, specialDays: 20 };
const GAS_WORDS: CalendarWords = { seasons: 'SeasonProfiles', date: readGasDate, named: false };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const PERIODS = ['HOURLY', 'DAILY'] as const;
const SCRIPTS = ['START', 'STOP'] as const;

export function readBalance(body: Fields): PaymentBody {
  const of = (mode: PaymentMode) => (field: Fields) => ({
    kind: 'balance' as const,
    mode,
    ...field.choice<{ adjust?: number }>({
      AdjustMeterBalance: (amount) => ({ adjust: amount.ownNumber(INT) }),
      ResetMeterBalance: () => ({}),
    }),
  });
  return body.choice<PaymentBody>({ PrepaymentMode: of('Prepayment'), CreditMode: of('Credit') });
}

export function readPaymentMode(body: Fields): PaymentBody {
  const settings = body.choice<PaymentSettings>({
    Credit: () => ({
      mode: 'Credit',
      suspendDebtDisabled: false,
      suspendDebtEmergency: false,
      disablementThreshold: 0,
    }),
    Prepayment: (field) => ({
      mode: 'Prepayment',
      suspendDebtDisabled: field.boolean('SuspendDebtDisabled'),
      suspendDebtEmergency: field.boolean('SuspendDebtEmergency'),
      disablementThreshold: field.integer('DisablementThreshold', INT),
    }),
  });
  return { kind: 'payment-mode', settings };
}

export function readTopUp(body: Fields): PaymentBody {
  return { kind: 'top-up', utrn: body.pattern('UTRN', /^[0-9]{20}$/, 'twenty digits') };
}

export function readPrepaymentConfiguration(body: Fields): PaymentBody {
  const configuration = body.choice<PrepaymentConfiguration>({
    UpdatePrepayConfigElectricity: (field) =>
      readLimits(field, UNSIGNED_SHORT, INT, (limits) =>
        limits.one('ElectricityNonDisablementCalendar', readElectricityCalendar),
      ),
    UpdatePrepayConfigGas: (field) =>
      readLimits(field, INT, UNSIGNED_INT, (limits) => limits.one('GasNonDisablementCalendar', readGasCalendar)),
  });
  return { kind: 'prepayment-configuration', configuration };
}

export function readDebt(body: Fields): PaymentBody {
  const registers = {
    timeDebt1: body.integer('TimeDebtRegister1', INT),
    timeDebt2: body.integer('TimeDebtRegister2', INT),
    paymentDebt: body.integer('PaymentDebtRegister', INT),
    perPayment: body.integer('DebtRecoveryPerPayment', { least: 0, most: 10_000 }),
  };
  const { fuel, recovery1 } = body.choice<{ fuel: 'electricity' | 'gas'; recovery1: DebtRecovery }>({
    ElecDebtRecovery1: (field) => ({ fuel: 'electricity', recovery1: readElectricityRecovery(field) }),
    GasDebtRecovery1: (field) => ({ fuel: 'gas', recovery1: readGasRecovery(field) }),
  });
  const recovery2 =
    fuel === 'electricity'
      ? body.one('ElecDebtRecovery2', readElectricityRecovery)
      : body.one('GasDebtRecovery2', readGasRecovery);
  return { kind: 'debt', fuel, debt: { ...registers, recovery1, recovery2 } };
}

function readLimits(
  field: Fields,
  cap: { readonly least: number; readonly most: number },
  money: { readonly least: number; readonly most: number },
  readCalendar: (field: Fields) => PrepaymentConfiguration['nonDisablement'],
): PrepaymentConfiguration {
  return {
    debtRecoveryRateCap: field.integer('DebtRecoveryRateCap', cap),
    emergencyCreditLimit: field.integer('EmergencyCreditLimit', money),
    emergencyCreditThreshold: field.integer('EmergencyCreditThreshold', money),
    lowCreditThreshold: field.integer('LowCreditThreshold', money),
    nonDisablement: readCalendar(field),
    maxMeterBalance: field.integer('MaxMeterBalance', money),
    maxCreditThreshold: field.integer('MaxCreditThreshold', money),
  };
}

function readElectricityCalendar(calendar: Fields): ElectricityNonDisablement {
  const specialDays = calendar.one('ElectricitySpecialDays', (list) =>
    list.many('SpecialDay', SPECIAL_DAYS, (day) => ({
      date: day.one('Date', readDate),
      index: day.index(SPECIAL_DAY),
    })),
  );
  const schedules = calendar.many('ElectricityNonDisablementSchedule', { least: 1, most: 22 }, (schedule) => ({
    script: schedule.oneOf('NonDisablementScript', SCRIPTS),
    specialDays: schedule.one('SpecialDaysApplicability', (list) =>
      list.many('SpecialDayApplicability', SPECIAL_DAYS, (day) => day.integer('SpecialDayID', SPECIAL_DAY)),
    ),
    weekdays: schedule.one('DaysOfWeekApplicability', (list) =>
      list.many(
        'DayOfWeekApplicability',
        { least: 0, most: 7 },
        (day) => WEEKDAYS.indexOf(day.oneOf('DayOfWeekID', WEEKDAYS)) + 1,
      ),
    ),
    ...schedule.one('ScheduleDatesAndTime', (dates) => ({
      at: dates.time('SwitchTime'),
      from: dates.date('StartDate'),
      to: dates.date('EndDate'),
    })),
  }));
  return { fuel: 'electricity', specialDays, schedules };
}

function readGasCalendar(calendar: Fields): GasNonDisablement {
  const days = calendar.one('DayProfiles', (profiles) =>
    profiles.many('GasNonDisablementDayProfile', { least: 1, most: GAS.days }, (day) => ({
      actions: day.many('TimeStartAction', { least: 1, most: 3 }, (action) => ({
        start: action.time('StartTime'),
        action: action.oneOf('NonDisablementAction', SCRIPTS),
      })),
      name: day.integer('GasDayName', { least: 1, most: GAS.days }),
    })),
  );
  const { weeks, seasons } = readWeeksAndSeasons(calendar, GAS, GAS_WORDS);
  const specialDays = calendar.one('SpecialDays', (list) =>
    list.many('SpecialDay', SPECIAL_DAYS, (day) => ({
      date: day.one('Date', readGasDate),
      day: day.integer('ReferencedDayName', { least: 1, most: GAS.days }),
    })),
  );
  return { fuel: 'gas', days, weeks, seasons, specialDays };
}

function readElectricityRecovery(field: Fields): DebtRecovery {
  return {
    rate: field.integer('DebtRecoveryRate', SHORT),
    scale: field.integer('DebtRecoveryRatePriceScale', SCALE),
    period: field.oneOf('DebtRecoveryRatePeriod', PERIODS),
  };
}

function readGasRecovery(field: Fields): DebtRecovery {
  return { rate: field.integer('DebtRecoveryRate', INT), period: field.oneOf('DebtRecoveryRatePeriod', PERIODS) };
}
