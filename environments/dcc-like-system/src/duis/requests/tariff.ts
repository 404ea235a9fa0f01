import type { Fuel, Indexed, Prices, SwitchingTable, Tariff, TariffDay } from '../../domain/meter/tariff';
import { readDate, readGasDate, readSpecialDays, readWeeksAndSeasons, type CalendarWords } from './calendar';
import type { Fields } from './fields';

/** 1.1.1 and 1.1.2: a whole tariff, whose prices can be of the other fuel. 1.2.1 and 1.2.2: prices alone. */
export type TariffBody =
  | { readonly kind: 'tariff'; readonly fuel: Fuel; readonly priceFuel: Fuel; readonly tariff: Tariff }
  | { readonly kind: 'prices'; readonly fuel: Fuel; readonly prices: Prices };

const ELECTRICITY_WORDS: CalendarWords = { seasons: 'Seasons', date: readDate, named: true };
const GAS_WORDS: CalendarWords = { seasons: 'Seasons', date: readGasDate, named: false };
const CURRENCIES = ['GBP', 'ECB'] as const;

export function readTariff(body: Fields): TariffBody {
  const elements = body.choice<{ fuel: Fuel; currency?: Prices['currency'] } & Omit<Tariff, 'prices'>>({
    ElecTariffElements: readElectricity,
    GasTariffElements: readGas,
  });
  const { fuel: priceFuel, prices } = readPriceElements(body, elements.currency);
  const { fuel, table, thresholds } = elements;
  return { kind: 'tariff', fuel, priceFuel, tariff: { table, thresholds, prices } };
}

export function readPrices(body: Fields): TariffBody {
  return { kind: 'prices', ...readPriceElements(body) };
}

/** That of a second element, which counts by time of use alone and has no standing charge. */
export function readSecondTariff(body: Fields): TariffBody {
  const table = readSwitchingTable(body);
  const specialDays = readSpecialDays(body, readDate);
  const prices = readSecondElement(body);
  const tariff = { table: { ...table, specialDays }, thresholds: [], prices };
  return { kind: 'tariff', fuel: 'electricity', priceFuel: 'electricity', tariff };
}

export function readSecondPrices(body: Fields): TariffBody {
  return { kind: 'prices', fuel: 'electricity', prices: readSecondElement(body) };
}

function readSecondElement(body: Fields): Prices {
  return body.one('PriceElements', (elements) => ({
    currency: 'GBP',
    standingCharge: 0,
    priceScale: elements.number('PriceScale'),
    tou: elements.many('ElectricityPriceElement', indexed),
    blocks: [],
  }));
}

function readElectricity(elements: Fields): { fuel: Fuel; currency: Prices['currency'] } & Omit<Tariff, 'prices'> {
  const currency = elements.oneOf('CurrencyUnits', CURRENCIES);
  const table = readSwitchingTable(elements);
  const specialDays = readSpecialDays(elements, readDate);
  const thresholds = elements.one('ThresholdMatrix', (matrix) =>
    matrix.many('Thresholds', (row) => ({
      thresholds: row.many('BlockThreshold', indexed),
      index: row.index(),
    })),
  );
  return { fuel: 'electricity', currency, table: { ...table, specialDays }, thresholds };
}

function readSwitchingTable(elements: Fields): Omit<SwitchingTable, 'specialDays'> {
  return elements.one('SwitchingTable', (switching) => ({
    days: switching.one('DayProfiles', (profiles) => profiles.many('DayProfile', electricityDay)),
    ...readWeeksAndSeasons(switching, ELECTRICITY_WORDS),
  }));
}

function electricityDay(day: Fields): TariffDay {
  return {
    name: day.number('DayName'),
    switches: day.many('ProfileSchedule', (schedule) => ({
      start: schedule.time('StartTime'),
      action: schedule.choice<TariffDay['switches'][number]['action']>({
        TOUTariffAction: (field) => ({ tou: field.ownNumber() }),
        BlockTariffAction: (field) => ({ block: field.ownNumber() }),
      }),
    })),
  };
}

function readGas(elements: Fields): { fuel: Fuel } & Omit<Tariff, 'prices'> {
  const table = elements.one('SwitchingTable', (switching) => ({
    days: switching.one('DayProfiles', (profiles) =>
      profiles.many('DayProfile', (day) => ({
        name: day.number('DayName'),
        switches: [
          {
            start: '00:00:00',
            action: day.choice<TariffDay['switches'][number]['action']>({
              TOUTariffAction: (field) => ({ tou: field.ownNumber() }),
              BlockTariff: () => ({ block: 1 }),
            }),
          },
        ],
      })),
    ),
    ...readWeeksAndSeasons(switching, GAS_WORDS),
  }));
  const specialDays = readSpecialDays(elements, readGasDate);
  const thresholds = elements.one('ThresholdMatrix', (matrix) => [
    { index: 1, thresholds: matrix.many('BlockThreshold', indexed) },
  ]);
  return { fuel: 'gas', table: { ...table, specialDays }, thresholds };
}

function readPriceElements(body: Fields, currency: Prices['currency'] = 'GBP'): { fuel: Fuel; prices: Prices } {
  return body.one('PriceElements', (elements) =>
    elements.choice<{ fuel: Fuel; prices: Prices }>({
      ElectricityPriceElements: (prices) => ({
        fuel: 'electricity',
        prices: {
          currency,
          standingCharge: prices.number('StandingCharge'),
          standingChargeScale: prices.number('StandingChargeScale'),
          priceScale: prices.number('PriceScale'),
          ...prices.choice<Pick<Prices, 'tou' | 'blocks'>>({
            BlockTariff: (tariff) => ({ tou: [], blocks: electricityBlocks(tariff) }),
            TOUTariff: (tariff) => ({ tou: electricityTou(tariff), blocks: [] }),
            HybridTariff: (tariff) => ({ blocks: electricityBlocks(tariff), tou: electricityTou(tariff) }),
          }),
        },
      }),
      GasPriceElements: (prices) => ({
        fuel: 'gas',
        prices: {
          currency: prices.oneOf('CurrencyUnits', CURRENCIES),
          standingCharge: prices.number('StandingCharge'),
          ...prices.choice<Pick<Prices, 'tou' | 'blocks'>>({
            BlockTariff: gasBlocks,
            TOUTariff: (tariff) => ({
              tou: tariff.many('TOUPrice', indexed),
              blocks: [],
            }),
          }),
        },
      }),
    }),
  );
}

function electricityTou(tariff: Fields): Indexed[] {
  return tariff.many('TOUPrice', indexed);
}

function electricityBlocks(tariff: Fields): Prices['blocks'] {
  return tariff.many('BlockPrices', (row) => ({
    prices: row.many('BlockPrice', indexed),
    index: row.index(),
  }));
}

function gasBlocks(tariff: Fields): Pick<Prices, 'tou' | 'blocks'> {
  const prices = tariff.many('BlockPrice', indexed);
  tariff.number('NumberOfThresholds');
  return { tou: [], blocks: [{ index: 1, prices }] };
}

function indexed(field: Fields): Indexed {
  return { index: field.index(), value: field.ownNumber() };
}
