import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { Fuel } from '../../support/interfaces/duis/requests/tariff';
import type { DeviceSelection } from '../../support/world/device-selection';
import type { InstallationReference } from '../../support/world/world';
import { code, device } from './basic-types';
import { knownHouseholds } from '../../support/scope/households';
import { namesType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { installationReferenceOf, numberOf } from './words';

/** A device of one of the scenario's installations. */
export interface DeviceReference {
  readonly type: DeviceType;
  readonly installation: InstallationReference;
}

/** `the installation`, `the second installation`: its number, from 1. */
export const installation = phrasesType(
  { name: 'installation', meaning: 'an installation of the scenario', example: 'the second installation' },
  [['the( {ordinal}) installation', ([ordinal]) => numberOf(ordinal)]],
);

/** `the migration`, `the migration of the second installation`: the number of the installation, from 1. */
const migration = phrasesType(
  {
    name: 'migration',
    meaning: 'the migration of an installation',
    example: 'the migration of the second installation',
  },
  [['the migration( of the {ordinal} installation)', ([ordinal]) => numberOf(ordinal)]],
);

/** `its recovery`, `the recovery of the second installation`: the number of the installation. */
const recovery = phrasesType({ name: 'recovery', meaning: 'the recovery of an installation' }, [
  ['its recovery', () => 1],
  ['the recovery of the( {ordinal}) installation', ([ordinal]) => numberOf(ordinal)],
]);

/** `second`, `MDS`: which installation is meant, by its place in the scenario or its cohort. */
export const which = phrasesType<InstallationReference>(
  { name: 'which', meaning: 'an installation, by its place in the scenario or by its cohort', example: 'second' },
  [
    ['{ordinal}', ([word]) => installationReferenceOf(word)],
    ['{cohort}', ([word]) => installationReferenceOf(word)],
  ],
);

/** `the electricity meter`, `the gas meter of the second installation`, `... of the MDS installation`. */
export const theDevice = phrasesType<DeviceReference>(
  {
    name: 'theDevice',
    meaning: 'a device of one installation',
    example: 'the gas meter of the second installation',
    parts: [which],
  },
  [
    [
      'the {device}( of the {which} installation)',
      ([name = '', place]) => ({ type: device.read(name), installation: installationReferenceOf(place) }),
    ],
  ],
);

/** As `theDevice`, and also `the electricity meter of every enrolled installation`. */
const theDevices = phrasesType<DeviceSelection>(
  {
    name: 'theDevices',
    meaning: 'a device of one installation, or of every one that was enrolled before',
    example: 'the electricity meter of every enrolled installation',
    parts: [theDevice],
  },
  [
    ['{theDevice}', ([words = '']) => theDevice.read(words)],
    ['the {device} of every enrolled installation', ([name = '']) => ({ type: device.read(name) })],
  ],
);

/** Alerts that a scenario speaks of: of one code or of any, about some devices or about anything. */
export interface SoughtAlerts {
  readonly code?: string;
  readonly about?: DeviceSelection;
}

/** `alert`, `alert "N16"`, `alert for the gas meter`, `alert "N16" for the gas meter`. */
const alert = phrasesType<SoughtAlerts>(
  { name: 'alert', meaning: 'an alert', example: 'alert "N16" for the gas meter', parts: [theDevices] },
  [
    [
      'alert( {code})( for {theDevices})',
      ([quoted, devices]) => ({
        ...(quoted ? { code: code.read(quoted) } : {}),
        ...(devices ? { about: theDevices.read(devices) } : {}),
      }),
    ],
  ],
);

/** `the MDS installation`, `the electricity-only IOC installation`: the name of an enrolled one. */
const enrolledInstallation = phrasesType(
  {
    name: 'enrolledInstallation',
    meaning: 'an installation that was enrolled before',
    example: 'the electricity-only IOC installation',
  },
  [['the {cohort} installation', ([name = '']) => name]],
);

/** `the customer`, `the customer of the MDS installation`: the installation where they live. */
const customer = phrasesType({ name: 'customer', meaning: 'a customer', example: 'the customer' }, [
  ['the customer( of the {cohort} installation)', ([name]) => installationReferenceOf(name)],
]);

/** `another supplier`, `another gas supplier`: the fuel for which it is another one. */
const anotherSupplier = phrasesType<Fuel>({ name: 'anotherSupplier', meaning: 'another supplier of a fuel' }, [
  ['another supplier', () => 'electricity'],
  ['another electricity supplier', () => 'electricity'],
  ['another gas supplier', () => 'gas'],
]);

/** `the electricity supply point`, `the supply point of the MDS installation`: the installation that has it. */
const supplyPoint = phrasesType({ name: 'supplyPoint', meaning: 'a supply point' }, [
  ['the electricity supply point', () => installationReferenceOf(undefined)],
  ['the supply point of the {cohort} installation', ([name]) => installationReferenceOf(name)],
]);

/** `the SIM`, `the SIM of the SMETS2+ installation`: the installation that it belongs to. */
const sim = phrasesType({ name: 'sim', meaning: 'the SIM of an installation', example: 'the SIM' }, [
  ['the SIM( of the {cohort} installation)', ([name]) => installationReferenceOf(name)],
]);

/** The devices that a step looks up: one, or those of the first installation but for some. */
export type LookedUp = { readonly one: DeviceReference } | { readonly every: true; readonly but?: DeviceType };

/** `the gas meter`, `every device`, `every device but an in-home display`. */
const inventoryDevices = phrasesType<LookedUp>(
  { name: 'inventoryDevices', meaning: 'devices in the inventory', example: 'every device', parts: [theDevice] },
  [
    ['every device', () => ({ every: true })],
    ['every device but an in-home display', () => ({ every: true, but: 'IHD' })],
    ['{theDevice}', ([words = '']) => ({ one: theDevice.read(words) })],
  ],
);

/** Devices that an order leaves as they are: one, those of an installation by its number, or some of those of the scenario. */
export type LeftDevices = DeviceReference | number | 'active' | 'last dormant meter';

/** `every device of the installation`, `every active device`, `its last dormant meter`. */
const leftDevices = phrasesType<LeftDevices>(
  {
    name: 'leftDevices',
    meaning: 'devices that an order leaves as they are',
    example: 'every active device',
    parts: [theDevice],
  },
  [
    ['{theDevice}', ([words = '']) => theDevice.read(words)],
    ['every device of the( {ordinal}) installation', ([ordinal]) => numberOf(ordinal)],
    ['every active device', () => 'active'],
    ['its last dormant meter', () => 'last dormant meter'],
  ],
);

const household = namesType(
  { name: 'household', meaning: 'a household of features/scope/households.json', complete: true },
  Object.keys(knownHouseholds()),
);

/** Installations, their devices, and what belongs to them. */
export const INSTALLATION_TYPES: readonly ParameterType[] = [
  installation,
  migration,
  recovery,
  which,
  theDevice,
  theDevices,
  alert,
  enrolledInstallation,
  customer,
  anotherSupplier,
  supplyPoint,
  sim,
  inventoryDevices,
  leftDevices,
  household,
];
