import { defect, entry } from '../../../kernel/defect';
import type { EligibleCombination } from '../inventory';
import { RECORD_CHECKS, type CheckContext } from '../record-checks';

type EligibleDevice = EligibleCombination['devices'][number];
type Check = (typeof RECORD_CHECKS.rules.checks)['models'];

/** Makes a check on a list whose devices are taken to be as declared in one column. */
function ignoring(column: 'manufacturer' | 'model'): (right: Check) => Check {
  return (right) => (context) => {
    const declared = (device: EligibleDevice): string =>
      context.installation.devices.find(({ deviceType }) => deviceType === device.deviceType)?.[column] ??
      device[column];
    const epcl = context.epcl.map((one) => ({
      ...one,
      devices: one.devices.map((device) => ({ ...device, [column]: declared(device) })),
    }));
    return right({ ...context, epcl });
  };
}

/** Every entry has the firmware of all of them. */
function withAllFirmware({ epcl }: CheckContext): EligibleCombination[] {
  const every = epcl.flatMap(({ devices }) => devices);
  const firmwareOf = ({ deviceType, manufacturer, model }: EligibleDevice): string[] =>
    every
      .filter((one) => one.deviceType === deviceType && one.manufacturer === manufacturer && one.model === model)
      .flatMap(({ firmware }) => firmware);
  return epcl.map((one) => ({
    ...one,
    devices: one.devices.map((device) => ({ ...device, firmware: firmwareOf(device) })),
  }));
}

/** Of every entry the devices that the installation has too. */
function partsOf({ epcl, installation }: CheckContext): EligibleCombination[] {
  const has = ({ deviceType, manufacturer, model }: EligibleDevice): boolean =>
    installation.devices.some(
      (one) => one.deviceType === deviceType && one.manufacturer === manufacturer && one.model === model,
    );
  return epcl.map((one) => ({ ...one, devices: one.devices.filter(has) }));
}

const models = entry(RECORD_CHECKS, 'checks', 'models');
const firmware = entry(RECORD_CHECKS, 'checks', 'firmware');

/** Seeded defects of the comparison with the list of eligible combinations. */
export const EPCL_DEFECTS = [
  defect(
    'cp-ignores-communications-provider',
    models.replace((right) => (context) => {
      const { communicationsProvider } = context.installation;
      return right({ ...context, epcl: context.epcl.map((one) => ({ ...one, communicationsProvider })) });
    }),
  ),
  defect('cp-ignores-manufacturers', models.replace(ignoring('manufacturer'))),
  defect('cp-ignores-models', models.replace(ignoring('model'))),
  defect(
    'cp-mixes-firmware-of-entries',
    firmware.replace((right) => (context) => right({ ...context, epcl: withAllFirmware(context) })),
  ),
  defect(
    'cp-looks-at-first-entry',
    firmware.replace((right) => (context) => right({ ...context, epcl: context.epcl.slice(0, 1) })),
  ),
  defect(
    'cp-passes-part-of-combination',
    models.replace((right) => (context) => right({ ...context, epcl: partsOf(context) })),
    firmware.replace((right) => (context) => right({ ...context, epcl: partsOf(context) })),
  ),
  defect(
    'cp-compares-no-gas-firmware',
    firmware.replace((right) => (context) => {
      const { devices } = context.installation;
      const some = devices.filter(({ deviceType }) => deviceType === 'CHF' || deviceType === 'ESME');
      return right({ ...context, installation: { ...context.installation, devices: some } });
    }),
  ),
];
