import type { Readings } from '../../domain/meter/readings';
import type { SwitchingTable, Tariff } from '../../domain/meter/tariff';
import { electricityDate, gasDate, seasons, specialDays, weekProfiles } from './calendar';
import { group, list, marked, value } from './elements';

/** 4.11.1 */
export function tariffPayload({ fuel, tariff, activePrice }: Readings['tariff']): string {
  return fuel === 'electricity' ? electricity(tariff, activePrice) : gas(tariff, activePrice);
}

/** 4.11.2 */
export function secondTariffPayload({ tariff: { table, prices }, activePrice }: Readings['second-tariff']): string {
  return [
    value('SecondaryActiveTariffPrice', activePrice),
    value('PriceScale', prices.priceScale),
    group('TariffTOUPriceMatrix', list('TariffTOUPrice', prices.tou)),
    ...electricitySwitching(table),
  ].join('');
}

function electricity({ table, thresholds, prices }: Tariff, activePrice: number): string {
  const { currency, standingCharge, standingChargeScale, priceScale, tou, blocks } = prices;
  return group(
    'Electricity',
    value('PrimaryActiveTariffPrice', activePrice),
    value('CurrencyUnitsLabel', currency),
    value('CurrencyUnitsName', currency === 'GBP' ? 'Millipence' : 'Millicent'),
    value('StandingCharge', standingCharge),
    value('StandingChargeScale', standingChargeScale),
    value('PriceScale', priceScale),
    group(
      'TariffBlockPriceMatrix',
      ...blocks.map(({ index, prices: row }) => marked('TariffBlockPrices', { index }, list('BlockPrice', row))),
    ),
    group('TariffTOUPriceMatrix', list('TariffTOUPrice', tou)),
    ...electricitySwitching(table),
    group(
      'TariffThresholdMatrix',
      ...thresholds.map(({ index, thresholds: row }) =>
        marked('ElecTariffThresholds', { index }, list('BlockThreshold', row)),
      ),
    ),
  );
}

function electricitySwitching(table: SwitchingTable): string[] {
  return [
    group(
      'TariffSwitchingTable',
      group('DayProfiles', ...electricityDays(table)),
      weekProfiles(table, 'ReferencedElecDay'),
      seasons('Seasons', table, electricityDate),
    ),
    specialDays('TariffSwitchingTableSpecialDays', table, electricityDate, 'ReferencedDay'),
  ];
}

function electricityDays({ days }: SwitchingTable): string[] {
  return days.map(({ name, switches }) =>
    group(
      'DayProfile',
      value('Day', name),
      ...switches.map(({ start, action }) =>
        group(
          'ProfileSchedule',
          value('StartTime', start),
          'tou' in action ? value('TOUTariffAction', action.tou) : value('BlockTariffAction', action.block),
        ),
      ),
    ),
  );
}

function gas({ table, thresholds, prices }: Tariff, activePrice: number): string {
  const [row] = thresholds;
  const [block] = prices.blocks;
  return group(
    'Gas',
    value('PrimaryActiveTariffPrice', activePrice),
    value('CurrencyUnitsLabel', prices.currency),
    value('StandingCharge', prices.standingCharge),
    group(
      'TariffSwitchingTable',
      group('DayProfiles', ...gasDays(table)),
      weekProfiles(table, 'ReferencedDay'),
      seasons('Seasons', table, gasDate),
    ),
    specialDays('TariffSwitchingTableSpecialDays', table, gasDate, 'ReferencedDay'),
    group('TariffThresholds', list('BlockThreshold', row?.thresholds ?? [])),
    group('TOUTariff', list('TariffTOUPrice', prices.tou)),
    group('BlockTariff', list('BlockPrice', block?.prices ?? [])),
  );
}

function gasDays({ days }: SwitchingTable): string[] {
  return days.map(({ name, switches }) => {
    const [first] = switches;
    const action = first && 'tou' in first.action ? value('TOUTariffAction', first.action.tou) : group('BlockTariff');
    return group('DayProfile', value('DayName', name), action);
  });
}
