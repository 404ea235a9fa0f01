import {
  ratesTariff,
  type Counting,
  type Fuel,
  type Numbered,
  type Prices,
  type Tariff,
  type TariffDay,
} from '../../../models/meter/tariff';
import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';
import { specialDays, weeksAndSeasons } from './calendars';

export type { Fuel };

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
/** A row that has nothing to say: no meter counts a block from there on. */
const NO_THRESHOLD: readonly Numbered[] = [{ index: 1, value: 0 }];

/** 1.1.1 Update Import Tariff (Primary Element). */
export function setTariff(fuel: Fuel, tariff: Tariff): ServiceRequest {
  return toDevice('1.1.1', 'UpdateImportTariffPrimaryElement', [
    fuel === 'gas' ? gasElements(tariff) : electricityElements(tariff),
    priceElements(fuel, tariff.prices),
  ]);
}

/** 1.1.1 of one or two rates. */
export function updateTariff(fuel: Fuel, rates: Rates): ServiceRequest {
  return setTariff(fuel, tariffOf(fuel, rates));
}

/** 1.2.1 Update Price (Primary Element). */
export function updatePrice(fuel: Fuel, rates: Rates): ServiceRequest {
  return toDevice('1.2.1', 'UpdatePricePrimaryElement', [priceElements(fuel, tariffOf(fuel, rates).prices)]);
}

/** 1.1.2 Update Import Tariff (Secondary Element), which has no standing charge. */
function setSecondTariff({ table, prices }: Tariff): ServiceRequest {
  const parts = [switchingTable('electricity', table), specialDays('electricity', table), secondPrices(prices)];
  return toDevice('1.1.2', 'UpdateImportTariffSecondaryElement', parts);
}

/** 1.1.2 of one or two rates. */
export function updateSecondTariff(rates: Rates): ServiceRequest {
  return setSecondTariff(tariffOf('electricity', rates));
}

/** 1.2.2 Update Price (Secondary Element). */
export function updateSecondPrice(rates: Rates): ServiceRequest {
  return toDevice('1.2.2', 'UpdatePriceSecondaryElement', [secondPrices(tariffOf('electricity', rates).prices)]);
}

function secondPrices({ priceScale = SCALE, registers }: Prices): string {
  return element('PriceElements', [
    element('PriceScale', priceScale),
    ...numbered('ElectricityPriceElement', registers),
  ]);
}

/** A tariff that switches to a register that has no price. */
export function unpricedTariff(rates: Rates): ServiceRequest {
  const tariff = tariffOf('electricity', rates);
  const toNinth = (counts: Counting): Counting =>
    'register' in counts && counts.register === 1 ? { register: 9 } : counts;
  const days = tariff.table.days.map(({ name, switches }) => ({
    name,
    switches: switches.map(({ start, counts }) => ({ start, counts: toNinth(counts) })),
  }));
  return setTariff('electricity', { ...tariff, table: { ...tariff.table, days } });
}

/** A tariff whose prices begin with the second register, though it switches to the first as well. */
export function tariffWithoutFirstPrice(rates: Rates): ServiceRequest {
  const tariff = tariffOf('electricity', rates);
  const registers = tariff.prices.registers.map(({ index, value }) => ({ index: index === 1 ? 3 : index, value }));
  return setTariff('electricity', { ...tariff, prices: { ...tariff.prices, registers } });
}

/** A tariff of one matrix that counts blocks, for electricity. @param pence a kWh of each block @param limit Wh of the first */
export function blockTariff(pence: readonly number[], limit: number): ServiceRequest {
  const tariff = tariffOf('electricity', { day: 0, standing: 0 });
  const prices = pence.map((each, index) => ({ index: index + 1, value: Math.round(each * HUNDREDTHS_PER_PENNY) }));
  return setTariff('electricity', {
    table: { ...tariff.table, days: [{ name: 1, switches: [{ start: '00:00:00', counts: { matrix: 1 } }] }] },
    thresholds: [{ index: 1, values: [{ index: 1, value: limit }] }],
    prices: { ...tariff.prices, registers: [], blocks: [{ index: 1, prices }] },
  });
}

/** A tariff of up to two rates as DUIS says it. */
export function tariffOf(fuel: Fuel, { day, night, standing }: Rates): Tariff {
  const perPenny = fuel === 'gas' ? MILLIPENCE_PER_PENNY : HUNDREDTHS_PER_PENNY;
  const price = (pence: number): number => Math.round(pence * perPenny);
  const rates =
    fuel === 'gas' || night === undefined
      ? [{ from: '00:00:00', price: price(day) }]
      : [
          { from: '07:00:00', price: price(day) },
          { from: '00:00:00', price: price(night) },
        ];
  return ratesTariff(fuel, { standingCharge: price(standing), rates }, SCALE);
}

function electricityElements({ table, thresholds, prices }: Tariff): string {
  const rows = Array.from({ length: THRESHOLD_ROWS }, (_none, row) => row + 1);
  return element('ElecTariffElements', [
    element('CurrencyUnits', prices.currency),
    switchingTable('electricity', table),
    specialDays('electricity', table),
    element(
      'ThresholdMatrix',
      rows.map((row) => {
        const { values = NO_THRESHOLD } = thresholds.find(({ index }) => index === row) ?? {};
        return element('Thresholds', numbered('BlockThreshold', values), { index: String(row) });
      }),
    ),
  ]);
}

function gasElements({ table, thresholds }: Tariff): string {
  return element('GasTariffElements', [
    switchingTable('gas', table),
    specialDays('gas', table),
    element('ThresholdMatrix', numbered('BlockThreshold', thresholds[0]?.values ?? NO_THRESHOLD)),
  ]);
}

function switchingTable(fuel: Fuel, table: Tariff['table']): string {
  const days = table.days.map(fuel === 'gas' ? gasDay : electricityDay);
  return element('SwitchingTable', [element('DayProfiles', days), ...weeksAndSeasons(fuel, table, 'Seasons')]);
}

function electricityDay({ name, switches }: TariffDay): string {
  const schedules = switches.map(({ start, counts }) =>
    element('ProfileSchedule', [
      element('StartTime', start),
      'register' in counts ? element('TOUTariffAction', counts.register) : element('BlockTariffAction', counts.matrix),
    ]),
  );
  return element('DayProfile', [element('DayName', name), ...schedules]);
}

/** A day of gas has one rate, or counts in blocks. */
function gasDay({ name, switches: [first] }: TariffDay): string {
  const counts = first?.counts ?? { register: 1 };
  const action = 'register' in counts ? element('TOUTariffAction', counts.register) : element('BlockTariff', []);
  return element('DayProfile', [element('DayName', name), action]);
}

function priceElements(fuel: Fuel, prices: Prices): string {
  const { currency, standingCharge, standingChargeScale = SCALE, priceScale = SCALE, registers, blocks } = prices;
  const tou = numbered('TOUPrice', registers);
  const charge = element('StandingCharge', standingCharge);
  if (fuel === 'gas') {
    const [first] = blocks;
    const tariff =
      first === undefined
        ? element('TOUTariff', tou)
        : element('BlockTariff', [
            ...numbered('BlockPrice', first.prices),
            element('NumberOfThresholds', first.prices.length - 1),
          ]);
    return element('PriceElements', [
      element('GasPriceElements', [element('CurrencyUnits', currency), charge, tariff]),
    ]);
  }
  const rows = blocks.map((row) =>
    element('BlockPrices', numbered('BlockPrice', row.prices), { index: String(row.index) }),
  );
  const kind = rows.length === 0 ? 'TOUTariff' : tou.length === 0 ? 'BlockTariff' : 'HybridTariff';
  return element('PriceElements', [
    element('ElectricityPriceElements', [
      charge,
      element('StandingChargeScale', standingChargeScale),
      element('PriceScale', priceScale),
      element(kind, [...rows, ...tou]),
    ]),
  ]);
}

function numbered(name: string, values: readonly Numbered[]): string[] {
  return values.map(({ index, value }) => element(name, value, { index: String(index) }));
}
