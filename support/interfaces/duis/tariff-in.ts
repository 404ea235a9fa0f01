import type { Counting, Prices, SwitchingTable, Tariff, TariffDay } from '../../models/meter/tariff';
import type { XmlReader } from '../xml';
import { dayCalendarIn, indexOf, numberedIn } from './calendar-in';

/** Tariffs and prices, read from requests that the suite has written. */

const CURRENCIES = ['GBP', 'ECB'] as const;

/** A whole tariff (1.1.1). */
export function tariffIn(body: XmlReader): Tariff {
  const electricity = body.maybe('ElecTariffElements');
  const elements = electricity ?? body.one('GasTariffElements');
  const matrix = elements.one('ThresholdMatrix');
  const currency = electricity?.choiceOf('CurrencyUnits', CURRENCIES);
  return {
    table: tableIn(elements),
    thresholds:
      electricity === undefined
        ? [{ index: 1, values: numberedIn(matrix, 'BlockThreshold') }]
        : matrix.all('Thresholds').map((row) => ({ index: indexOf(row), values: numberedIn(row, 'BlockThreshold') })),
    prices: { ...pricesIn(body), ...(currency === undefined ? {} : { currency }) },
  };
}

/** The tariff of a second element (1.1.2), which counts in no blocks. */
export function secondTariffIn(body: XmlReader): Tariff {
  return { table: tableIn(body), thresholds: [], prices: secondPricesIn(body) };
}

/** Its prices alone (1.2.2). */
export function secondPricesIn(body: XmlReader): Prices {
  const elements = body.one('PriceElements');
  return {
    currency: 'GBP',
    standingCharge: 0,
    priceScale: Number(elements.textOf('PriceScale')),
    registers: numberedIn(elements, 'ElectricityPriceElement'),
    blocks: [],
  };
}

/** What a request says of prices, of either fuel (1.1.1, 1.2.1); without a currency they are in pounds. */
export function pricesIn(body: XmlReader): Prices {
  const [of = body] = body.one('PriceElements').all();
  const number = <K extends string>(name: string, as: K): Partial<Record<K, number>> => {
    const found = of.maybe(name);
    return found === undefined ? {} : ({ [as]: Number(found.text) } as Partial<Record<K, number>>);
  };
  const [tariff = of] = ['BlockTariff', 'TOUTariff', 'HybridTariff'].flatMap((name) => of.maybe(name) ?? []);
  const rows = tariff.all('BlockPrices').map((row) => ({ index: indexOf(row), prices: numberedIn(row, 'BlockPrice') }));
  const ofGas = numberedIn(tariff, 'BlockPrice');
  return {
    currency: of.maybe('CurrencyUnits') === undefined ? 'GBP' : of.choiceOf('CurrencyUnits', CURRENCIES),
    standingCharge: Number(of.textOf('StandingCharge')),
    ...number('StandingChargeScale', 'standingChargeScale'),
    ...number('PriceScale', 'priceScale'),
    registers: numberedIn(tariff, 'TOUPrice'),
    blocks: ofGas.length === 0 ? rows : [{ index: 1, prices: ofGas }],
  };
}

function tableIn(elements: XmlReader): SwitchingTable {
  const table = elements.one('SwitchingTable');
  return {
    days: table.one('DayProfiles').all('DayProfile').map(dayIn),
    ...dayCalendarIn(table, 'Seasons', elements.one('SpecialDays')),
  };
}

/** A day of electricity has its switches, one of gas what counts all day. */
function dayIn(day: XmlReader): TariffDay {
  const schedules = day.all('ProfileSchedule');
  const name = Number(day.textOf('DayName'));
  if (schedules.length === 0) return { name, switches: [{ start: '00:00:00', counts: countingIn(day) }] };
  return {
    name,
    switches: schedules.map((schedule) => ({ start: schedule.textOf('StartTime'), counts: countingIn(schedule) })),
  };
}

function countingIn(action: XmlReader): Counting {
  const register = action.maybe('TOUTariffAction');
  if (register !== undefined) return { register: Number(register.text) };
  const matrix = action.maybe('BlockTariffAction');
  return { matrix: matrix === undefined ? 1 : Number(matrix.text) };
}
