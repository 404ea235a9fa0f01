import type { ServiceRequest } from '../../support/interfaces/duis/request';
import {
  activateAuxiliaryLoad,
  changeSupplier,
  clearEventLog,
  configureAlert,
  configureNetworkAlert,
  dailyBilling,
  restrictAccess,
  setImportMpxn,
  switchOffWay,
  synchroniseClock,
  updateBilling,
  updateCredentials,
} from '../../support/interfaces/duis/requests/configuration';
import {
  activateFirmware,
  decommission,
  deleteDevice,
  imageOf,
  updateDetails,
  updateDeviceLog,
  updateFirmware,
  updateStatus,
} from '../../support/interfaces/duis/requests/estate';
import { plainRead } from '../../support/interfaces/duis/requests/reads';
import { createSchedule, deleteSchedule, readSchedule } from '../../support/interfaces/duis/requests/schedules';
import { dateOf } from '../../support/interfaces/duis/usual';
import { LATER_FIRMWARE, newDeviceOf, unknownDeviceOf } from '../../support/world/under-test';
import { device as deviceWords } from './basic-types';
import { billingTimes, scheduleTimes } from './calendar-phrases';
import { METER_SETTINGS } from './meter-setting-phrases';
import { deviceOf } from '../../support/world/world';
import { wordsType } from './parameter-type';
import { otherPointThan, type OrderContext, type Phrase } from './service-phrases';
import { MONEY_CHANGES } from './money-phrases';

const DAY = 86_400_000;
/** Difference, in seconds, up to which a clock is set. */
const TOLERANCE = 60;

const supplyPointOf = ({ fuel, installation }: OrderContext): string =>
  (fuel === 'gas' ? installation.mprn : installation.importMPAN) ?? '';

/** What becomes of the supply. */
export const supplyChange = wordsType<readonly [variant: string, element: string]>(
  { name: 'supplyChange', meaning: 'what a user does with the supply' },
  { enables: ['7.1', 'EnableSupply'], disables: ['7.2', 'DisableSupply'], arms: ['7.3', 'ArmSupply'] },
);

/** An alert of the user's own: of a network operator, or of a supplier. */
function switchAlert({ fuel, roles, user }: OrderContext, code: string, isOn: boolean): ServiceRequest {
  return user.eui === roles.distributor.eui ? configureNetworkAlert(code, isOn) : configureAlert(fuel, code, isOn);
}

const SETTINGS: readonly Phrase[] = [
  [
    '{supplyChange} the supply of {target}',
    (_context, [does = '']) => plainRead(...supplyChange.read(does)),
    ([does = '']) => supplyChange.read(does)[0],
  ],
  ['restricts access to the earlier data of {target}', ({ now }) => restrictAccess(now), '3.2'],
  ['clears the event log of {target}', () => clearEventLog(), '3.3'],
  ['clears the auxiliary load control log of {target}', () => clearEventLog('ALCS'), '3.3'],
  [
    'sets the billing calendar of {target} to daily at {time}',
    ({ fuel }, [at = '']) => dailyBilling(fuel, `${at}:00`),
    '6.8',
  ],
  [
    'sets the billing calendar of {target} to {billingTimes}',
    (_context, [times = '']) => updateBilling(billingTimes.read(times)),
    '6.8',
  ],
  ['sets the clock of {target}', ({ now }) => synchroniseClock('6.11', now, TOLERANCE), '6.11'],
  ['commissions {target}', ({ now }) => synchroniseClock('8.1.1', now, TOLERANCE), '8.1.1'],
  ['sets the supply point of {target}', (context) => setImportMpxn(context.fuel, supplyPointOf(context)), '6.20.1'],
  [
    'sets the supply point of {target} to another MPAN',
    ({ fuel, installation }) => setImportMpxn(fuel, otherPointThan(installation)),
    '6.20.1',
  ],
  [
    'switches off the alert {eventCode} of {target}',
    (context, [code = '']) => switchAlert(context, code, false),
    '6.22',
  ],
  ...(['home area network alert', 'alarm', 'log entry'] as const).map((way): Phrase => [
    `switches off the ${way} {eventCode} of {target}`,
    (_context, [code = '']) => switchOffWay(way, code),
    '6.22',
  ]),
  ['switches on the alert {eventCode} of {target}', (context, [code = '']) => switchAlert(context, code, true), '6.22'],
  [
    'puts its credentials on {target}',
    ({ user, roles }) =>
      updateCredentials(
        user === roles.distributor || user === roles.transporter ? 'NetworkOperator' : 'Supplier',
        user.organisation.certificate,
      ),
    '6.15.1',
  ],
  [
    'puts credentials of a network operator on {target}',
    ({ user }) => updateCredentials('NetworkOperator', user.organisation.certificate),
    '6.15.1',
  ],
  [
    'puts the credentials of another supplier on {target}',
    ({ roles }) => updateCredentials('Supplier', roles.otherSupplier.organisation.certificate),
    '6.15.1',
  ],
  [
    'takes over {target}',
    (context) => changeSupplier(context.user.organisation.certificate, supplyPointOf(context)),
    '6.23',
  ],
  [
    'takes over {target} with another MPAN',
    ({ user, installation }) => changeSupplier(user.organisation.certificate, otherPointThan(installation)),
    '6.23',
  ],
  [
    'takes over {target} with the certificate of the former supplier',
    (context) => changeSupplier(context.roles.supplier.organisation.certificate, supplyPointOf(context)),
    '6.23',
  ],
];

const ESTATE: readonly Phrase[] = [
  ['decommissions {target}', ({ device }) => decommission(device.deviceId), '8.3'],
  [
    'marks {target} as installed but not commissioned',
    ({ device }) => updateStatus(device.deviceId, 'InstalledNotCommissioned'),
    '8.4',
  ],
  ['marks {target} as pending', ({ device }) => updateStatus(device.deviceId, 'Pending'), '8.4'],
  [
    'corrects the firmware of {target} in the inventory to the new firmware',
    ({ device }) => updateDetails(device.deviceId, { firmware: LATER_FIRMWARE }),
    '8.4',
  ],
  ['deletes {target} from the inventory', ({ device }) => deleteDevice(device.deviceId), '8.4'],
  [
    'adds a commissioned device to {target}',
    ({ installation }) => updateDeviceLog(deviceOf(installation, 'ESME').deviceId, 'Add'),
    '8.11',
  ],
  [
    'adds the new device to {target}',
    (context) => updateDeviceLog(newDeviceOf(context.installation).deviceId, 'Add'),
    '8.11',
  ],
  [
    'removes the new device from {target}',
    (context) => updateDeviceLog(newDeviceOf(context.installation).deviceId, 'Remove'),
    '8.11',
  ],
  [
    'removes the {device} from {target}',
    ({ installation }, [other = '']) =>
      updateDeviceLog(deviceOf(installation, deviceWords.read(other)).deviceId, 'Remove'),
    '8.11',
  ],
  [
    'sends new firmware to {target}',
    ({ device }) => updateFirmware(imageOf(LATER_FIRMWARE), [device.deviceId]),
    '11.1',
  ],
  [
    'sends new firmware to {target} and an unknown device',
    ({ device, installation }) =>
      updateFirmware(imageOf(LATER_FIRMWARE), [device.deviceId, unknownDeviceOf(installation).deviceId]),
    '11.1',
  ],
  [
    'sends new firmware to {target} and the new device',
    ({ device, installation }) =>
      updateFirmware(imageOf(LATER_FIRMWARE), [device.deviceId, newDeviceOf(installation).deviceId]),
    '11.1',
  ],
  [
    'sends new firmware to {target} and the {device}',
    ({ device, installation }, [other = '']) =>
      updateFirmware(
        imageOf(LATER_FIRMWARE),
        [device, deviceOf(installation, deviceWords.read(other))].map(({ deviceId }) => deviceId),
      ),
    '11.1',
  ],
  [
    'sends new firmware to {target}, the {device}, the new device and an unknown device',
    ({ device, installation }, [other = '']) =>
      updateFirmware(
        imageOf(LATER_FIRMWARE),
        [
          device,
          deviceOf(installation, deviceWords.read(other)),
          newDeviceOf(installation),
          unknownDeviceOf(installation),
        ].map(({ deviceId }) => deviceId),
      ),
    '11.1',
  ],
  ['activates the new firmware of {target}', () => activateFirmware(imageOf(LATER_FIRMWARE)), '11.3'],
];

const SCHEDULES: readonly Phrase[] = [
  [
    'schedules a daily reading of {target} at {time}',
    ({ device, now }, [time = '']) => daily(device.deviceId, now, time),
    '5.1',
  ],
  [
    'schedules a monthly reading of {target} at {time}',
    ({ device, now }, [time = '']) => daily(device.deviceId, now, time, { frequency: 'Monthly' }),
    '5.1',
  ],
  [
    'schedules a reading of {target}, {scheduleTimes}',
    ({ device }, [times = '']) =>
      createSchedule({ deviceId: device.deviceId, variant: '4.8.1', ...scheduleTimes.read(times) }),
    '5.1',
  ],
  [
    'schedules a daily reading of {target} that ends before it begins',
    ({ device, now }) => daily(device.deviceId, now, '01:00', { endDate: dateOf(now) }),
    '5.1',
  ],
  [
    'schedules a daily reading of {target} that began yesterday',
    ({ device, now }) => daily(device.deviceId, new Date(now.getTime() - 2 * DAY), '01:00'),
    '5.1',
  ],
  [
    'schedules a daily reading of the maximum demand of exports of {target} at {time}',
    ({ device, now }, [time = '']) => daily(device.deviceId, now, time, { variant: '4.12.2' }),
    '5.1',
  ],
  [
    'schedules a daily recording of the network data of {target} at {time}',
    ({ device, now }, [time = '']) => daily(device.deviceId, now, time, { variant: '14.1' }),
    '5.1',
  ],
  ['reads its schedules for {target}', ({ device }) => readSchedule({ deviceId: device.deviceId }), '5.2'],
  ['deletes its schedules for {target}', ({ device }) => deleteSchedule({ deviceId: device.deviceId }), '5.3'],
  [
    'deletes the schedule of the electricity supplier for {target}',
    ({ roles }) => {
      const created = roles.supplier.sent.findLast(({ request }) => request.variant === '5.1');
      const content = created?.answer?.content;
      return deleteSchedule({ scheduleId: (content?.kind === 'answer' ? content.scheduleId : undefined) ?? '1' });
    },
    '5.3',
  ],
];

/** A schedule that fires every day, or month, from tomorrow on. */
function daily(
  deviceId: string,
  now: Date,
  time: string,
  otherwise: Partial<Parameters<typeof createSchedule>[0]> = {},
): ServiceRequest {
  const startDate = dateOf(new Date(now.getTime() + DAY));
  return createSchedule({
    deviceId,
    variant: '4.8.1',
    frequency: 'Daily',
    startDate,
    time: `${time}:00`,
    ...otherwise,
  });
}

/** What DUIS has and SMETS1 devices have not. */
const FOREIGN: readonly Phrase[] = [
  ['switches on an auxiliary load of {target}', () => activateAuxiliaryLoad(), '7.5'],
];

/** Requests that change something. */
export const CHANGES: readonly Phrase[] = [
  ...MONEY_CHANGES,
  ...SETTINGS,
  ...METER_SETTINGS,
  ...ESTATE,
  ...SCHEDULES,
  ...FOREIGN,
];
