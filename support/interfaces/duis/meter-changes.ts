import type { MeterChange } from '../../models/meter/changes';
import type { Recovery } from '../../models/meter/state';
import type { Tariff } from '../../models/meter/tariff';
import { XmlReader } from '../xml';
import type { ServiceRequest } from './request';

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
  '1.2.1': (body) => {
    const { standingCharge, scale, prices } = pricesIn(body);
    return { what: 'prices', prices: { standingCharge, ...scale }, rates: prices };
  },
  '1.2.2': (body) => {
    const { scale, prices } = secondPricesIn(body);
    return { what: 'second-prices', scale, rates: prices };
  },
  '1.5': (body) => {
    const [change] = body.all()[0]?.all() ?? [];
    return change?.name === 'AdjustMeterBalance' ? { what: 'balance', by: Number(change.text) } : { what: 'balance' };
  },
  '1.6': (body) => ({ what: 'mode', mode: body.maybe('Credit') === undefined ? 'Prepayment' : 'Credit' }),
  '1.7': () => ({ what: 'reset', of: 'blocks' }),
  '2.1': (body) => {
    const [configuration = body] = body.all();
    const amount = (name: string): number => Number(configuration.textOf(name));
    const quietFrom = startOfQuiet(configuration);
    const limits = {
      emergencyCredit: amount('EmergencyCreditLimit'),
      emergencyThreshold: amount('EmergencyCreditThreshold'),
      lowCredit: amount('LowCreditThreshold'),
      mostBalance: amount('MaxMeterBalance'),
      mostCredit: amount('MaxCreditThreshold'),
      ...(quietFrom === undefined ? {} : { quietFrom }),
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
  '6.8': (body) => {
    const electricity = body.maybe('ElectricityBillingCalendar');
    if (electricity !== undefined) return { what: 'daily-billing', billing: { at: electricity.textOf('BillingTime') } };
    const start = body.one('GasBillingCalendar').textOf('BillingPeriodStart');
    return { what: 'daily-billing', billing: { at: start.slice(11, 19), from: start.slice(0, 10) } };
  },
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

function tariffIn(body: XmlReader): Tariff {
  const { standingCharge, scale, prices, blocks } = pricesIn(body);
  const elements = body.maybe('ElecTariffElements') ?? body.one('GasTariffElements');
  const profiles = elements.one('SwitchingTable').one('DayProfiles').all('DayProfile');
  const rates = ratesIn(profiles, prices);
  const matrix = elements.one('ThresholdMatrix');
  const rows = matrix.maybe('Thresholds') === undefined ? [matrix] : matrix.all('Thresholds');
  const thresholds = rows.map((row) => row.all('BlockThreshold').map(({ text }) => Number(text)));
  return {
    standingCharge,
    ...scale,
    rates,
    ...(profiles.length > 1 ? { days: dayRatesIn(elements, profiles) } : {}),
    thresholds,
    ...(blocks.length === 0 ? {} : { blocks: { prices: blocks, limits: thresholds[0] ?? [] } }),
  };
}

/** The prices of a tariff with the times of day at which each begins to hold, by the first day profile. */
function ratesIn([day]: readonly XmlReader[], prices: readonly number[]): Tariff['rates'] {
  return prices.map((price, index) => {
    const begins = day?.all('ProfileSchedule').find((one) => one.maybe('TOUTariffAction')?.text === String(index + 1));
    return { from: begins?.textOf('StartTime') ?? '00:00:00', price };
  });
}

function secondTariffIn(body: XmlReader): Tariff {
  const { scale, prices } = secondPricesIn(body);
  const profiles = body.one('SwitchingTable').one('DayProfiles').all('DayProfile');
  return { standingCharge: 0, scale, rates: ratesIn(profiles, prices) };
}

function secondPricesIn(body: XmlReader): { readonly scale: number; readonly prices: readonly number[] } {
  const elements = body.one('PriceElements');
  const prices = elements.all('ElectricityPriceElement').map(({ text }) => Number(text));
  return { scale: Number(elements.textOf('PriceScale')), prices };
}

/** Which register counts on which day, where each profile has one register. */
function dayRatesIn(elements: XmlReader, profiles: readonly XmlReader[]): NonNullable<Tariff['days']> {
  const registers = new Map(
    profiles.map((profile) => {
      const [action = profile] = [profile, ...profile.all('ProfileSchedule')].filter(
        (one) => one.maybe('TOUTariffAction') !== undefined,
      );
      return [profile.textOf('DayName'), Number(action.textOf('TOUTariffAction')) - 1];
    }),
  );
  const registerOf = (of: XmlReader): number => registers.get(of.text) ?? 0;
  const week = elements.one('SwitchingTable').one('WeekProfiles').one('WeekProfile').all('ReferencedDayName');
  const special = elements
    .one('SpecialDays')
    .all('SpecialDay')
    .map((day) => [dateIn(day.one('Date')), registerOf(day.one('ReferencedDayName'))] as const);
  return { week: week.map(registerOf), special: Object.fromEntries(special) };
}

/** YYYY-MM-DD of a date of which nothing is left open. */
function dateIn(date: XmlReader): string {
  const [year = '', month = '', day = ''] = date.all().map((part) => part.all()[0]?.text ?? '');
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** What a request says of prices, of either fuel. */
function pricesIn(body: XmlReader): {
  readonly standingCharge: number;
  readonly scale: { readonly scale?: number };
  readonly prices: readonly number[];
  readonly blocks: readonly number[];
} {
  const [of = body] = body.one('PriceElements').all();
  const scale = of.maybe('PriceScale');
  const prices = of.maybe('TOUTariff')?.all('TOUPrice') ?? [];
  const blocks = of.maybe('BlockTariff')?.one('BlockPrices').all('BlockPrice') ?? [];
  return {
    standingCharge: Number(of.textOf('StandingCharge')),
    scale: scale === undefined ? {} : { scale: Number(scale.text) },
    prices: prices.map(({ text }) => Number(text)),
    blocks: blocks.map(({ text }) => Number(text)),
  };
}

/** The time of day from which the supply is not disabled, in the calendars that the suite writes. */
function startOfQuiet(configuration: XmlReader): string | undefined {
  const schedules = configuration
    .maybe('ElectricityNonDisablementCalendar')
    ?.all('ElectricityNonDisablementSchedule')
    .find((one) => one.textOf('NonDisablementScript') === 'START');
  if (schedules !== undefined) return schedules.one('ScheduleDatesAndTime').textOf('SwitchTime');
  const profile = configuration
    .maybe('GasNonDisablementCalendar')
    ?.one('DayProfiles')
    .one('GasNonDisablementDayProfile');
  return profile
    ?.all('TimeStartAction')
    .find((one) => one.textOf('NonDisablementAction') === 'START')
    ?.textOf('StartTime');
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
