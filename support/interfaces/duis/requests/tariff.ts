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
const WEEKDAYS = 7;

/** 1.1.1 Update Import Tariff (Primary Element). */
export function updateTariff(fuel: Fuel, rates: Rates): ServiceRequest {
  const elements = fuel === 'gas' ? gasTariff() : electricityTariff(rates);
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [elements, prices(fuel, rates)]);
}

/** 1.2.1 Update Price (Primary Element). */
export function updatePrice(fuel: Fuel, rates: Rates): ServiceRequest {
  return toDevice('1.2.1', 'UpdatePricePrimaryElement', [prices(fuel, rates)]);
}

/** A tariff that switches to a register that has no price. */
export function unpricedTariff(rates: Rates): ServiceRequest {
  const tariff = electricityTariff(rates).replace('<TOUTariffAction>1<', '<TOUTariffAction>9<');
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [tariff, prices('electricity', rates)]);
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

function electricityTariff({ night }: Rates): string {
  const day = night === undefined ? [schedule('00:00:00', 1)] : [schedule('00:00:00', 2), schedule('07:00:00', 1)];
  return element('ElecTariffElements', [
    element('CurrencyUnits', 'GBP'),
    element('SwitchingTable', [
      element('DayProfiles', [element('DayProfile', [element('DayName', 1), ...day])]),
      element('WeekProfiles', [element('WeekProfile', [element('WeekName', 1), ...everyDay()])]),
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
    ]),
    element('SpecialDays', []),
    element(
      'ThresholdMatrix',
      numbers(THRESHOLD_ROWS).map((row) =>
        element('Thresholds', [element('BlockThreshold', 0, { index: '1' })], { index: String(row) }),
      ),
    ),
  ]);
}

function schedule(start: string, register: number): string {
  return element('ProfileSchedule', [element('StartTime', start), element('TOUTariffAction', register)]);
}

function gasTariff(): string {
  return element('GasTariffElements', [
    element('SwitchingTable', [
      element('DayProfiles', [element('DayProfile', [element('DayName', 1), element('TOUTariffAction', 1)])]),
      element('WeekProfiles', [element('WeekProfile', [element('WeekName', 1), ...everyDay()])]),
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
    element('SpecialDays', []),
    element('ThresholdMatrix', [element('BlockThreshold', 0, { index: '1' })]),
  ]);
}

function prices(fuel: Fuel, { day, night, standing }: Rates): string {
  if (fuel === 'gas') {
    const price = element('TOUPrice', Math.round(day * MILLIPENCE_PER_PENNY), { index: '1' });
    return element('PriceElements', [
      element('GasPriceElements', [
        element('CurrencyUnits', 'GBP'),
        element('StandingCharge', Math.round(standing * MILLIPENCE_PER_PENNY)),
        element('TOUTariff', [price]),
      ]),
    ]);
  }
  const registers = (night === undefined ? [day] : [day, night]).map((pence, index) =>
    element('TOUPrice', Math.round(pence * HUNDREDTHS_PER_PENNY), { index: String(index + 1) }),
  );
  return element('PriceElements', [
    element('ElectricityPriceElements', [
      element('StandingCharge', Math.round(standing * HUNDREDTHS_PER_PENNY)),
      element('StandingChargeScale', SCALE),
      element('PriceScale', SCALE),
      element('TOUTariff', registers),
    ]),
  ]);
}

function everyDay(): string[] {
  return numbers(WEEKDAYS).map((day) => element('ReferencedDayName', 1, { index: String(day) }));
}

function numbers(most: number): number[] {
  return Array.from({ length: most }, (_none, index) => index + 1);
}
