import { entriesOf, type BillingEntry, type Readings, type RegisterEntry } from '../../domain/meter/readings';
import { cubicMetres, group, list, MOST_HALF_HOURS, value } from './elements';
import { moneyValues } from './measurements';

/** What a device answered to 4.1.1. */
export type ImportReading =
  /** Whole watt hours. */
  | { readonly fuel: 'electricity'; readonly activeImportWh: number }
  /** Litres: thousandths of a cubic metre. */
  | { readonly fuel: 'gas'; readonly volumeLitres: number };

/** 4.1.1 */
export function registersPayload(reading: ImportReading): string {
  if (reading.fuel === 'gas') {
    const register = value('Value', cubicMetres(reading.volumeLitres)) + value('Unit', 'm3');
    return group('Gas', group('ConsumptionRegister', register));
  }
  const register = value('Value', reading.activeImportWh) + value('ActiveEnergyUnit', 'Wh');
  return group('Electricity', group('ActiveImportRegister', register));
}

/** 4.1.2 */
export function touRegistersPayload({ fuel, registers }: Readings['tou-registers']): string {
  return fuel === 'gas'
    ? group('Gas', group('TariffTOURegisterMatrix', list('TOURegisterMatrixValue', registers, cubicMetres)))
    : group('Electricity', group('TariffTOURegisterCollection', list('TOUPrimaryRegisterValue', registers)));
}

/** 4.4.2 */
export function changeLogPayload({ fuel, entries }: Readings['change-log']): string {
  const money = entries.map((entry) => prepaymentEntry('LogEntryPrepaymentData', entry));
  if (fuel === 'gas') {
    const registers = entries.map(({ at, register, tou }) =>
      group(
        'LogEntryConsumptionRegister',
        value('ConsumptionRegister', cubicMetres(register)),
        value('Timestamp', at),
        list('TariffTOURegisterMatrixValue', tou, cubicMetres),
      ),
    );
    return group('Gas', ...registers, ...money);
  }
  const registers = entries.map(({ at, register, tou }) =>
    group(
      'LogEntryConsumptionAndTariffRegistersData',
      value('ActiveImportRegisterConsumption', register),
      list('TariffTOURegisterMatrixValue', tou),
      value('Timestamp', at),
    ),
  );
  return group('Electricity', ...registers, ...money);
}

/** 4.4.3 */
export function billingLogPayload({ fuel, entries }: Readings['billing-log']): string {
  const meter = fuel === 'gas' ? 'GSME' : 'ESME';
  const write = fuel === 'gas' ? cubicMetres : String;
  return group(
    fuel === 'gas' ? 'Gas' : 'Electricity',
    ...entries.map(({ at, register, tou }) =>
      group(
        `${meter}BillingDataLogEntry`,
        value('Timestamp', at),
        value('ActiveImportRegisterValueConsumption', write(register)),
        list('TariffTOURegisterMatrixValue', tou, write),
      ),
    ),
    ...entries.map((entry) => prepaymentEntry(`${meter}BillingPrepaymentDataLogEntry`, entry)),
  );
}

/** 4.6.1 */
export function dailyLogPayload({ fuel, entries }: Readings['daily-log']): string {
  return entries
    .map((entry) =>
      group('LogEntry', value('Timestamp', entry.at), fuel === 'gas' ? dailyGas(entry) : dailyElectricity(entry)),
    )
    .join('');
}

/** 4.8.1 */
export function profilePayload({ fuel, used }: Readings['profile']): string {
  const write = fuel === 'gas' ? cubicMetres : String;
  const of = fuel === 'gas' ? 'Gas' : 'Electricity';
  return entriesOf(used)
    .map((entry) =>
      group('LogEntry', value('Timestamp', entry.at), group(of, value('PrimaryValue', write(entry.value)))),
    )
    .join('');
}

/** 4.8.3 */
export function exportProfilePayload(sent: Readings['export-profile']): string {
  return entriesOf(sent)
    .slice(-MOST_HALF_HOURS)
    .map((entry) => group('LogEntry', value('ActiveEnergyExportedValue', entry.value), value('Timestamp', entry.at)))
    .join('');
}

/** 4.10 */
export function networkDataPayload(data: Readings['network-data']): string {
  if (data.fuel === 'gas') {
    const flows = entriesOf(data.flows).map((entry) =>
      group('LogEntry', value('Value', cubicMetres(entry.value)), value('Timestamp', entry.at)),
    );
    return group('Gas', group('NetworkDataLog', ...flows));
  }
  const voltages = entriesOf(data.voltages).map((entry) =>
    group('LogEntry', value('Value', entry.value.toFixed(1)), value('Timestamp', entry.at)),
  );
  return group(
    'Electricity',
    group(
      'SinglePhaseESME',
      group('AvgRMSOverVoltageCounter', value('Value', data.over)),
      group('AvgRMSUnderVoltageCounter', value('Value', data.under)),
      group('AvgRMSVoltageProfileDataLog', ...voltages, value('MeasurementPeriod', 1800)),
    ),
  );
}

/** 4.16 */
export function activePowerPayload({ watts }: Readings['active-power']): string {
  return (
    group('ActivePowerImport', value('Value', watts), value('Unit', 'W')) +
    value('PrimaryActivePowerImportValue', watts)
  );
}

function dailyElectricity({ register, tou }: RegisterEntry): string {
  return group(
    'Electricity',
    value('ElecActiveImportRegisterConsumption', register),
    list('TariffTOURegisterMatrixValue', tou),
  );
}

function dailyGas({ register, tou }: RegisterEntry): string {
  return group(
    'Gas',
    value('GasActiveImportRegisterConsumption', cubicMetres(register)),
    list('TariffTOURegisterMatrix', tou, cubicMetres),
  );
}

function prepaymentEntry(name: string, { at, money }: BillingEntry): string {
  return group(name, moneyValues(money), value('Timestamp', at));
}
