import { defineParameterType } from '@cucumber/cucumber';
import { CODE, DEVICE_NAMES, DEVICE_TYPES, type DeviceType } from '../../support/interfaces/vocabulary';
import type { Channel, Interception } from '../../support/roles';
import { AUTHORISATION_FAULT, ROW_FAULT } from './authorisation-faults';
import { ORDER_INTERCEPTION, orderInterceptionOf } from './configuration-phrases';
import { HAND_FINDING, RESPONSE_FINDING } from './device-findings';
import { FILE_FAULT } from './file-faults';
import { REQUEST_FAULT } from './request-faults';
import { RESPONSE_FAULT, responseFaultOf, SERVICE_CHANNEL, serviceChannelOf } from './response-faults';
import { SERVICE_ORDER, serviceOrderOf, type ServiceOrder } from './service-orders';
import { VARIATION, variationOf, type InstallationVariation } from './variations';
import type { DeviceSelection } from '../../support/world/device-selection';
import { partOf, USER } from './users';
import type { InstallationReference } from '../../support/world/world';
import {
  DURATION,
  hoursOf,
  NAME,
  NUMBERS,
  numberOf,
  ORDINALS,
  INSTALLATION,
  installationReferenceOf,
  POUNDS,
  poundsIn,
} from './words';

/** A device of one of the scenario's installations. */
export interface DeviceReference {
  readonly type: DeviceType;
  readonly installation: InstallationReference;
}

function deviceTypeOf(name: string): DeviceType {
  const type = DEVICE_TYPES.find((candidate) => DEVICE_NAMES[candidate] === name);
  if (type === undefined) throw new Error(`"${name}" is no device.`);
  return type;
}

const ordinals = ORDINALS.join('|');
const devices = DEVICE_TYPES.map((type) => DEVICE_NAMES[type]).join('|');

/** `an`, `two`, `2000` ...: a number. */
defineParameterType({
  name: 'count',
  regexp: new RegExp(`${Object.keys(NUMBERS).join('|')}|\\d+`),
  transformer: (word: string): number => NUMBERS[word] ?? Number(word),
});

/** `can`, `cannot`: whether something is possible. */
defineParameterType({ name: 'can', regexp: /can|cannot/, transformer: (word: string): boolean => word === 'can' });

/** `every`, `no`: whether something holds for all, or for none. */
defineParameterType({ name: 'all', regexp: /every|no/, transformer: (word: string): boolean => word === 'every' });

/** `the installation`, `the second installation`: its number, from 1. */
defineParameterType({
  name: 'installation',
  regexp: new RegExp(`the (?:(${ordinals}) )?installation`),
  transformer: (ordinal?: string): number => numberOf(ordinal),
});

/** `the migration`, `the migration of the second installation`: the number of the installation, from 1. */
defineParameterType({
  name: 'migration',
  regexp: new RegExp(`the migration(?: of the (${ordinals}) installation)?`),
  transformer: (ordinal?: string): number => numberOf(ordinal),
});

/** Pattern of `the electricity meter`, `the gas meter of the second installation`; captures the words of `deviceInPlace`. */
export const THE_DEVICE = `the (${devices})(?: of the (${INSTALLATION}) installation)?`;

/** The device that is meant. @param name of a device @param place the word for its installation; the first unless named */
export function deviceInPlace(name = '', reference?: string): DeviceReference {
  return { type: deviceTypeOf(name), installation: installationReferenceOf(reference) };
}

/** `the electricity meter`, `the gas meter of the second installation`, `... of the MDS installation`: which device of which. */
defineParameterType({ name: 'theDevice', regexp: new RegExp(THE_DEVICE), transformer: deviceInPlace });

function devicesOf(name: string, reference?: string, every?: string): DeviceSelection {
  return {
    type: deviceTypeOf(name),
    ...(typeof every === 'string' ? {} : { installation: installationReferenceOf(reference) }),
  };
}

const DEVICES = `the (${devices})(?: of (?:the (${INSTALLATION}) installation|(every enrolled) installation))?`;

/** As `theDevice`, and also `the electricity meter of every enrolled installation`. */
defineParameterType({ name: 'theDevices', regexp: new RegExp(DEVICES), transformer: devicesOf });

/** Alerts that a scenario speaks of: of one code or of any, about some devices or about anything. */
export interface SoughtAlerts {
  readonly code?: string;
  readonly about?: DeviceSelection;
}

/** `alert`, `alert "N16"`, `alert for the gas meter`, `alert "N16" for the gas meter`. */
defineParameterType({
  name: 'alert',
  regexp: new RegExp(`alert(?: "(${CODE})")?(?: for ${DEVICES})?`),
  transformer: (code?: string, name?: string, reference?: string, every?: string): SoughtAlerts => ({
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof name === 'string' ? { about: devicesOf(name, reference, every) } : {}),
  }),
});

/** `the MDS installation`, `the electricity-only IOC installation`: the name of an enrolled one. */
defineParameterType({
  name: 'enrolledInstallation',
  regexp: new RegExp(`the (${NAME}) installation`),
  transformer: (name: string): string => name,
});

/** `the electricity supplier`, `another supplier`: the part a user of the DCC plays. */
defineParameterType({ name: 'user', regexp: new RegExp(USER), transformer: partOf });

/** `25 hours`, `30 minutes`, `a day`, `five days`: hours. */
defineParameterType({ name: 'duration', regexp: new RegExp(DURATION), transformer: hoursOf });

/** How an installation differs from its declaration. */
defineParameterType({
  name: 'variation',
  regexp: VARIATION,
  transformer: (phrase: string): InstallationVariation => variationOf(phrase),
});

/** How a migration file differs when it arrives. */
defineParameterType({ name: 'fileFault', regexp: FILE_FAULT, transformer: (phrase: string) => phrase });

/** What a supplier does wrong with a whole authorisation. */
defineParameterType({
  name: 'authorisationFault',
  regexp: AUTHORISATION_FAULT,
  transformer: (phrase: string) => phrase,
});

/** What is wrong with one row of an authorisation. */
defineParameterType({ name: 'rowFault', regexp: ROW_FAULT, transformer: (phrase: string) => phrase });

/** A service request that a user sends. */
defineParameterType({
  name: 'serviceOrder',
  regexp: SERVICE_ORDER,
  transformer: (phrase: string): ServiceOrder => serviceOrderOf(phrase),
});

/** What is wrong with a service request. */
defineParameterType({ name: 'requestFault', regexp: REQUEST_FAULT, transformer: (phrase: string) => phrase });

/** What happens to a response of the S1SP on its way. */
defineParameterType({
  name: 'responseFault',
  regexp: RESPONSE_FAULT,
  transformer: (phrase: string): Interception => responseFaultOf(phrase),
});

/** What happens to an order of the Migration Control Centre on its way to the SMSO. */
defineParameterType({
  name: 'orderInterception',
  regexp: new RegExp(ORDER_INTERCEPTION),
  transformer: (phrase: string): Interception => orderInterceptionOf(phrase),
});

/** Which message between DSP and S1SP. */
defineParameterType({
  name: 'serviceMessage',
  regexp: SERVICE_CHANNEL,
  transformer: (phrase: string): Channel => serviceChannelOf(phrase),
});

/** What the response of a device brings. */
defineParameterType({ name: 'finding', regexp: RESPONSE_FINDING, transformer: (phrase: string) => phrase });

/** What a device shows to somebody in front of it. */
defineParameterType({ name: 'display', regexp: HAND_FINDING, transformer: (phrase: string) => phrase });

/** `£12.50`: pounds. */
defineParameterType({ name: 'pounds', regexp: new RegExp(POUNDS), transformer: poundsIn });
