import { requestHandover } from '../../support/interfaces/duis/requests/configuration';
import { announce, join, updateSupplyPoint } from '../../support/interfaces/duis/requests/estate';
import * as settings from '../../support/interfaces/duis/requests/meter-settings';
import { plainRead } from '../../support/interfaces/duis/requests/reads';
import { blockTariff } from '../../support/interfaces/duis/requests/tariff';
import { newDeviceOf } from '../../support/world/under-test';
import type { OrderContext, Phrase } from './service-phrases';

/** The gas proxy function of an installation. */
function proxyOf({ installation }: OrderContext): string {
  return installation.devices.find(({ deviceType }) => deviceType === 'GPF')?.deviceId ?? '';
}

const PHRASES: readonly Phrase[] = [
  [
    'sets a tariff with a block limit of (\\d+) Wh on DEVICE',
    (_context, [limit]) => blockTariff([10, 20], Number(limit)),
  ],
  ['resets the block counters of DEVICE', () => plainRead('1.7', 'ResetTariffBlockCounterMatrix')],
  ['displays "([^"]+)" on DEVICE', (_context, [text = '']) => settings.displayMessage(text)],
  [
    'sets the supplier name of DEVICE to "([^"]+)"',
    (_context, [name = '']) => settings.updateSupplierName(name, '0800 000 000'),
  ],
  [
    'limits the load of DEVICE to (\\d+) W and disables the supply above it',
    (_context, [watts]) => settings.limitLoad({ watts: Number(watts), restoration: 86_400, disables: true }),
  ],
  [
    'limits the load of DEVICE to (\\d+) W',
    (_context, [watts]) => settings.limitLoad({ watts: Number(watts), restoration: 1800, disables: false }),
  ],
  [
    'resets the load limit counter of DEVICE',
    () => plainRead('6.4.2', 'UpdateDeviceConfigurationLoadLimitingCounterReset'),
  ],
  [
    'sets the voltage limits of DEVICE to (\\d+) and (\\d+) V',
    (_context, [over, under]) => settings.limitVoltage(Number(over) * 10, Number(under) * 10),
  ],
  ['sets the calorific value of DEVICE to (\\d+)', (_context, [value]) => settings.convertGas(Number(value), 1)],
  [
    'sets the power thresholds of DEVICE to (\\d+) and (\\d+) W',
    (_context, [low, high]) => settings.setPowerThresholds(Number(low), Number(high)),
  ],
  ['resets the maximum demand of DEVICE', () => settings.resetDemand()],
  [
    'sets the export supply point of DEVICE',
    ({ installation }) => settings.setExportMpan(installation.exportMPAN ?? ''),
  ],
  ['locks the supply of DEVICE against tampering', () => settings.setTamperState(true)],
  ['requests the handover of DEVICE', ({ user }) => requestHandover(user.organisation.certificate)],
  [
    'requests the handover of DEVICE with the certificate of another supplier',
    ({ roles }) => requestHandover(roles.otherSupplier.organisation.certificate),
  ],
  [
    'requests the handover of DEVICE to a network operator',
    ({ user }) => requestHandover(user.organisation.certificate, 'NetworkOperator'),
  ],
  ['joins DEVICE to the gas proxy function', (context) => join('8.7.1', proxyOf(context))],
  ['joins DEVICE to a device of another home', (context) => join('8.7.1', newDeviceOf(context.installation).deviceId)],
  ['unjoins DEVICE from the gas proxy function', (context) => join('8.8.1', proxyOf(context))],
  [
    'unjoins DEVICE from a device of another home',
    (context) => join('8.8.1', newDeviceOf(context.installation).deviceId),
  ],
  [
    'gives a supply point to the second element of DEVICE',
    ({ device, installation }) => updateSupplyPoint(device.deviceId, installation.importMPAN, 'SecondaryImportMPAN'),
  ],
  [
    'gives the supply point of the electricity meter to DEVICE',
    ({ device, installation }) => updateSupplyPoint(device.deviceId, installation.importMPAN),
  ],
  ['announces DEVICE', ({ device }) => announce(device.deviceId)],
];

/** Requests that set, reset or join something of a meter. */
export const METER_SETTINGS: readonly Phrase[] = [...PHRASES];
