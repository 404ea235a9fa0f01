import type { MeterChange } from '../../models/meter/changes';
import { NOTHING_SUSPENDED, type Billing, type Recovery } from '../../models/meter/state';
import type { BillingPeriod } from '../../models/calendar/billing-days';
import { XmlReader } from '../xml';
import { quietCalendarIn } from './calendar-in';
import type { ServiceRequest } from './request';
import { pricesIn, secondPricesIn, secondTariffIn, tariffIn } from './tariff-in';

/** What service requests change in a meter, read from requests that the suite has written. */

const MILLIPENCE_PER_PENNY = 1000;
/** Digits of a UTRN that say the amount in pence. */
const UTRN_PENCE = 6;

/** Reads the change from the element of a body; `fuel` is the element of its fuel where there is one for each. */
type Reader = (body: XmlReader) => MeterChange;

const other: Reader = () => ({ what: 'other' });

const READERS: Readonly<Record<string, Reader>> = {
  '1.1.1': (body) => ({ what: 'tariff', tariff: tariffIn(body) }),
  '1.1.2': (body) => ({ what: 'second-tariff', tariff: secondTariffIn(body) }),
  '1.2.1': (body) => ({ what: 'prices', prices: pricesIn(body) }),
  '1.2.2': (body) => ({ what: 'second-prices', prices: secondPricesIn(body) }),
  '1.5': (body) => {
    const [change] = body.all()[0]?.all() ?? [];
    return change?.name === 'AdjustMeterBalance' ? { what: 'balance', by: Number(change.text) } : { what: 'balance' };
  },
  '1.6': (body) => {
    const settings = body.maybe('Prepayment');
    if (settings === undefined) return { what: 'mode', payment: { ...NOTHING_SUSPENDED, mode: 'Credit' } };
    const payment = {
      mode: 'Prepayment',
      suspendDebtDisabled: settings.textOf('SuspendDebtDisabled') === 'true',
      suspendDebtEmergency: settings.textOf('SuspendDebtEmergency') === 'true',
      disablementThreshold: Number(settings.textOf('DisablementThreshold')),
    } as const;
    return { what: 'mode', payment };
  },
  '1.7': () => ({ what: 'reset', of: 'blocks' }),
  '2.1': (body) => {
    const [configuration = body] = body.all();
    const amount = (name: string): number => Number(configuration.textOf(name));
    const limits = {
      emergencyCredit: amount('EmergencyCreditLimit'),
      emergencyThreshold: amount('EmergencyCreditThreshold'),
      lowCredit: amount('LowCreditThreshold'),
      mostBalance: amount('MaxMeterBalance'),
      mostCredit: amount('MaxCreditThreshold'),
      rateCap: amount('DebtRecoveryRateCap'),
      quiet: quietCalendarIn(configuration),
    };
    return { what: 'prepayment', limits };
  },
  '2.2': (body) => {
    const pence = Number(body.textOf('UTRN').slice(0, UTRN_PENCE));
    return { what: 'top-up', amount: pence * MILLIPENCE_PER_PENNY };
  },
  '2.3': (body) => {
    const amount = (name: string): number => Number(body.textOf(name));
    const debt = {
      timeDebt1: amount('TimeDebtRegister1'),
      timeDebt2: amount('TimeDebtRegister2'),
      paymentDebt: amount('PaymentDebtRegister'),
      perPayment: amount('DebtRecoveryPerPayment'),
      recovery1: recoveryIn(body, 'DebtRecovery1'),
      recovery2: recoveryIn(body, 'DebtRecovery2'),
    };
    return { what: 'debt', debt };
  },
  '2.5': () => ({ what: 'emergency-credit' }),
  '3.1': other,
  '3.2': other,
  '3.3': () => ({ what: 'reset', of: 'events' }),
  '3.4': other,
  '3.5': other,
  '6.4.1': (body) => {
    const limit = {
      watts: Number(body.textOf('LoadLimitPowerThreshold')),
      restoration: Number(body.textOf('LoadLimitRestorationPeriod')),
      disables: body.textOf('LoadLimitSupplyState') === 'Disable',
    };
    return { what: 'load-limit', limit };
  },
  '6.4.2': () => ({ what: 'reset', of: 'load-limit' }),
  '6.5': (body) => {
    const limits = body.one('SinglePhaseVoltageSettings');
    const tenths = (which: string): number => Number(limits.textOf(`AverageRMS${which}VoltageThreshold`));
    const rms = body.one('RMSVoltageSettings').all();
    return {
      what: 'voltage',
      over: tenths('Over'),
      under: tenths('Under'),
      rms: Object.fromEntries(rms.map(({ name, text }) => [name, Number(text)])),
    };
  },
  '6.6': (body) => {
    const number = (name: string): number => Number(body.textOf(name));
    return { what: 'gas', gas: { calorificValue: number('CalorificValue'), factor: number('ConversionFactor') } };
  },
  '6.7': (body) => {
    const locks = (name: string): boolean => body.textOf(name) === 'Locked';
    const flow = {
      rate: Number(body.textOf('UncontrolledGasFlowRateDecimal')),
      stabilisation: Number(body.textOf('StabilisationPeriod')),
      measurement: Number(body.textOf('MeasurementPeriod')),
      locksWhenDepleted: locks('SupplyDepletionState'),
    };
    return { what: 'gas-flow', flow, locksWhenTampered: locks('SupplyTamperState') };
  },
  '6.8': (body) => ({ what: 'billing', billing: billingIn(body) }),
  '6.11': other,
  '6.12': (body) => {
    const watts = (name: string): number => Number(body.textOf(`${name}PowerThreshold`));
    return { what: 'thresholds', thresholds: { lowMedium: watts('LowMedium'), mediumHigh: watts('MediumHigh') } };
  },
  '6.18.1': (body) => {
    const period = body.one('MaximumDemandTimePeriodSchedule');
    return { what: 'demand-period', period: { from: period.textOf('StartTime'), to: period.textOf('EndTime') } };
  },
  '6.18.2': () => ({ what: 'reset', of: 'demand' }),
  '6.20.1': other,
  '6.20.2': other,
  '6.22': (body) => {
    const [group = body] = body.all();
    const [settings = group] = group.name === 'GasSupplierAlerts' ? [group] : group.all();
    const switched = settings.all().map(({ name, text }) => [name.slice(1), text === 'Enable'] as const);
    const of = group.name.includes('NetworkOperator') ? 'NetworkOperator' : 'Supplier';
    return { what: 'alerts', of, switched: Object.fromEntries(switched) };
  },
  '6.25': (body) => ({ what: 'tamper-state', locks: body.textOf('SupplyTamperState') === 'Locked' }),
  '6.26': (body) => ({
    what: 'daily-block-reset',
    daily: body.textOf('DailyTariffBlockCounterMatrixReset') === 'true',
  }),
  '6.27': () => ({ what: 'reset', of: 'voltage' }),
  '7.1': () => ({ what: 'supply', supply: 'Enabled' }),
  '7.2': () => ({ what: 'supply', supply: 'Disabled' }),
  '7.3': () => ({ what: 'supply', supply: 'Armed' }),
  '8.1.1': other,
  '9.1': other,
  '14.1': () => ({ what: 'recording' }),
};

/** What a request changes in the meter that carries it out; undefined for one that leaves it as it is. */
export function changeIn({ variant, body }: ServiceRequest): MeterChange | undefined {
  return READERS[variant]?.(XmlReader.ofRoot(body));
}

const BILLING_PERIODS: readonly BillingPeriod[] = ['Daily', 'Weekly', 'Monthly', 'Quarterly', 'SixMonthly', 'Yearly'];

/** When a billing period ends: a week or a month of electricity has a day, what is longer a day and a month. */
function billingIn(body: XmlReader): Billing {
  const electricity = body.maybe('ElectricityBillingCalendar');
  if (electricity === undefined) {
    const gas = body.one('GasBillingCalendar');
    const start = gas.textOf('BillingPeriodStart');
    const period = gas.choiceOf('Periodicity', BILLING_PERIODS);
    return { fuel: 'gas', period, at: start.slice(11, 19), start: start.slice(0, 10) };
  }
  const [, named = electricity] = electricity.all();
  const period = BILLING_PERIODS.find((one) => one === named.name) ?? 'Daily';
  const of = (part: string): number => Number(named.maybe(part)?.text ?? named.text);
  return {
    fuel: 'electricity',
    period,
    at: electricity.textOf('BillingTime'),
    day: of('DayOfMonth'),
    month: of('BillingPeriodStartMonth'),
  };
}

function recoveryIn(body: XmlReader, name: string): Recovery {
  const of = body.maybe(`Elec${name}`) ?? body.one(`Gas${name}`);
  const scale = of.maybe('DebtRecoveryRatePriceScale');
  return {
    rate: Number(of.textOf('DebtRecoveryRate')),
    ...(scale === undefined ? {} : { scale: Number(scale.text) }),
    period: of.choiceOf('DebtRecoveryRatePeriod', ['HOURLY', 'DAILY']),
  };
}
