import type { Fuel, Indexed, Prices, Tariff, TariffDay } from '../../domain/meter/tariff';
import {
  readDate,
  readGasDate,
  readSpecialDays,
  readWeeksAndSeasons,
  type CalendarLimits,
  type CalendarWords,
} from './calendar';
import { SCALE, SHORT, UNSIGNED_INT, type Fields, type Range } from './fields';

/** 1.1.1: a whole tariff. 1.2.1: prices alone. */
export type TariffBody =
  | { readonly kind: 'tariff'; readonly fuel: Fuel; readonly tariff: Tariff }
  | { readonly kind: 'prices'; readonly fuel: Fuel; readonly prices: Prices };

/** Numbers of the DUIS schema (SOURCED). */
const ELECTRICITY: CalendarLimits = { days: 16, weeks: 4, seasons: 4, specialDays: 50 };
const GAS: CalendarLimits = { days: 4, weeks: 2, seasons: 3, specialDays: 20 };
const ELECTRICITY_WORDS: CalendarWords = { seasons: 'Seasons', date: readDate, named: true };
const GAS_WORDS: CalendarWords = { seasons: 'Seasons', date: readGasDate, named: false };
const ELECTRICITY_TOU: Range = { least: 1, most: 48 };
const ELECTRICITY_BLOCKS: Range = { least: 1, most: 8 };
const GAS_TOU: Range = { least: 1, most: 4 };
const BLOCKS: Range = { least: 1, most: 4 };
const THRESHOLDS: Range = { least: 1, most: 3 };
const GAS_THRESHOLD: Range = { least: 0, most: 281474976710655 };
const CURRENCIES = ['GBP', 'ECB'] as const;

export function readTariff(body: Fields): TariffBody {
  const elements = body.choice<{ fuel: Fuel; currency?: Prices['currency'] } & Omit<Tariff, 'prices'>>({
    ElecTariffElements: readElectricity,
    GasTariffElements: readGas,
  });
  const { fuel, prices } = readPriceElements(body, elements.currency);
  if (fuel !== elements.fuel) body.fail('mixes a tariff of one fuel with prices of the other');
  const { table, thresholds } = elements;
  return { kind: 'tariff', fuel, tariff: { table, thresholds, prices } };
}

export function readPrices(body: Fields): TariffBody {
  return { kind: 'prices', ...readPriceElements(body) };
}

function readElectricity(elements: Fields): { fuel: Fuel; currency: Prices['currency'] } & Omit<Tariff, 'prices'> {
  const currency = elements.oneOf('CurrencyUnits', CURRENCIES);
  const table = elements.one('SwitchingTable', (switching) => ({
    days: switching.one('DayProfiles', (profiles) =>
      profiles.many('DayProfile', { least: 1, most: ELECTRICITY.days }, electricityDay),
    ),
    ...readWeeksAndSeasons(switching, ELECTRICITY, ELECTRICITY_WORDS),
  }));
  const specialDays = readSpecialDays(elements, ELECTRICITY, readDate);
  const thresholds = elements.one('ThresholdMatrix', (matrix) =>
    matrix.many('Thresholds', { least: 8, most: 8 }, (row) => ({
      thresholds: row.many('BlockThreshold', THRESHOLDS, indexed(THRESHOLDS, UNSIGNED_INT)),
      index: row.index(ELECTRICITY_BLOCKS),
    })),
  );
  return { fuel: 'electricity', currency, table: { ...table, specialDays }, thresholds };
}

function electricityDay(day: Fields): TariffDay {
  return {
    name: day.integer('DayName', { least: 1, most: ELECTRICITY.days }),
    switches: day.many('ProfileSchedule', { least: 1, most: 48 }, (schedule) => ({
      start: schedule.time('StartTime'),
      action: schedule.choice<TariffDay['switches'][number]['action']>({
        TOUTariffAction: (field) => ({ tou: field.ownNumber(ELECTRICITY_TOU) }),
        BlockTariffAction: (field) => ({ block: field.ownNumber(ELECTRICITY_BLOCKS) }),
      }),
    })),
  };
}

function readGas(elements: Fields): { fuel: Fuel } & Omit<Tariff, 'prices'> {
  const table = elements.one('SwitchingTable', (switching) => ({
    days: switching.one('DayProfiles', (profiles) =>
      profiles.many('DayProfile', { least: 1, most: GAS.days }, (day) => ({
        name: day.integer('DayName', { least: 1, most: GAS.days }),
        switches: [
          {
            start: '00:00:00',
            action: day.choice<TariffDay['switches'][number]['action']>({
              TOUTariffAction: (field) => ({ tou: field.ownNumber(GAS_TOU) }),
              BlockTariff: () => ({ block: 1 }),
            }),
          },
        ],
      })),
    ),
    ...readWeeksAndSeasons(switching, GAS, GAS_WORDS),
  }));
  const specialDays = readSpecialDays(elements, GAS, readGasDate);
  const thresholds = elements.one('ThresholdMatrix', (matrix) => [
    { index: 1, thresholds: matrix.many('BlockThreshold', THRESHOLDS, indexed(THRESHOLDS, GAS_THRESHOLD)) },
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
          standingCharge: prices.integer('StandingCharge', SHORT),
          standingChargeScale: prices.integer('StandingChargeScale', SCALE),
          priceScale: prices.integer('PriceScale', SCALE),
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
          standingCharge: prices.integer('StandingCharge', UNSIGNED_INT),
          ...prices.choice<Pick<Prices, 'tou' | 'blocks'>>({
            BlockTariff: gasBlocks,
            TOUTariff: (tariff) => ({
              tou: tariff.many('TOUPrice', GAS_TOU, indexed(GAS_TOU, UNSIGNED_INT)),
              blocks: [],
            }),
          }),
        },
      }),
    }),
  );
}

function electricityTou(tariff: Fields): Indexed[] {
  return tariff.many('TOUPrice', ELECTRICITY_TOU, indexed(ELECTRICITY_TOU, SHORT));
}

function electricityBlocks(tariff: Fields): Prices['blocks'] {
  return tariff.many('BlockPrices', ELECTRICITY_BLOCKS, (row) => ({
    prices: row.many('BlockPrice', BLOCKS, indexed(BLOCKS, SHORT)),
    index: row.index(ELECTRICITY_BLOCKS),
  }));
}

function gasBlocks(tariff: Fields): Pick<Prices, 'tou' | 'blocks'> {
  const prices = tariff.many('BlockPrice', BLOCKS, indexed(BLOCKS, UNSIGNED_INT));
  tariff.integer('NumberOfThresholds', THRESHOLDS);
  return { tou: [], blocks: [{ index: 1, prices }] };
}

function indexed(indices: Range, values: Range): (field: Fields) => Indexed {
  return (field) => ({ index: field.index(indices), value: field.ownNumber(values) });
}
