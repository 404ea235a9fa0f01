import { registerOf, type Entry, type Money, type Snapshot } from '../../../models/meter/state';
import {
  activePower,
  dailyConsumption,
  exportDays,
  exportDemand,
  exportedHalfHours,
  gasFlows,
  limitedDemand,
  maximumDemand,
  reactiveHalfHours,
  voltages,
  voltagesBeyond,
  within,
} from '../../../models/meter/readings';
import { HALF_HOUR } from '../../../models/meter/time';
import { cubicMetres, group, indexed, instant, value, type Field } from './fields';
import { fuelOf, isGas, meterOf, unitsOf, type AnswerSubject } from './subject';

/** What answers say of what a meter measures and has logged, by the message mapping catalogue. */

/** Most entries of an answer (SOURCED: message mapping catalogue). */
const MOST = { halfHours: 4464, days: 731 };
const MOST_BLOCKS = 4;

type Answers = Readonly<Record<string, (subject: AnswerSubject) => Field[]>>;

/** Entries of a log in the order of value and time. */
function entries(log: readonly Entry[], name: string, time: string, write: (units: number) => string): Field[] {
  return log.flatMap((entry) => group('LogEntry', value(name, write(entry.value)), value(time, instant(entry.at))));
}

function touName(subject: AnswerSubject): string {
  return isGas(subject) ? 'TOURegisterMatrixValue' : 'TOUPrimaryRegisterValue';
}

function logOf(subject: AnswerSubject, log: readonly Snapshot[]): Snapshot[] {
  return within(log, subject.period);
}

/** The money of an entry, in the order that logs have. */
function moneyInLog(money: Money): Field[] {
  return [
    value('AccumulatedDebtRegister', money.accumulatedDebt),
    value('EmergencyCreditBalance', money.emergencyCredit),
    value('MeterBalance', money.balance),
    value('PaymentDebtRegister', money.paymentDebt),
    value('TimeDebtRegisters1', money.timeDebt1),
    value('TimeDebtRegisters2', money.timeDebt2),
  ].flat();
}

function moneyEntries(name: string, log: readonly Snapshot[]): Field[] {
  return log.flatMap(({ at, money }) => group(name, moneyInLog(money), value('Timestamp', instant(at))));
}

function demand(name: string, { at, value: watts }: Entry, since: number): Field[] {
  return group(
    name,
    value('Value', watts),
    value('CaptureTime', instant(at)),
    value('LastResetDateTime', instant(since)),
  );
}

export const REGISTER_ANSWERS: Answers = {
  '4.1.1': (subject) => {
    const register = registerOf(meterOf(subject));
    return isGas(subject)
      ? group('Gas', group('ConsumptionRegister', value('Value', cubicMetres(register)), value('Unit', 'm3')))
      : group('Electricity', group('ActiveImportRegister', value('Value', register), value('ActiveEnergyUnit', 'Wh')));
  },
  '4.1.2': (subject) => {
    const registers = meterOf(subject).registers.map(unitsOf(subject, cubicMetres));
    const collection = isGas(subject) ? 'TariffTOURegisterMatrix' : 'TariffTOURegisterCollection';
    return group(fuelOf(subject), group(collection, indexed(touName(subject), registers)));
  },
  '4.1.3': (subject) => {
    const { used, counters } = meterOf(subject).blocks;
    const ofBlock = (table: readonly (readonly number[])[], block: number): number[] =>
      table.map((row) => row[block] ?? 0);
    const blocks = Array.from({ length: MOST_BLOCKS }, (_none, block): Field => ({
      name: 'TariffBlock',
      attributes: { index: block + 1 },
      content: [
        ...indexed('RegisterMatrixTOUValue', ofBlock(used, block)),
        ...indexed('CounterMatrixTOUValue', ofBlock(counters, block)),
      ],
    }));
    return group('TariffBlockTOURegisterCollection', blocks);
  },
  '4.1.4': (subject) =>
    group(
      'ImportBlockCounters',
      indexed('TariffBlockCounterValue', (meterOf(subject).blocks.counters[0] ?? []).map(cubicMetres)),
    ),
  '4.2': (subject) => {
    const register = exportedHalfHours(meterOf(subject)).reduce((sum, entry) => sum + entry.value, 0);
    return group('ActiveExportRegister', value('Value', register), value('ActiveEnergyUnit', 'Wh'));
  },
  '4.4.2': (subject) => {
    const log = logOf(subject, meterOf(subject).changes);
    const registers = log.flatMap(({ at, register, registers: tou }) =>
      isGas(subject)
        ? group(
            'LogEntryConsumptionRegister',
            value('ConsumptionRegister', cubicMetres(register)),
            value('Timestamp', instant(at)),
            indexed('TariffTOURegisterMatrixValue', tou.map(cubicMetres)),
          )
        : group(
            'LogEntryConsumptionAndTariffRegistersData',
            value('ActiveImportRegisterConsumption', register),
            indexed('TariffTOURegisterMatrixValue', tou),
            value('Timestamp', instant(at)),
          ),
    );
    return group(fuelOf(subject), registers, moneyEntries('LogEntryPrepaymentData', log));
  },
  '4.4.3': (subject) => {
    const log = logOf(subject, meterOf(subject).billings);
    const meter = isGas(subject) ? 'GSME' : 'ESME';
    const write = unitsOf(subject, cubicMetres);
    const registers = log.flatMap(({ at, register, registers: tou }) =>
      group(
        `${meter}BillingDataLogEntry`,
        value('Timestamp', instant(at)),
        value('ActiveImportRegisterValueConsumption', write(register)),
        indexed('TariffTOURegisterMatrixValue', tou.map(write)),
      ),
    );
    return group(fuelOf(subject), registers, moneyEntries(`${meter}BillingPrepaymentDataLogEntry`, log));
  },
  '4.4.4': (subject) => {
    const paid = within(meterOf(subject).debtPayments, subject.period);
    return group('PaymentBasedDebtRepayment', entries(paid, 'Amount', 'Timestamp', String));
  },
  '4.4.5': (subject) => {
    const credits = within(meterOf(subject).credits, subject.period);
    return group('PrepaymentCredits', entries(credits, 'Amount', 'Timestamp', String));
  },
  '4.6.1': (subject) => {
    const write = unitsOf(subject, cubicMetres);
    const [register, tou] = isGas(subject)
      ? (['GasActiveImportRegisterConsumption', 'TariffTOURegisterMatrix'] as const)
      : (['ElecActiveImportRegisterConsumption', 'TariffTOURegisterMatrixValue'] as const);
    return logOf(subject, meterOf(subject).days).flatMap((day) =>
      group(
        'LogEntry',
        value('Timestamp', instant(day.at)),
        group(fuelOf(subject), value(register, write(day.register)), indexed(tou, day.registers.map(write))),
      ),
    );
  },
  '4.6.2': (subject) =>
    entries(within(exportDays(meterOf(subject)), subject.period), 'ActiveExportRegisterValue', 'TimeStamp', String),
  '4.8.1': (subject) =>
    within(meterOf(subject).halfHours, subject.period).flatMap((halfHour) =>
      group(
        'LogEntry',
        value('Timestamp', instant(halfHour.at)),
        group(fuelOf(subject), value('PrimaryValue', unitsOf(subject, cubicMetres)(halfHour.value))),
      ),
    ),
  '4.8.2': (subject) => {
    const log = within(reactiveHalfHours(meterOf(subject)), subject.period).slice(-MOST.halfHours);
    return entries(log, 'ReactiveEnergyImportedValue', 'Timestamp', String);
  },
  '4.8.3': (subject) => {
    const log = within(exportedHalfHours(meterOf(subject)), subject.period).slice(-MOST.halfHours);
    return entries(log, 'ActiveEnergyExportedValue', 'Timestamp', String);
  },
  '4.10': (subject) => {
    const meter = meterOf(subject);
    if (isGas(subject)) {
      const flows = within(gasFlows(meter), subject.period);
      return group('Gas', group('NetworkDataLog', entries(flows, 'Value', 'Timestamp', cubicMetres)));
    }
    const { over, under } = voltagesBeyond(meter);
    const means = within(voltages(meter), subject.period);
    return group(
      'Electricity',
      group(
        'SinglePhaseESME',
        group('AvgRMSOverVoltageCounter', value('Value', over)),
        group('AvgRMSUnderVoltageCounter', value('Value', under)),
        group(
          'AvgRMSVoltageProfileDataLog',
          entries(means, 'Value', 'Timestamp', (tenths) => (tenths / 10).toFixed(1)),
          value('MeasurementPeriod', HALF_HOUR / 1000),
        ),
      ),
    );
  },
  '4.12.1': (subject) => {
    const meter = meterOf(subject);
    const { from, to } = meter.demandPeriod;
    return [
      ...demand('MaxDemandConfigurableTimeActivePowerImport', limitedDemand(meter), meter.demandSince),
      ...demand('MaxDemandActiveEnergyImport', maximumDemand(meter), meter.demandSince),
      ...group('MaxDemandConfigurableTimePeriod', value('StartTime', from), value('EndTime', to)),
    ];
  },
  '4.12.2': (subject) => {
    const meter = meterOf(subject);
    return demand('MaxDemandActiveEnergyExport', exportDemand(meter), meter.demandSince);
  },
  '4.14': (subject) => group(fuelOf(subject), moneyEntries('LogEntry', logOf(subject, meterOf(subject).days))),
  '4.16': (subject) => {
    const watts = activePower(meterOf(subject));
    return [
      ...group('ActivePowerImport', value('Value', watts), value('Unit', 'W')),
      ...value('PrimaryActivePowerImportValue', watts),
    ];
  },
  '4.17': (subject) => {
    const log = within(dailyConsumption(meterOf(subject)), subject.period).slice(-MOST.days);
    return group(fuelOf(subject), entries(log, 'Value', 'Timestamp', unitsOf(subject, cubicMetres)));
  },
};
