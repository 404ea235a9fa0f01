import {
  changeSupplier,
  clearEventLog,
  configureAlert,
  configureNetworkAlert,
  dailyBilling,
  restrictAccess,
  requestHandover,
  retrieveCredentials,
  setImportMpxn,
  synchroniseClock,
  updateCredentials,
} from './requests/configuration';
import {
  activateFirmware,
  announce,
  decommission,
  imageOf,
  join,
  updateDeviceLog,
  updateFirmware,
  updateStatus,
} from './requests/estate';
import {
  convertGas,
  detectGasFlow,
  displayMessage,
  limitLoad,
  limitVoltage,
  resetBlocksDaily,
  resetDemand,
  setDemandPeriod,
  setExportMpan,
  setPowerThresholds,
  setTamperState,
  updateSupplierName,
} from './requests/meter-settings';
import { topUp, updateBalance, updateDebt, updatePaymentMode, updatePrepayment, utrnOf } from './requests/payment';
import { eventLog, logRead, plainRead, readInventory } from './requests/reads';
import { createSchedule, deleteSchedule, readSchedule } from './requests/schedules';
import { updatePrice, updateSecondPrice, updateSecondTariff, updateTariff, type Fuel } from './requests/tariff';
import type { ServiceRequest } from './request';

/** How many hours ago a part of a log begins and ends. */
export interface LogHours {
  readonly from: number;
  readonly to: number;
}

/** What a usual request is made from. */
export interface RequestContext {
  /** Virtual time. */
  readonly now: Date;
  /** What part of a log is asked for; the last thirty days where nothing is said. */
  readonly logHours?: LogHours;
  /** The device it is for, or about. */
  readonly deviceId: string;
  readonly deviceType: string;
  readonly fuel: Fuel;
  /** Supply point of the device's fuel. */
  readonly importMPxN: string;
  /** Supply point of what is exported. */
  readonly exportMPAN: string;
  /** The communications hub of the installation. */
  readonly hubId: string;
  /** A device that the inventory does not know. */
  readonly unknownDeviceId: string;
  /** X.509 PEM of the sender. */
  readonly certificate: string;
  /** The sender is a network operator. */
  readonly isNetworkOperator: boolean;
  /** The sender buys what is exported: of that it has its readings. */
  readonly isExportSupplier: boolean;
  /** A device that is not on the home area network yet, for the inventory knows it only in advance. */
  readonly newDeviceId: string;
  /** Firmware that the model can take beside what it has. */
  readonly newFirmware: string;
  /** Numbers that were not used before. */
  readonly serial: () => number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Thirty days. */
const USUAL_LOG_HOURS = 720;
/** The tariff that a usual request sets, in pence. */
const RATES = { day: 20, night: 10, standing: 30 };

type Maker = (context: RequestContext) => ServiceRequest;

/** How each request is usually made whose content is its own; others need no more than their element. */
const MAKERS: Readonly<Record<string, Maker>> = {
  '1.1.1': ({ fuel }) => updateTariff(fuel, RATES),
  '1.1.2': () => updateSecondTariff(RATES),
  '1.2.1': ({ fuel }) => updatePrice(fuel, RATES),
  '1.2.2': () => updateSecondPrice(RATES),
  '1.5': () => updateBalance('Prepayment', 1),
  '1.6': () => updatePaymentMode('Prepayment'),
  '2.1': ({ fuel }) => updatePrepayment(fuel, { emergencyCredit: 10, emergencyThreshold: 5, quietFrom: '18:00:00' }),
  '2.2': ({ serial }) => topUp(utrnOf(10, serial())),
  '2.3': ({ fuel }) => updateDebt(fuel, { payment: 10, percent: 20 }),
  '3.1': () => displayMessage('Your tariff changes on Monday.'),
  '3.2': ({ now }) => restrictAccess(now),
  '3.3': () => clearEventLog(),
  '3.4': () => updateSupplierName('Alder Energy', '0800 000 000'),
  '5.1': ({ deviceId, now, isExportSupplier }) =>
    createSchedule({
      deviceId,
      variant: isExportSupplier ? '4.8.3' : '4.8.1',
      frequency: 'Daily',
      startDate: dateOf(new Date(now.getTime() + DAY)),
      time: '01:00:00',
    }),
  '5.2': ({ deviceId }) => readSchedule({ deviceId }),
  '5.3': ({ deviceId }) => deleteSchedule({ deviceId }),
  '6.4.1': () => limitLoad({ watts: 20_000, restoration: 1800, disables: false }),
  '6.5': () => limitVoltage(2410, 2230),
  '6.6': () => convertGas(40.2, 1.0311),
  '6.7': () => detectGasFlow({ rate: 0.25, stabilisation: 10, measurement: 60, locksWhenDepleted: true }),
  '6.8': ({ fuel }) => dailyBilling(fuel, '05:30:00'),
  '6.11': ({ now }) => synchroniseClock('6.11', now, 60),
  '6.12': () => setPowerThresholds(310, 1230),
  '6.13': ({ deviceType, now, logHours }) =>
    eventLog(deviceType === 'GSME' ? 'GSMEEvent' : 'Event', logPeriod(now, logHours)),
  '6.15.1': ({ certificate, isNetworkOperator }) =>
    updateCredentials(isNetworkOperator ? 'NetworkOperator' : 'Supplier', certificate),
  '6.18.1': () => setDemandPeriod('16:00:00', '18:59:59'),
  '6.18.2': () => resetDemand(),
  '6.20.1': ({ fuel, importMPxN }) => setImportMpxn(fuel, importMPxN),
  '6.20.2': ({ exportMPAN }) => setExportMpan(exportMPAN),
  '6.21': ({ certificate }) => requestHandover(certificate),
  '6.22': ({ fuel, isNetworkOperator }) =>
    isNetworkOperator ? configureNetworkAlert('8014', false) : configureAlert(fuel, '8168', false),
  '6.23': ({ certificate, importMPxN }) => changeSupplier(certificate, importMPxN),
  '6.24.1': () => retrieveCredentials('Supplier', 'NetworkOperator'),
  '6.25': () => setTamperState(true),
  '6.26': () => resetBlocksDaily(true),
  '8.1.1': ({ now }) => synchroniseClock('8.1.1', now, 60),
  '8.2': ({ deviceId }) => readInventory('DeviceID', deviceId),
  '8.3': ({ deviceId }) => decommission(deviceId),
  '8.4': ({ deviceId }) => updateStatus(deviceId, 'InstalledNotCommissioned'),
  '8.7.1': ({ hubId }) => join('8.7.1', hubId),
  '8.7.2': ({ hubId }) => join('8.7.2', hubId),
  '8.8.1': ({ hubId }) => join('8.8.1', hubId),
  '8.8.2': ({ hubId }) => join('8.8.2', hubId),
  '8.11': ({ newDeviceId }) => updateDeviceLog(newDeviceId, 'Add'),
  '11.1': ({ newFirmware, deviceId }) => updateFirmware(imageOf(newFirmware), [deviceId]),
  '11.3': ({ newFirmware }) => activateFirmware(imageOf(newFirmware)),
  '12.2': ({ unknownDeviceId }) => announce(unknownDeviceId),
};

/** A service request of the scope: its variant, the element of its body, and what that holds. */
export interface DescribedRequest {
  readonly variant: string;
  readonly element: string;
  readonly content: 'none' | 'log' | 'own';
}

/**
 * The request as it is usually made.
 * @throws Error when its content is its own and nobody has said how it is made
 */
export function usualRequest({ variant, element, content }: DescribedRequest, context: RequestContext): ServiceRequest {
  if (content === 'none') return plainRead(variant, element);
  if (content === 'log') return logRead(variant, element, logPeriod(context.now, context.logHours));
  const make = MAKERS[variant];
  if (make === undefined) throw new Error(`Nobody has said how ${variant} is made: add it to support/interfaces/duis.`);
  return make(context);
}

/** Variants whose content is their own, and that can be made. */
export function madeVariants(): string[] {
  return Object.keys(MAKERS);
}

/** The part of a log that is asked for at an instant. */
export function logPeriod(
  now: Date,
  { from, to }: LogHours = { from: USUAL_LOG_HOURS, to: 0 },
): { readonly from: Date; readonly to: Date } {
  return { from: new Date(now.getTime() - from * HOUR), to: new Date(now.getTime() - to * HOUR) };
}

/** YYYY-MM-DD. */
export function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
