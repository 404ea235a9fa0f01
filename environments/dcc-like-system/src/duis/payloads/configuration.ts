import type { AlertGroup } from '../../domain/meter/settings';
import type { Readings } from '../../domain/meter/readings';
import { group, marked, value } from './elements';

type Settings = Readonly<Record<string, boolean>>;

/** 6.2.1; of each phase, the first at 1. */
export function voltageLimitsPayload({ rms, phases }: Readings['voltage-limits']): string {
  const written = phases.map(
    ({ over, under }) =>
      value('AverageRMSOverVoltageThreshold', over) + value('AverageRMSUnderVoltageThreshold', under),
  );
  const [single = ''] = written;
  const means =
    phases.length === 1
      ? group('SinglePhaseVoltageSettings', single)
      : written
          .map((limits, index) =>
            group('PolyPhaseVoltageSettings', value('Phase', index + 1), group('PhaseVoltageSettings', limits)),
          )
          .join('');
  const further = Object.entries(rms).map(([name, limit]) => value(name, limit));
  return means + (further.length === 0 ? '' : group('RMSVoltageSettings', ...further));
}

/** 6.2.5 */
export function powerThresholdsPayload({ lowMedium, mediumHigh }: Readings['power-thresholds']): string {
  return value('LowMediumPowerThreshold', lowMedium) + value('MediumHighPowerThreshold', mediumHigh);
}

/** 6.2.8 */
export function gasConversionPayload({ calorificValue, factor, flow }: Readings['gas-conversion']): string {
  return [
    value('CalorificValue', calorificValue),
    value('ConversionFactor', factor),
    value('UncontrolledGasFlowRate', flow?.rate),
    value('FlowStabilisationPeriod', flow?.stabilisation),
    value('FlowMeasurementPeriod', flow?.measurement),
  ].join('');
}

/** 6.2.2 */
export function randomisationPayload({ limit, number, offset }: Readings['randomisation']): string {
  return (
    value('RandomisedOffset', offset) + value('RandomisedOffsetNumber', number) + value('RandomisedOffsetLimit', limit)
  );
}

/** 14.1 */
export function networkRecordingPayload({ sample }: Readings['network-recording']): string {
  return value('SampleID', sample);
}

/** 6.2.10: what somebody has switched, of the groups that are the user's. */
export function alertBehaviourPayload(
  { fuel, groups }: Readings['alert-behaviour'],
  isNetworkOperator: boolean,
): string {
  if (fuel === 'gas') return group('GasSupplierAlertEventSettings', gasSettings(groups));
  if (isNetworkOperator) return group('ElectricityNetworkOperatorAlertEventSettings', networkSettings(groups));
  const written = (name: string, of: AlertGroup): string => {
    const settings = groups[of];
    return settings ? group(name, group('SupplierESMECommon', codes(settings))) : '';
  };
  return group(
    'ElectricitySupplierAlertEventSettings',
    written('ElectricitySupplierWANAlertSettings', 'ElectricitySupplierAlerts'),
    written('ElectricitySupplierHANAlertSettings', 'ElectricitySupplierHANAlertSettings'),
    written('ElectricitySupplierAlarmSettings', 'ElectricitySupplierAlarmSettings'),
    written('ElectricitySupplierLoggingSettings', 'ElectricitySupplierLoggingSettings'),
  );
}

/** Of the network operator's alerts those that all meters have in common (MODEL: the meters here have one phase). */
function networkSettings(groups: Readings['alert-behaviour']['groups']): string {
  const written = (name: string, of: AlertGroup): string => {
    const common = Object.entries(groups[of] ?? {}).filter(([code]) => ['8014', '8015'].includes(code));
    return common.length === 0
      ? ''
      : group(name, group('NetworkOperatorESMECommon', codes(Object.fromEntries(common))));
  };
  return (
    written('ElectricityNetworkOperatorWANAlertSettings', 'ElectricityNetworkOperatorAlerts') +
    written('ElectricityNetworkOperatorLoggingSettings', 'ElectricityNetworkOperatorLoggingSettings')
  );
}

/** Each code with the ways in which it is told; nobody here tells it in another way than over the WAN (MODEL). */
function gasSettings({
  GasSupplierAlerts = {},
  GasSupplierAlertEventSettings = {},
}: Partial<Record<AlertGroup, Settings>>): string {
  return sorted({ ...GasSupplierAlerts, ...GasSupplierAlertEventSettings })
    .map(([code, isOn]) =>
      group(
        `x${code}`,
        value('WANAlert', ability(isOn)),
        value('HANAlert', 'Disable'),
        value('EventLog', 'Enable'),
        value('Alarm', 'Disable'),
      ),
    )
    .join('');
}

/** 8.7.1 to 8.8.2; the code of success is 0 (RECOLLECTION). */
export function joinPayload(name: 'joinResponseCode' | 'unjoinResponseCode'): string {
  return marked(name, { ResponseCode: 0 }, value('ASN1Status', 'success'));
}

function codes(settings: Settings): string {
  return sorted(settings)
    .map(([code, isOn]) => value(`x${code}`, ability(isOn)))
    .join('');
}

function sorted(settings: Settings): [string, boolean][] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}

function ability(isOn: boolean): string {
  return isOn ? 'Enable' : 'Disable';
}
