import {
  entriesOf,
  type Booking,
  type Demand,
  type PrepaymentValues,
  type Readings,
} from '../../domain/meter/readings';
import { cubicMetres, group, list, marked, MOST_HALF_HOURS, value } from './elements';

/** Most blocks, and most matrices that count in blocks (SOURCED: MMC schema). */
const MOST_BLOCKS = 4;
const MOST_MATRICES = 8;

/** 4.1.3 */
export function blockRegistersPayload({ used, counters }: Readings['block-registers']): string {
  const blocks = Array.from({ length: MOST_BLOCKS }, (_none, block) =>
    marked(
      'TariffBlock',
      { index: block + 1 },
      list('RegisterMatrixTOUValue', ofBlock(used, block)) + list('CounterMatrixTOUValue', ofBlock(counters, block)),
    ),
  );
  return group('TariffBlockTOURegisterCollection', ...blocks);
}

/** 4.1.4 */
export function blockCountersPayload({ counters: [first = []] }: Readings['block-registers']): string {
  const entries = first.slice(0, MOST_BLOCKS).map((units, index) => ({ index: index + 1, value: units }));
  return group('ImportBlockCounters', list('TariffBlockCounterValue', entries, cubicMetres));
}

/** 4.2 */
export function exportRegisterPayload({ register }: Readings['export-register']): string {
  return group('ActiveExportRegister', value('Value', register), value('ActiveEnergyUnit', 'Wh'));
}

/** 4.4.4 */
export function debtPaymentsPayload({ entries }: Readings['debt-payments']): string {
  return group('PaymentBasedDebtRepayment', bookings(entries));
}

/** 4.4.5 */
export function creditsPayload({ entries }: Readings['credits']): string {
  return group('PrepaymentCredits', bookings(entries));
}

/** 4.6.2 */
export function exportDailyLogPayload({ entries }: Readings['export-daily-log']): string {
  return entries
    .map(({ at, register }) => group('LogEntry', value('ActiveExportRegisterValue', register), value('TimeStamp', at)))
    .join('');
}

/** 4.8.2 */
export function reactiveProfilePayload(used: Readings['reactive-profile']): string {
  return entriesOf(used)
    .slice(-MOST_HALF_HOURS)
    .map((entry) => group('LogEntry', value('ReactiveEnergyImportedValue', entry.value), value('Timestamp', entry.at)))
    .join('');
}

/** 4.12.1 */
export function maximumDemandPayload({ all, limited, from, to }: Readings['maximum-demand']): string {
  return [
    demandOf('MaxDemandConfigurableTimeActivePowerImport', limited),
    demandOf('MaxDemandActiveEnergyImport', all),
    group('MaxDemandConfigurableTimePeriod', value('StartTime', from), value('EndTime', to)),
  ].join('');
}

/** 4.12.2 */
export function exportDemandPayload(demand: Readings['export-demand']): string {
  return demandOf('MaxDemandActiveEnergyExport', demand);
}

/** 4.14 */
export function prepaymentDailyLogPayload({ fuel, entries }: Readings['prepayment-daily-log']): string {
  const written = entries.map(({ at, money }) => group('LogEntry', moneyValues(money), value('Timestamp', at)));
  return group(fuel === 'gas' ? 'Gas' : 'Electricity', ...written);
}

/** 4.15 */
export function loadLimitPayload({ passed, watts, period, restoration, state }: Readings['load-limit']): string {
  return [
    value('LoadLimitCounterValue', passed),
    value('LoadLimitPowerThreshold', watts),
    value('LoadLimitPeriod', period),
    value('LoadLimitRestorationPeriod', restoration),
    value('LoadLimitSupplyState', state),
  ].join('');
}

/** 4.17 */
export function dailyConsumptionPayload({ fuel, days }: Readings['daily-consumption']): string {
  const write = fuel === 'gas' ? cubicMetres : String;
  const entries = entriesOf(days)
    .slice(-731)
    .map((entry) => group('LogEntry', value('Value', write(entry.value)), value('Timestamp', entry.at)));
  return group(fuel === 'gas' ? 'Gas' : 'Electricity', ...entries);
}

function demandOf(name: string, { watts, at, since }: Demand): string {
  return group(name, value('Value', watts), value('CaptureTime', at), value('LastResetDateTime', since));
}

/** Money of an entry of a log. */
export function moneyValues(money: PrepaymentValues): string {
  return [
    value('AccumulatedDebtRegister', money.accumulatedDebt),
    value('EmergencyCreditBalance', money.emergencyCredit),
    value('MeterBalance', money.balance),
    value('PaymentDebtRegister', money.paymentDebt),
    value('TimeDebtRegisters1', money.timeDebt1),
    value('TimeDebtRegisters2', money.timeDebt2),
  ].join('');
}

function bookings(entries: readonly Booking[]): string {
  return entries.map(({ at, amount }) => group('LogEntry', value('Amount', amount), value('Timestamp', at))).join('');
}

/** What each matrix has in one block; from 0, matrices from 1. */
function ofBlock(table: readonly (readonly number[])[], block: number): { index: number; value: number }[] {
  return table.slice(0, MOST_MATRICES).map((blocks, matrix) => ({ index: matrix + 1, value: blocks[block] ?? 0 }));
}
