import { requestHandover } from '../../support/interfaces/duis/requests/configuration';
import { announce, join, updateSupplyPoint } from '../../support/interfaces/duis/requests/estate';
import * as settings from '../../support/interfaces/duis/requests/meter-settings';
import { plainRead } from '../../support/interfaces/duis/requests/reads';
import { blockTariff, updateSecondPrice, updateSecondTariff } from '../../support/interfaces/duis/requests/tariff';
import { newDeviceOf } from '../../support/world/under-test';
import { otherPointThan, type OrderContext, type Phrase } from './service-phrases';

/** The gas proxy function of an installation. */
function proxyOf({ installation }: OrderContext): string {
  return installation.devices.find(({ deviceType }) => deviceType === 'GPF')?.deviceId ?? '';
}

/** Whether it is a device without keys of a supplier, whose joining is not critical. */
function isDisplay({ device }: OrderContext): boolean {
  return device.deviceType === 'PPMID';
}

const PHRASES: readonly Phrase[] = [
  [
    'sets a tariff with a block limit of {number} Wh on {target}',
    (_context, [limit]) => blockTariff([10, 20], Number(limit)),
    '1.1.1',
  ],
  [
    'sets the tariff of the second element of {target} to {number} pence by day and {number} pence by night',
    (_context, [day, night]) => updateSecondTariff({ day: Number(day), night: Number(night), standing: 0 }),
    '1.1.2',
  ],
  [
    'sets the price of the second element of {target} to {number} pence',
    (_context, [pence]) => updateSecondPrice({ day: Number(pence), standing: 0 }),
    '1.2.2',
  ],
  ['disables the privacy PIN of {target}', () => plainRead('3.5', 'DisablePrivacyPIN'), '3.5'],
  [
    'sets the uncontrolled gas flow rate of {target} to {number} cubic metres an hour',
    (_context, [rate]) =>
      settings.detectGasFlow({ rate: Number(rate), stabilisation: 20, measurement: 90, locksWhenDepleted: true }),
    '6.7',
  ],
  [
    'sets the maximum demand period of {target} to {time} to {time}',
    (_context, [from = '', to = '']) => settings.setDemandPeriod(`${from}:00`, `${to}:00`),
    '6.18.1',
  ],
  ['has the block counters of {target} reset daily', () => settings.resetBlocksDaily(true), '6.26'],
  [
    'resets the voltage counters of {target}',
    () => plainRead('6.27', 'UpdateDeviceConfigurationRMSVoltageCounterReset'),
    '6.27',
  ],
  [
    'requests a customer identification number for {target}',
    () => plainRead('9.1', 'RequestCustomerIdentificationNumber'),
    '9.1',
  ],
  ['has the network data of {target} recorded', () => plainRead('14.1', 'RecordNetworkDataGAS'), '14.1'],
  ['resets the block counters of {target}', () => plainRead('1.7', 'ResetTariffBlockCounterMatrix'), '1.7'],
  ['displays "{text}" on {target}', (_context, [text = '']) => settings.displayMessage(text), '3.1'],
  [
    'sets the supplier name of {target} to "{text}"',
    (_context, [name = '']) => settings.updateSupplierName(name, '0800 000 000'),
    '3.4',
  ],
  [
    'limits the load of {target} to {number} W and disables the supply above it',
    (_context, [watts]) => settings.limitLoad({ watts: Number(watts), restoration: 86_400, disables: true }),
    '6.4.1',
  ],
  [
    'limits the load of {target} to {number} W',
    (_context, [watts]) => settings.limitLoad({ watts: Number(watts), restoration: 1800, disables: false }),
    '6.4.1',
  ],
  [
    'resets the load limit counter of {target}',
    () => plainRead('6.4.2', 'UpdateDeviceConfigurationLoadLimitingCounterReset'),
    '6.4.2',
  ],
  [
    'sets the voltage limits of {target} to {number} and {number} V',
    (_context, [over, under]) => settings.limitVoltage(Number(over) * 10, Number(under) * 10),
    '6.5',
  ],
  [
    'sets the calorific value of {target} to {number}',
    (_context, [value]) => settings.convertGas(Number(value), 1),
    '6.6',
  ],
  [
    'sets the power thresholds of {target} to {number} and {number} W',
    (_context, [low, high]) => settings.setPowerThresholds(Number(low), Number(high)),
    '6.12',
  ],
  ['resets the maximum demand of {target}', () => settings.resetDemand(), '6.18.2'],
  [
    'sets the export supply point of {target} to {number}',
    (_context, [mpan = '']) => settings.setExportMpan(mpan),
    '6.20.2',
  ],
  ['locks the supply of {target} against tampering', () => settings.setTamperState(true), '6.25'],
  ['requests the handover of {target}', ({ user }) => requestHandover(user.organisation.certificate), '6.21'],
  [
    'requests the handover of {target} with the certificate of another supplier',
    ({ roles }) => requestHandover(roles.otherSupplier.organisation.certificate),
    '6.21',
  ],
  [
    'requests the handover of {target} to a network operator',
    ({ user }) => requestHandover(user.organisation.certificate, 'NetworkOperator'),
    '6.21',
  ],
  [
    'joins {target} to the gas proxy function',
    (context) => join(isDisplay(context) ? '8.7.2' : '8.7.1', proxyOf(context)),
  ],
  [
    'joins {target} to a device of another home',
    (context) => join('8.7.1', newDeviceOf(context.installation).deviceId),
  ],
  [
    'unjoins {target} from the gas proxy function',
    (context) => join(isDisplay(context) ? '8.8.2' : '8.8.1', proxyOf(context)),
  ],
  [
    'unjoins {target} from a device of another home',
    (context) => join('8.8.1', newDeviceOf(context.installation).deviceId),
  ],
  [
    'gives a supply point to the second element of {target}',
    ({ device, installation }) => updateSupplyPoint(device.deviceId, installation.importMPAN, 'SecondaryImportMPAN'),
    '8.4',
  ],
  [
    'gives a supply point that nobody has registered to {target}',
    ({ device, installation }) => updateSupplyPoint(device.deviceId, otherPointThan(installation)),
    '8.4',
  ],
  [
    'gives the supply point of the electricity meter to {target}',
    ({ device, installation }) => updateSupplyPoint(device.deviceId, installation.importMPAN),
    '8.4',
  ],
  ['announces {target}', ({ device }) => announce(device.deviceId), '12.2'],
];

/** Requests that set, reset or join something of a meter. */
export const METER_SETTINGS: readonly Phrase[] = [...PHRASES];
