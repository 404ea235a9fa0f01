import type { MeanVoltageLimits, MeterSetting } from '../../domain/meter/meter-settings';
import type { Fields } from './fields';

export type SettingBody =
  /** 3.1, 3.4, 6.4.1, 6.5, 6.6, 6.7, 6.12, 6.18.1, 6.20.2, 6.25 and 6.26: one thing of a meter is set. */
  | { readonly kind: 'setting'; readonly setting: MeterSetting }
  /** 6.18.2 */
  | { readonly kind: 'demand-reset'; readonly registers: readonly DemandRegister[] };

/** Registers of maximum demand, as 6.18.2 names them. */
type DemandRegister = 'import' | 'export' | 'configurable';

const RMS_LIMITS = [
  'RMSExtremeOverVoltageMeasurementPeriod',
  'RMSExtremeOverVoltageThreshold',
  'RMSExtremeUnderVoltageMeasurementPeriod',
  'RMSExtremeUnderVoltageThreshold',
  'RMSVoltageSagMeasurementPeriod',
  'RMSVoltageSagThreshold',
  'RMSVoltageSwellMeasurementPeriod',
  'RMSVoltageSwellThreshold',
] as const;

const DEMAND_REGISTERS: readonly (readonly [string, DemandRegister])[] = [
  ['MaxDemandActivePowerImportValue', 'import'],
  ['MaxDemandActivePowerExportValue', 'export'],
  ['MaxDemandConfigTimeActivePowerImportValue', 'configurable'],
];

/** The body of a request that sets one thing of a meter. */
function setting(read: (body: Fields) => MeterSetting): (body: Fields) => SettingBody {
  return (body) => ({ kind: 'setting', setting: read(body) });
}

export const readDisplayMessage = setting((body) => ({
  name: 'display-message',
  value: { text: body.text('SupplierMessage') },
}));

export const readSupplierName = setting((body) => ({
  name: 'supplier-contact',
  value: { name: body.text('SupplierName'), telephone: body.text('SupplierTelephoneNumber') },
}));

export const readLoadLimit = setting((body) => ({
  name: 'load-limit',
  value: {
    period: body.number('LoadLimitPeriod'),
    watts: body.number('LoadLimitPowerThreshold'),
    restoration: body.number('LoadLimitRestorationPeriod'),
    state: body.oneOf('LoadLimitSupplyState', ['Disable', 'Unchanged']),
  },
}));

export const readVoltageLimits = setting((body) => {
  const rms = body.one('RMSVoltageSettings', (limits) =>
    Object.fromEntries(RMS_LIMITS.map((name) => [name, limits.number(name)])),
  );
  const single = body.maybe('SinglePhaseVoltageSettings', readMeanLimits);
  const phases = single ? [single] : readPhases(body);
  const keepsCounters = body.maybe('RMSVoltageCountersNotReset', () => true) ?? false;
  return { name: 'voltage-limits', value: { rms, phases, keepsCounters } };
});

export const readGasConversion = setting((body) => ({
  name: 'gas-conversion',
  value: { calorificValue: body.number('CalorificValue'), factor: body.number('ConversionFactor') },
}));

/** A rate as a whole number counts ten thousandths of a cubic metre an hour, which is the least that the other way to say it can tell. */
const TEN_THOUSANDTHS = 10_000;
const LOCKS = ['Locked', 'Unchanged'] as const;

export const readGasFlow = setting((body) => ({
  name: 'gas-flow',
  value: {
    rate: body.choice<number>({
      UncontrolledGasFlowRate: (field) => field.ownNumber() / TEN_THOUSANDTHS,
      UncontrolledGasFlowRateDecimal: (field) => field.ownNumber(),
    }),
    whenDepleted: body.oneOf('SupplyDepletionState', LOCKS),
    whenTampered: body.oneOf('SupplyTamperState', LOCKS),
    stabilisation: body.number('StabilisationPeriod'),
    measurement: body.number('MeasurementPeriod'),
  },
}));

export const readDemandPeriod = setting((body) => ({
  name: 'demand-period',
  value: body.one('MaximumDemandTimePeriodSchedule', (period) => ({
    from: period.time('StartTime'),
    to: period.time('EndTime'),
  })),
}));

export const readDailyBlockReset = setting((body) => ({
  name: 'daily-block-reset',
  value: { daily: body.boolean('DailyTariffBlockCounterMatrixReset') },
}));

export const readPowerThresholds = setting((body) => ({
  name: 'power-thresholds',
  value: { lowMedium: body.number('LowMediumPowerThreshold'), mediumHigh: body.number('MediumHighPowerThreshold') },
}));

export const readExportMpan = setting((body) => ({
  name: 'export-mpan',
  value: { exportMPAN: body.text('ExportMPAN') },
}));

export const readTamperState = setting((body) => ({
  name: 'tamper-state',
  value: { state: body.oneOf('SupplyTamperState', LOCKS) },
}));

export function readDemandReset(body: Fields): SettingBody {
  const registers = DEMAND_REGISTERS.flatMap(([element, register]) => body.maybe(element, () => register) ?? []);
  return { kind: 'demand-reset', registers };
}

function readMeanLimits(limits: Fields): MeanVoltageLimits {
  return {
    over: limits.number('AverageRMSOverVoltageThreshold'),
    under: limits.number('AverageRMSUnderVoltageThreshold'),
    seconds: limits.number('AverageRMSVoltageMeasurementPeriod'),
  };
}

/** The limits of the phases, in their order. */
function readPhases(body: Fields): MeanVoltageLimits[] {
  const phases = body.many('PolyPhaseVoltageSettings', (phase) => ({
    number: phase.number('Phase'),
    limits: phase.one('PhaseVoltageSettings', readMeanLimits),
  }));
  return phases.sort((a, b) => a.number - b.number).map(({ limits }) => limits);
}
