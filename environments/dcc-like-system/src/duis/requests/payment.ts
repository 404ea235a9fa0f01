import type {
  Debt,
  DebtRecovery,
  ElectricityNonDisablement,
  GasNonDisablement,
  PaymentMode,
  PaymentSettings,
  PrepaymentConfiguration,
} from '../../domain/meter/payment';
import { readDate, readGasDate, readWeeksAndSeasons, type CalendarWords } from './calendar';
import type { Fields } from './fields';

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

const GAS_WORDS: CalendarWords = { seasons: 'SeasonProfiles', date: readGasDate, named: false };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const PERIODS = ['HOURLY', 'DAILY'] as const;
const SCRIPTS = ['START', 'STOP'] as const;

export function readBalance(body: Fields): PaymentBody {
  const of = (mode: PaymentMode) => (field: Fields) => ({
    kind: 'balance' as const,
    mode,
    ...field.choice<{ adjust?: number }>({
      AdjustMeterBalance: (amount) => ({ adjust: amount.ownNumber() }),
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
      disablementThreshold: field.number('DisablementThreshold'),
    }),
  });
  return { kind: 'payment-mode', settings };
}

export function readTopUp(body: Fields): PaymentBody {
  return { kind: 'top-up', utrn: body.text('UTRN') };
}

export function readPrepaymentConfiguration(body: Fields): PaymentBody {
  const configuration = body.choice<PrepaymentConfiguration>({
    UpdatePrepayConfigElectricity: (field) =>
      readLimits(field, (limits) => limits.one('ElectricityNonDisablementCalendar', readElectricityCalendar)),
    UpdatePrepayConfigGas: (field) =>
      readLimits(field, (limits) => limits.one('GasNonDisablementCalendar', readGasCalendar)),
  });
  return { kind: 'prepayment-configuration', configuration };
}

export function readDebt(body: Fields): PaymentBody {
  const registers = {
    timeDebt1: body.number('TimeDebtRegister1'),
    timeDebt2: body.number('TimeDebtRegister2'),
    paymentDebt: body.number('PaymentDebtRegister'),
    perPayment: body.number('DebtRecoveryPerPayment'),
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
  readCalendar: (field: Fields) => PrepaymentConfiguration['nonDisablement'],
): PrepaymentConfiguration {
  return {
    debtRecoveryRateCap: field.number('DebtRecoveryRateCap'),
    emergencyCreditLimit: field.number('EmergencyCreditLimit'),
    emergencyCreditThreshold: field.number('EmergencyCreditThreshold'),
    lowCreditThreshold: field.number('LowCreditThreshold'),
    nonDisablement: readCalendar(field),
    maxMeterBalance: field.number('MaxMeterBalance'),
    maxCreditThreshold: field.number('MaxCreditThreshold'),
  };
}

function readElectricityCalendar(calendar: Fields): ElectricityNonDisablement {
  const specialDays = calendar.one('ElectricitySpecialDays', (list) =>
    list.many('SpecialDay', (day) => ({
      date: day.one('Date', readDate),
      index: day.index(),
    })),
  );
  const schedules = calendar.many('ElectricityNonDisablementSchedule', (schedule) => ({
    script: schedule.oneOf('NonDisablementScript', SCRIPTS),
    specialDays: schedule.one('SpecialDaysApplicability', (list) =>
      list.many('SpecialDayApplicability', (day) => day.number('SpecialDayID')),
    ),
    weekdays: schedule.one('DaysOfWeekApplicability', (list) =>
      list.many('DayOfWeekApplicability', (day) => WEEKDAYS.indexOf(day.oneOf('DayOfWeekID', WEEKDAYS)) + 1),
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
    profiles.many('GasNonDisablementDayProfile', (day) => ({
      actions: day.many('TimeStartAction', (action) => ({
        start: action.time('StartTime'),
        action: action.oneOf('NonDisablementAction', SCRIPTS),
      })),
      name: day.number('GasDayName'),
    })),
  );
  const { weeks, seasons } = readWeeksAndSeasons(calendar, GAS_WORDS);
  const specialDays = calendar.one('SpecialDays', (list) =>
    list.many('SpecialDay', (day) => ({
      date: day.one('Date', readGasDate),
      day: day.number('ReferencedDayName'),
    })),
  );
  return { fuel: 'gas', days, weeks, seasons, specialDays };
}

function readElectricityRecovery(field: Fields): DebtRecovery {
  return {
    rate: field.number('DebtRecoveryRate'),
    scale: field.number('DebtRecoveryRatePriceScale'),
    period: field.oneOf('DebtRecoveryRatePeriod', PERIODS),
  };
}

function readGasRecovery(field: Fields): DebtRecovery {
  return { rate: field.number('DebtRecoveryRate'), period: field.oneOf('DebtRecoveryRatePeriod', PERIODS) };
}
