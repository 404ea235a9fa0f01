import type { Billing } from '../../../models/meter/state';
import { group, value, type Field } from './fields';
import { isGas, meterOf, type AnswerSubject } from './subject';

/** What answers say of how a device is configured, by the message mapping catalogue. */

/** Seconds by which a meter puts off a switch at most (MODEL, as published). */
const OFFSET_LIMIT = 600;

/** The alerts that the reader has switched, in the order of their codes. */
function alertBehaviour(subject: AnswerSubject): Field[] {
  const owner = subject.isNetworkOperator ? 'NetworkOperator' : 'Supplier';
  const switched = Object.entries(meterOf(subject).alerts[owner]).sort(([a], [b]) => (a < b ? -1 : 1));
  const ability = (isOn: boolean): string => (isOn ? 'Enable' : 'Disable');
  if (isGas(subject)) {
    const settings = switched.map(([code, isOn]) =>
      group(
        `x${code}`,
        value('WANAlert', ability(isOn)),
        value('HANAlert', 'Disable'),
        value('EventLog', 'Enable'),
        value('Alarm', 'Disable'),
      ),
    );
    return group('GasSupplierAlertEventSettings', ...settings);
  }
  const settings = switched.map(([code, isOn]) => value(`x${code}`, ability(isOn)));
  const common = group(`Electricity${owner}WANAlertSettings`, group(`${owner}ESMECommon`, ...settings));
  return group(`Electricity${owner}AlertEventSettings`, settings.length === 0 ? [] : common);
}

/** What every device says of itself; `tamper` only where it is a meter. */
function identity({ device: { deviceId, deviceType, model, manufacturer }, meter }: AnswerSubject): Field[] {
  const locked = value('SupplyTamperState', meter?.locksWhenTampered === true ? 'Locked' : 'Unchanged');
  const own: Readonly<Record<string, Field[]>> = {
    ESME: group('Electricity', locked, value('MeterVariant', 'A')),
    GSME: group(
      'Gas',
      locked,
      value('SupplyDepletionState', meter?.gasFlow?.locksWhenDepleted === true ? 'Locked' : 'Unchanged'),
    ),
  };
  return [
    ...value('DeviceIdentifier', deviceId),
    ...value('ModelType', model),
    ...value('ManufacturerIdentifier', manufacturer),
    ...(own[deviceType] ?? []),
  ];
}

/** How long a billing period of electricity is, with its day, and its month where it is longer than one. */
function periodOf({ period, day, month }: Extract<Billing, { fuel: 'electricity' }>): Field[] {
  if (period === 'Daily') return group(period);
  if (period === 'Weekly' || period === 'Monthly') return value(period, day);
  return group(period, value('DayOfMonth', day), value('BillingPeriodStartMonth', month));
}

/** Answers by variant. */
export const CONFIGURATION_ANSWERS: Readonly<Record<string, (subject: AnswerSubject) => Field[]>> = {
  '6.2.1': (subject) => {
    const { over, under, rms } = meterOf(subject).voltage;
    const further = Object.entries(rms).flatMap(([name, limit]) => value(name, limit));
    return [
      ...group(
        'SinglePhaseVoltageSettings',
        value('AverageRMSOverVoltageThreshold', over),
        value('AverageRMSUnderVoltageThreshold', under),
      ),
      ...(further.length === 0 ? [] : group('RMSVoltageSettings', further)),
    ];
  },
  '6.2.2': ({ device: { deviceId } }) => {
    const number = Number.parseInt(deviceId.slice(-2), 16);
    return [
      ...value('RandomisedOffset', Math.floor((OFFSET_LIMIT * number) / 256)),
      ...value('RandomisedOffsetNumber', number),
      ...value('RandomisedOffsetLimit', OFFSET_LIMIT),
    ];
  },
  '6.2.3': (subject) => {
    const { billing } = meterOf(subject);
    const calendar =
      billing.fuel === 'gas'
        ? group(
            'GasBillingCalendar',
            value('BillingPeriodStart', `${billing.start}T${billing.at}.000Z`),
            value('Periodicity', billing.period),
          )
        : group('ElectricityBillingCalendar', value('BillingTime', billing.at), periodOf(billing));
    return group('BillingCalendar', calendar);
  },
  '6.2.4': identity,
  '6.2.5': (subject) => {
    const { lowMedium, mediumHigh } = meterOf(subject).thresholds;
    return [...value('LowMediumPowerThreshold', lowMedium), ...value('MediumHighPowerThreshold', mediumHigh)];
  },
  '6.2.7': (subject) =>
    isGas(subject)
      ? group('Gas', value('MPRN', subject.importMPxN))
      : group('Electricity', value('ImportMPAN', subject.importMPxN), value('ExportMPAN', subject.exportMPAN)),
  '6.2.8': (subject) => {
    const { gas, gasFlow } = meterOf(subject);
    return [
      ...value('CalorificValue', gas.calorificValue),
      ...value('ConversionFactor', gas.factor),
      ...value('UncontrolledGasFlowRate', gasFlow?.rate),
      ...value('FlowStabilisationPeriod', gasFlow?.stabilisation),
      ...value('FlowMeasurementPeriod', gasFlow?.measurement),
    ];
  },
  '6.2.9': (subject) => {
    const { mode, suspendDebtEmergency, suspendDebtDisabled } = meterOf(subject).payment;
    return [
      ...value('PaymentMode', mode),
      ...value('SuspendDebtEmergency', suspendDebtEmergency),
      ...value('SuspendDebtDisabled', suspendDebtDisabled),
    ];
  },
  '6.2.10': alertBehaviour,
};
