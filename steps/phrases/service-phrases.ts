import type { ServiceRequest } from '../../support/interfaces/duis/request';
import { retrieveCredentials } from '../../support/interfaces/duis/requests/configuration';
import { requestWanMatrix } from '../../support/interfaces/duis/requests/estate';
import { eventLog, logRead, plainRead, readInventory } from '../../support/interfaces/duis/requests/reads';
import type { Fuel } from '../../support/interfaces/duis/requests/tariff';
import { logPeriod } from '../../support/interfaces/duis/usual';
import type { DccUser, MadeDevice, MadeInstallation, Roles } from '../../support/roles';
import { calendarDay } from './basic-types';
import { wordsType } from './parameter-type';

/** What a request can be made from. */
export interface OrderContext {
  readonly user: DccUser;
  readonly roles: Roles;
  /** Virtual time. */
  readonly now: Date;
  readonly installation: MadeInstallation;
  /** The device that the phrase names. */
  readonly device: MadeDevice;
  readonly fuel: Fuel;
  /** A number that no other request of the scenario has. */
  readonly serial: () => number;
}

/**
 * A phrase that can follow a user, and what it asks for: the words are those in its braces, but for the device. Last stands its service
 * reference variant, unless that depends on the device: the check of features reads in the scope which devices have it.
 */
export type Phrase = readonly [
  phrase: string,
  make: (context: OrderContext, words: readonly string[]) => ServiceRequest,
  variant?: string | ((words: readonly string[]) => string),
];

/** What devices can be asked for, by the words for it. */
const PLAIN: Readonly<Record<string, readonly [variant: string, element: string]>> = {
  'import registers': ['4.1.1', 'ReadInstantaneousImportRegisters'],
  'prepayment values': ['4.3', 'ReadInstantaneousPrepayValues'],
  tariff: ['4.11.1', 'ReadTariffPrimaryElement'],
  'tariff of the second element': ['4.11.2', 'ReadTariffSecondaryElement'],
  'prepayment configuration': ['4.13', 'ReadPrepaymentConfiguration'],
  balance: ['4.18', 'ReadMeterBalance'],
  'billing calendar': ['6.2.3', 'ReadDeviceConfigurationBillingCalendar'],
  'supply point': ['6.2.7', 'ReadDeviceConfigurationMPxN'],
  'mode of payment': ['6.2.9', 'ReadDeviceConfigurationPaymentMode'],
  'block registers': ['4.1.3', 'ReadInstantaneousImportTOUWithBlocksMatrices'],
  'block counters': ['4.1.4', 'ReadInstantaneousImportBlockCounters'],
  'export registers': ['4.2', 'ReadInstantaneousExportRegisters'],
  'maximum demand': ['4.12.1', 'ReadMaximumDemandImportRegisters'],
  'maximum demand of exports': ['4.12.2', 'ReadMaximumDemandExportRegisters'],
  'randomised offset': ['6.2.2', 'ReadDeviceConfigurationRandomisation'],
  'load limit': ['4.15', 'ReadLoadLimitData'],
  'voltage limits': ['6.2.1', 'ReadDeviceConfigurationVoltage'],
  'power thresholds': ['6.2.5', 'ReadDeviceConfigurationInstantaneousPowerThresholds'],
  'gas conversion': ['6.2.8', 'ReadDeviceConfigurationGas'],
  'alert behaviour': ['6.2.10', 'ReadDeviceConfigurationEventAndAlertBehaviours'],
  identity: ['6.2.4', 'ReadDeviceConfigurationIdentityExcMPxN'],
  'supply state': ['7.4', 'ReadSupplyStatus'],
  'device log': ['8.9', 'ReadDeviceLog'],
  'firmware version': ['11.2', 'ReadFirmwareVersion'],
};

/** Logs of which the last thirty days can be asked for. */
const LOGS: Readonly<Record<string, readonly [variant: string, element: string]>> = {
  'tariff change log': ['4.4.2', 'RetrieveCoMOrTariffTriggeredBillingDataLog'],
  'billing log': ['4.4.3', 'RetrieveBillingCalendarTriggeredBillingDataLog'],
  'debt payment log': ['4.4.4', 'RetrieveBillingDataLogDebtPayments'],
  'credit log': ['4.4.5', 'RetrieveBillingDataLogPrepaymentCredits'],
  'daily export log': ['4.6.2', 'RetrieveExportDailyReadLog'],
  'half-hourly reactive consumption': ['4.8.2', 'ReadReactiveImportProfileData'],
  'daily prepayment log': ['4.14', 'ReadPrepaymentDailyReadLog'],
  'daily consumption': ['4.17', 'RetrieveDailyConsumptionLog'],
  'daily log': ['4.6.1', 'RetrieveImportDailyReadLog'],
  'half-hourly consumption': ['4.8.1', 'ReadActiveImportProfileData'],
  'half-hourly export': ['4.8.3', 'ReadExportProfileData'],
  'network data': ['4.10', 'ReadNetworkData'],
};

/** What a device can be asked for. */
export const reading = wordsType({ name: 'reading', complete: true, meaning: 'what a device can be asked for' }, PLAIN);

/** A log of the last thirty days. */
export const log = wordsType(
  { name: 'log', complete: true, meaning: 'a log of a device, of which the last thirty days are read' },
  LOGS,
);

/** The service reference variant of what a device is asked for. */
export const serviceVariant = wordsType(
  { name: 'serviceVariant', complete: true, meaning: 'what a model may not support' },
  Object.fromEntries(Object.entries({ ...PLAIN, ...LOGS }).map(([words, [variant]]) => [words, variant])),
);

/** A supply point that no meter of the scenario serves. */
export function otherPointThan({ importMPAN }: MadeInstallation): string {
  return `${importMPAN.slice(1)}${importMPAN.slice(0, 1)}`;
}

/** What a device is asked for. */
const OF_DEVICES: readonly Phrase[] = [
  [
    'asks {target} for its {reading}',
    (_context, [what = '']) => plainRead(...reading.read(what)),
    ([what = '']) => reading.read(what)[0],
  ],
  ['asks {target} for its security credentials', () => retrieveCredentials('Supplier', 'NetworkOperator'), '6.24.1'],
  ['asks {target} for the security credentials of its supplier', () => retrieveCredentials('Supplier'), '6.24.1'],
  [
    'asks the inventory for a supply point without a meter',
    ({ installation }) => readInventory('MPxN', otherPointThan(installation)),
    '8.2',
  ],
  ['asks for the coverage of premises', () => requestWanMatrix('AB1 2CD', '1 High Street'), '12.1'],
  ['asks the inventory for {target}', ({ device }) => readInventory('DeviceID', device.deviceId), '8.2'],
];

/** What a device has recorded. */
const OF_LOGS: readonly Phrase[] = [
  [
    'asks {target} for its {log}',
    ({ now }, [what = '']) => logRead(...log.read(what), logPeriod(now)),
    ([what = '']) => log.read(what)[0],
  ],
  [
    'asks {target} for its billing log since {calendarDay}',
    ({ now }, [since = '']) => {
      const from = new Date(`${calendarDay.read(since)}T00:00:00.000Z`);
      return logRead('4.4.3', 'RetrieveBillingCalendarTriggeredBillingDataLog', { from, to: now });
    },
    '4.4.3',
  ],
  [
    'asks {target} for a log over a period that ends before it starts',
    ({ now }) => logRead('4.8.1', 'ReadActiveImportProfileData', { from: now, to: logPeriod(now).from }),
    '4.8.1',
  ],
  ['asks {target} for its gas event log', ({ now }) => eventLog('GSMEEvent', logPeriod(now)), '6.13'],
  [
    'asks {target} for its event log',
    ({ now, fuel }) => eventLog(fuel === 'gas' ? 'GSMEEvent' : 'Event', logPeriod(now)),
    '6.13',
  ],
];

/** Requests that change nothing. */
export const READS: readonly Phrase[] = [...OF_DEVICES, ...OF_LOGS];
