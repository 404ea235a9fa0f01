import type {
  DebtRecovery,
  ElectricityNonDisablement,
  GasNonDisablement,
  PaymentSettings,
} from '../../domain/meter/payment';
import type { PrepaymentValues, Readings } from '../../domain/meter/readings';
import { electricityDate, gasDate, seasons, specialDays, weekProfiles } from './calendar';
import { group, marked, value } from './elements';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 4.18 */
export function balancePayload({ fuel, balance }: Readings['balance']): string {
  if (fuel === 'electricity') return value('MeterBalance', balance);
  return value('MeterBalance', balance) + group('Gas', value('MeterBalancePrepaymentMode', balance));
}

/** 4.3 */
export function prepaymentValuesPayload(values: PrepaymentValues): string {
  return [
    value('EmergencyCreditBalance', values.emergencyCredit),
    value('AccumulatedDebtRegister', values.accumulatedDebt),
    value('PaymentDebtRegister', values.paymentDebt),
    value('TimeDebtRegister1', values.timeDebt1),
    value('TimeDebtRegister2', values.timeDebt2),
    value('MeterBalance', values.balance),
  ].join('');
}

/** 6.2.9 */
export function paymentModePayload({ mode, suspendDebtEmergency, suspendDebtDisabled }: PaymentSettings): string {
  return [
    value('PaymentMode', mode),
    value('SuspendDebtEmergency', suspendDebtEmergency),
    value('SuspendDebtDisabled', suspendDebtDisabled),
  ].join('');
}

/** 4.13 */
export function prepaymentConfigurationPayload(reading: Readings['prepayment-configuration']): string {
  const { settings, configuration, debt } = reading;
  const { nonDisablement } = configuration;
  const recovery = recoveries(debt.recovery1, debt.recovery2);
  return [
    value('DebtRecoveryPerPayment', debt.perPayment),
    value('DebtRecoveryRateCap', configuration.debtRecoveryRateCap),
    value('DisablementThreshold', settings.disablementThreshold),
    value('EmergencyCreditLimit', configuration.emergencyCreditLimit),
    value('EmergencyCreditThreshold', configuration.emergencyCreditThreshold),
    value('LowCreditThreshold', configuration.lowCreditThreshold),
    value('CreditMaxCreditThreshold', configuration.maxCreditThreshold),
    value('MaxCreditMaxMeterBalance', configuration.maxMeterBalance),
    value('SuspendDebtDisabled', settings.suspendDebtDisabled),
    value('SuspendDebtEmergency', settings.suspendDebtEmergency),
    nonDisablement.fuel === 'electricity'
      ? group('Electricity', value('PaymentMode', settings.mode), electricityCalendar(nonDisablement), recovery)
      : group('Gas', gasCalendar(nonDisablement), recovery),
  ].join('');
}

function electricityCalendar({ specialDays: days, schedules }: ElectricityNonDisablement): string {
  return group(
    'NonDisablementCalendar',
    group(
      'ElectricitySpecialDays',
      ...days.map(({ index, date }) => marked('SpecialDay', { index }, electricityDate(undefined, date))),
    ),
    ...schedules.map((schedule) =>
      group(
        'ElectricityNonDisablementSchedule',
        value('NonDisablementScript', schedule.script),
        group(
          'SpecialDaysApplicability',
          ...schedule.specialDays.map((day) => group('SpecialDayApplicability', value('SpecialDayID', day))),
        ),
        group(
          'DaysOfWeekApplicability',
          ...schedule.weekdays.map((day) => group('DayOfWeekApplicability', value('DayOfWeekID', WEEKDAYS[day - 1]))),
        ),
        group(
          'ScheduleDatesAndTime',
          value('SwitchTime', schedule.at),
          value('StartDate', schedule.from),
          value('EndDate', schedule.to),
        ),
      ),
    ),
  );
}

function gasCalendar(calendar: GasNonDisablement): string {
  const days = calendar.days.map(({ name, actions }) =>
    group(
      'GasNonDisablementDayProfile',
      ...actions.map(({ start, action }, index) =>
        marked(
          'TimeStartAction',
          { index: index + 1 },
          value('StartTime', start) + value('NonDisablementAction', action),
        ),
      ),
      value('GasDayName', name),
    ),
  );
  return group(
    'NonDisablementCalendar',
    group('DayProfiles', ...days),
    weekProfiles(calendar, 'ReferencedDayName'),
    seasons('SeasonProfiles', calendar, gasDate),
    specialDays('SpecialDays', calendar, gasDate, 'ReferencedDayName'),
  );
}

function recoveries(...pair: readonly DebtRecovery[]): string {
  return pair
    .map(({ rate, scale, period }, index) =>
      group(
        `DebtRecovery${index + 1}`,
        value('DebtRecoveryRate', rate),
        value('DebtRecoveryRatePriceScale', scale),
        value('DebtRecoveryRatePeriod', period),
      ),
    )
    .join('');
}
