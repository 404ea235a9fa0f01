import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';

export type Fuel = 'electricity' | 'gas';

/** A tariff of up to two rates, in pence: the second one holds from midnight to seven in the morning, of electricity only. */
export interface Rates {
  /** Pence a kWh. */
  readonly day: number;
  readonly night?: number;
  /** Pence a day. */
  readonly standing: number;
}

/** Of electricity prices: hundredths of a penny, as powers of ten of a pound. */
const SCALE = -4;
const HUNDREDTHS_PER_PENNY = 100;
/** Of gas prices (MODEL). */
const MILLIPENCE_PER_PENNY = 1000;
/** Rows of the threshold matrix that every electricity tariff has (SOURCED: DUIS schema). */
const THRESHOLD_ROWS = 8;
/** The first day profile on every day of a week. */
const EVERY_DAY = [1, 1, 1, 1, 1, 1, 1];

/** 1.1.1 Update Import Tariff (Primary Element). */
export function updateTariff(fuel: Fuel, rates: Rates): ServiceRequest {
  const elements =
    fuel === 'gas' ? gasElements([[element('TOUTariffAction', 1)]], EVERY_DAY, []) : electricityTariff(rates);
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [elements, prices(fuel, rates)]);
}

/** 1.2.1 Update Price (Primary Element). */
export function updatePrice(fuel: Fuel, rates: Rates): ServiceRequest {
  return toDevice('1.2.1', 'UpdatePricePrimaryElement', [prices(fuel, rates)]);
}

/** 1.1.2 Update Import Tariff (Secondary Element), which has no standing charge. */
export function updateSecondTariff(rates: Rates): ServiceRequest {
  const parts = [switchingTable([dayOf(rates)], EVERY_DAY), element('SpecialDays', []), secondPrices(rates)];
  return toDevice('1.1.2', 'UpdateImportTariffSecondaryElement', parts);
}

/** 1.2.2 Update Price (Secondary Element). */
export function updateSecondPrice(rates: Rates): ServiceRequest {
  return toDevice('1.2.2', 'UpdatePriceSecondaryElement', [secondPrices(rates)]);
}

function secondPrices({ day, night }: Rates): string {
  const prices = (night === undefined ? [day] : [day, night]).map((pence, index) =>
    element('ElectricityPriceElement', Math.round(pence * HUNDREDTHS_PER_PENNY), { index: String(index + 1) }),
  );
  return element('PriceElements', [element('PriceScale', SCALE), ...prices]);
}

/** A tariff that switches to a register that has no price. */
export function unpricedTariff(rates: Rates): ServiceRequest {
  const tariff = electricityTariff(rates).replace('<TOUTariffAction>1<', '<TOUTariffAction>9<');
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [tariff, prices('electricity', rates)]);
}

/** A tariff whose prices begin with the second register, though it switches to the first as well. */
export function tariffWithoutFirstPrice(rates: Rates): ServiceRequest {
  const later = prices('electricity', rates).replace(/(<TOUPrice[^>]*index=")1"/, '$13"');
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [electricityTariff(rates), later]);
}

/** A tariff of one matrix that counts blocks, for electricity. @param pence a kWh of each block @param limit Wh of the first */
export function blockTariff(pence: readonly number[], limit: number): ServiceRequest {
  const tariff = electricityTariff({ day: 0, standing: 0 })
    .replace('<TOUTariffAction>1</TOUTariffAction>', '<BlockTariffAction>1</BlockTariffAction>')
    .replace('<BlockThreshold index="1">0<', `<BlockThreshold index="1">${String(limit)}<`);
  const blocks = pence.map((each, index) =>
    element('BlockPrice', Math.round(each * HUNDREDTHS_PER_PENNY), { index: String(index + 1) }),
  );
  const priced = element('PriceElements', [
    element('ElectricityPriceElements', [
      element('StandingCharge', 0),
      element('StandingChargeScale', SCALE),
      element('PriceScale', SCALE),
      element('BlockTariff', [element('BlockPrices', blocks, { index: '1' })]),
    ]),
  ]);
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [tariff, priced]);
}

function electricityTariff(rates: Rates): string {
  return electricityElements([dayOf(rates)], EVERY_DAY, []);
}

/** What a day profile of electricity holds: one rate, or another one at night. */
function dayOf({ night }: Pick<Rates, 'night'>): string[] {
  return night === undefined ? [schedule('00:00:00', 1)] : [schedule('00:00:00', 2), schedule('07:00:00', 1)];
}

/**
 * The switching of an electricity tariff.
 * @param days what the day profiles hold, which are named from 1
 * @param week names of the profiles, from Monday
 * @param specialDays days with a profile of their own
 */
export function electricityElements(
  days: readonly (readonly string[])[],
  week: readonly number[],
  specialDays: readonly string[],
): string {
  return element('ElecTariffElements', [
    element('CurrencyUnits', 'GBP'),
    switchingTable(days, week),
    element('SpecialDays', specialDays),
    element(
      'ThresholdMatrix',
      numbers(THRESHOLD_ROWS).map((row) =>
        element('Thresholds', [element('BlockThreshold', 0, { index: '1' })], { index: String(row) }),
      ),
    ),
  ]);
}

/** Which day profile of electricity holds when: the same week all year. */
function switchingTable(days: readonly (readonly string[])[], week: readonly number[]): string {
  return element('SwitchingTable', [
    dayProfiles(days),
    weekProfiles(week),
    element('Seasons', [
      element('Season', [
        element('SeasonName', 'year'),
        element('SeasonStartDate', [
          element('Year', [element('NonSpecifiedYear', [])]),
          element('Month', [element('SpecifiedMonth', 1)]),
          element('DayOfMonth', [element('SpecifiedDayOfMonth', 1)]),
          element('DayOfWeek', [element('NonSpecifiedDayOfWeek', [])]),
        ]),
        element('ReferencedWeekName', 1),
      ]),
    ]),
  ]);
}

function schedule(start: string, register: number): string {
  return element('ProfileSchedule', [element('StartTime', start), element('TOUTariffAction', register)]);
}

/** The switching of a gas tariff; its parameters are those of `electricityElements`. */
export function gasElements(
  days: readonly (readonly string[])[],
  week: readonly number[],
  specialDays: readonly string[],
): string {
  return element('GasTariffElements', [
    element('SwitchingTable', [
      dayProfiles(days),
      weekProfiles(week),
      element('Seasons', [
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
    ]),
    element('SpecialDays', specialDays),
    element('ThresholdMatrix', [element('BlockThreshold', 0, { index: '1' })]),
  ]);
}

function prices(fuel: Fuel, { day, night, standing }: Rates): string {
  return pricesOf(fuel, fuel === 'gas' || night === undefined ? [day] : [day, night], standing);
}

/** Prices by register, and the standing charge. @param rates pence a kWh @param standing pence a day */
export function pricesOf(fuel: Fuel, rates: readonly number[], standing: number): string {
  const perPenny = fuel === 'gas' ? MILLIPENCE_PER_PENNY : HUNDREDTHS_PER_PENNY;
  const registers = rates.map((pence, index) =>
    element('TOUPrice', Math.round(pence * perPenny), { index: String(index + 1) }),
  );
  const charge = element('StandingCharge', Math.round(standing * perPenny));
  const tou = element('TOUTariff', registers);
  if (fuel === 'gas') {
    return element('PriceElements', [element('GasPriceElements', [element('CurrencyUnits', 'GBP'), charge, tou])]);
  }
  return element('PriceElements', [
    element('ElectricityPriceElements', [
      charge,
      element('StandingChargeScale', SCALE),
      element('PriceScale', SCALE),
      tou,
    ]),
  ]);
}

function dayProfiles(days: readonly (readonly string[])[]): string {
  return element(
    'DayProfiles',
    days.map((day, index) => element('DayProfile', [element('DayName', index + 1), ...day])),
  );
}

function weekProfiles(week: readonly number[]): string {
  const days = week.map((name, index) => element('ReferencedDayName', name, { index: String(index + 1) }));
  return element('WeekProfiles', [element('WeekProfile', [element('WeekName', 1), ...days])]);
}

function numbers(most: number): number[] {
  return Array.from({ length: most }, (_none, index) => index + 1);
}
