import { element } from '../../xml';
import { toDevice, type ServiceRequest } from '../request';

/** 3.1 Display Message. */
export function displayMessage(text: string): ServiceRequest {
  return toDevice('3.1', 'DisplayMessage', [element('SupplierMessage', text)]);
}

/** 3.4 Update Supplier Name. */
export function updateSupplierName(name: string, telephone: string): ServiceRequest {
  const parts = [element('SupplierName', name), element('SupplierTelephoneNumber', telephone)];
  return toDevice('3.4', 'UpdateSupplierName', parts);
}

/** What becomes of a load above its limit: power in W, periods in seconds. */
export interface LoadLimit {
  readonly watts: number;
  readonly restoration: number;
  readonly disables: boolean;
}

/** 6.4.1 Update Device Configuration (Load Limiting General Settings). */
export function limitLoad({ watts, restoration, disables }: LoadLimit): ServiceRequest {
  return toDevice('6.4.1', 'UpdateDeviceConfigurationLoadLimitingGeneralSettings', [
    element('LoadLimitPeriod', 1800),
    element('LoadLimitPowerThreshold', watts),
    element('LoadLimitRestorationPeriod', restoration),
    element('LoadLimitSupplyState', disables ? 'Disable' : 'Unchanged'),
  ]);
}

const RMS_LIMITS = ['ExtremeOverVoltage', 'ExtremeUnderVoltage', 'VoltageSag', 'VoltageSwell'];

/** 6.5 Update Device Configuration (Voltage), of one phase: limits of the mean voltage in tenths of a volt. */
export function limitVoltage(over: number, under: number): ServiceRequest {
  const further = RMS_LIMITS.flatMap((name) => [
    element(`RMS${name}MeasurementPeriod`, 60),
    element(`RMS${name}Threshold`, name.includes('Over') || name.includes('Swell') ? 2600 : 2000),
  ]);
  return toDevice('6.5', 'UpdateDeviceConfigurationVoltage', [
    element('RMSVoltageSettings', further),
    element('SinglePhaseVoltageSettings', [
      element('AverageRMSOverVoltageThreshold', over),
      element('AverageRMSUnderVoltageThreshold', under),
      element('AverageRMSVoltageMeasurementPeriod', 1800),
    ]),
  ]);
}

/** 6.6 Update Device Configuration (Gas Conversion): MJ a cubic metre, and the correction of the volume. */
export function convertGas(calorificValue: number, factor: number): ServiceRequest {
  const parts = [element('CalorificValue', calorificValue), element('ConversionFactor', factor)];
  return toDevice('6.6', 'UpdateDeviceConfigurationGasConversion', parts);
}

/** What a gas meter takes for a flow that nobody controls: cubic metres an hour, seconds. */
export interface GasFlow {
  readonly rate: number;
  readonly stabilisation: number;
  readonly measurement: number;
  /** Whether the supply is locked once there is no gas any more. */
  readonly locksWhenDepleted: boolean;
}

/** 6.7 Update Device Configuration (Gas Flow). */
export function detectGasFlow({ rate, stabilisation, measurement, locksWhenDepleted }: GasFlow): ServiceRequest {
  return toDevice('6.7', 'UpdateDeviceConfigurationGasFlow', [
    element('UncontrolledGasFlowRateDecimal', rate),
    element('SupplyDepletionState', locksWhenDepleted ? 'Locked' : 'Unchanged'),
    element('SupplyTamperState', 'Unchanged'),
    element('StabilisationPeriod', stabilisation),
    element('MeasurementPeriod', measurement),
  ]);
}

/** 6.18.1 Set Maximum Demand Configurable Time Period, HH:MM:SS. */
export function setDemandPeriod(from: string, to: string): ServiceRequest {
  const period = element('MaximumDemandTimePeriodSchedule', [element('StartTime', from), element('EndTime', to)]);
  return toDevice('6.18.1', 'SetMaximumDemandConfigurableTimePeriod', [period]);
}

/** 6.26 Update Device Configuration (daily resetting of Tariff Block Counter Matrix). */
export function resetBlocksDaily(daily: boolean): ServiceRequest {
  const name = 'UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix';
  return toDevice('6.26', name, [element('DailyTariffBlockCounterMatrixReset', String(daily))]);
}

/** 6.12 Update Device Configuration (Instantaneous Power Threshold), in W. */
export function setPowerThresholds(lowMedium: number, mediumHigh: number): ServiceRequest {
  return toDevice('6.12', 'UpdateDeviceConfigurationInstantaneousPowerThreshold', [
    element('LowMediumPowerThreshold', lowMedium),
    element('MediumHighPowerThreshold', mediumHigh),
  ]);
}

/** 6.18.2 Reset Maximum Demand Registers, all of them. */
export function resetDemand(): ServiceRequest {
  return toDevice('6.18.2', 'ResetMaximumDemandRegisters', [
    element('MaxDemandActivePowerImportValue', []),
    element('MaxDemandActivePowerExportValue', []),
    element('MaxDemandConfigTimeActivePowerImportValue', []),
  ]);
}

/** 6.20.2 Set Device Configuration (Export MPAN). */
export function setExportMpan(mpan: string): ServiceRequest {
  return toDevice('6.20.2', 'SetDeviceConfigurationExportMPAN', [element('ExportMPAN', mpan)]);
}

/** 6.25 Set Electricity Supply Tamper State: whether the supply is locked once the meter was tampered with. */
export function setTamperState(locks: boolean): ServiceRequest {
  const state = element('SupplyTamperState', locks ? 'Locked' : 'Unchanged');
  return toDevice('6.25', 'SetElectricitySupplyTamperState', [state]);
}
