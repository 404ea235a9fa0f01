import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';
import { electricityElements, gasElements, pricesOf, type Fuel } from './tariff';

/** Prices in pence a kWh of working days, of weekends and of one special day (YYYY-MM-DD), and the charge of a day. */
export interface DayRates {
  readonly weekday: number;
  readonly weekend: number;
  readonly special: number;
  readonly date: string;
  readonly standing: number;
}

/** Names of the day profiles, which are the numbers of their registers too. */
const PROFILES = { weekday: 1, weekend: 2, special: 3 } as const;
const { weekday, weekend } = PROFILES;
/** The profiles of a week, from Monday. */
const WEEK: readonly number[] = [weekday, weekday, weekday, weekday, weekday, weekend, weekend];

/** 1.1.1 with a price for working days, one for weekends and one for a special day. */
export function dayTariff(fuel: Fuel, rates: DayRates): ServiceRequest {
  const registers = Object.values(PROFILES);
  const elements =
    fuel === 'gas'
      ? gasElements(
          registers.map((register) => [element('TOUTariffAction', register)]),
          WEEK,
          [specialDay(gasDate(rates.date))],
        )
      : electricityElements(
          registers.map((register) => [
            element('ProfileSchedule', [element('StartTime', '00:00:00'), element('TOUTariffAction', register)]),
          ]),
          WEEK,
          [specialDay(electricityDate(rates.date))],
        );
  const prices = pricesOf(fuel, [rates.weekday, rates.weekend, rates.special], rates.standing);
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [elements, prices]);
}

function specialDay(date: readonly string[]): string {
  return element('SpecialDay', [element('Date', date), element('ReferencedDayName', PROFILES.special)]);
}

function electricityDate(date: string): string[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [
    element('Year', [element('SpecifiedYear', year)]),
    element('Month', [element('SpecifiedMonth', month)]),
    element('DayOfMonth', [element('SpecifiedDayOfMonth', day)]),
    element('DayOfWeek', [element('NonSpecifiedDayOfWeek', [])]),
  ];
}

function gasDate(date: string): string[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [
    element('GasYearWithWildcards', [element('SpecifiedYear', year)]),
    element('GasMonthWithWildcards', [element('SpecifiedMonth', month)]),
    element('GasDayOfMonthWithWildcards', [element('SpecifiedDayOfMonth', day)]),
    element('GasDayOfWeekWithWildcards', [element('NonSpecifiedDayOfWeek', [])]),
  ];
}
