import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { EligibleCombination } from '../../support/roles';
import { LATER_FIRMWARE, OTHER_MAKER, OTHER_MODEL } from '../../support/world/under-test';
import { device } from './basic-types';
import type { ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What the list of eligible combinations holds, made from the entry of the combination under test. */
export type EligibleListing = (entry: EligibleCombination) => readonly EligibleCombination[];

type EligibleDevice = EligibleCombination['devices'][number];

/** Provider that no combination of the catalogue has. */
const OTHER_PROVIDER = 'Another Mobile';

/** The entry with another value in a column of one of its devices. */
function withOther(entry: EligibleCombination, type: DeviceType, change: Partial<EligibleDevice>): EligibleCombination {
  const devices = entry.devices.map((one) => (one.deviceType === type ? { ...one, ...change } : one));
  return { ...entry, devices };
}

/** The entry with one device more. */
function withFurther(entry: EligibleCombination, deviceType: DeviceType): EligibleCombination {
  const further = { deviceType, manufacturer: OTHER_MAKER, model: OTHER_MODEL, firmware: [LATER_FIRMWARE] };
  return { ...entry, devices: [...entry.devices, further] };
}

const eligibleListing = phrasesType<EligibleListing>(
  { name: 'eligibleListing', meaning: 'how the EPCL lists the combination under test' },
  [
    [
      'it with another communications provider',
      () => (entry) => [{ ...entry, communicationsProvider: OTHER_PROVIDER }],
    ],
    [
      'it with another manufacturer of the {device}',
      ([name = '']) =>
        (entry) => [withOther(entry, device.read(name), { manufacturer: OTHER_MAKER })],
    ],
    [
      'it with another model of the {device}',
      ([name = '']) =>
        (entry) => [withOther(entry, device.read(name), { model: OTHER_MODEL })],
    ],
    [
      'it with other firmware of the {device}',
      ([name = '']) =>
        (entry) => [withOther(entry, device.read(name), { firmware: [LATER_FIRMWARE] })],
    ],
    [
      'it without the {device}',
      ([name = '']) =>
        (entry) => [{ ...entry, devices: entry.devices.filter(({ deviceType }) => deviceType !== device.read(name)) }],
    ],
    [
      'it with a further {device}',
      ([name = '']) =>
        (entry) => [withFurther(entry, device.read(name))],
    ],
    [
      'it also with a further {device}',
      ([name = '']) =>
        (entry) => [withFurther(entry, device.read(name)), entry],
    ],
    [
      'it with the firmware of the {device} and of the {device} in two entries',
      ([one = '', other = '']) =>
        (entry) =>
          [one, other].map((name) => withOther(entry, device.read(name), { firmware: [LATER_FIRMWARE] })),
    ],
    [
      'it after another entry of the same models',
      () => (entry) => [withOther(entry, 'ESME', { firmware: [LATER_FIRMWARE] }), entry],
    ],
  ],
);

/** How combinations are listed as eligible. */
export const ELIGIBILITY_TYPES: readonly ParameterType[] = [eligibleListing];
