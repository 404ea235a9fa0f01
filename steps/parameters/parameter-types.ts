import { defineParameterType } from '@cucumber/cucumber';
import { DEVICE_NAMES, DEVICE_TYPES, type DeviceType } from '../../support/interfaces/vocabulary';
import type { Part, ReceiverFault } from '../../support/roles';
import { AUTHORISATION_FAULT, ROW_FAULT } from './authorisation-faults';
import { FILE_FAULT } from './file-faults';
import { SERVICE_ORDER, serviceOrderOf, type ServiceOrder } from './service-orders';
import { PECULIARITY, peculiarityOf, type Peculiarity } from './peculiarities';

const NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const ORDINALS = ['first', 'second', 'third'];

/** Users of the DCC as testers say them, with the part each plays. */
const USERS: Readonly<Record<string, Part>> = {
  'the supplier': 'supplier',
  'the electricity supplier': 'supplier',
  'the gas supplier': 'gasSupplier',
  'another supplier': 'otherSupplier',
  'the electricity network operator': 'distributor',
  'the gas transporter': 'transporter',
  'another network operator': 'otherDistributor',
  'another gas transporter': 'otherTransporter',
  'an other user': 'otherUser',
};

/** Faults of a user's receiver, as testers say them. */
const RECEIVER_FAULTS: Readonly<Record<string, ReceiverFault>> = {
  'cannot receive anything': 'receiver-down',
  'answers every document with an error': 'receiver-failing',
  'takes documents and loses its own answer': 'receiver-answer-lost',
};

/** A device of one of the scenario's installations. */
export interface DeviceInPlace {
  readonly type: DeviceType;
  /** Number of the installation, from 1. */
  readonly installation: number;
}

/** Number of an ordinal; without one the first is meant. */
function numberOf(ordinal: string | null | undefined): number {
  return ordinal === null || ordinal === undefined ? 1 : ORDINALS.indexOf(ordinal) + 1;
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

/** `the electricity meter`, `the gas meter of the second installation`: which device of which installation. */
defineParameterType({
  name: 'theDevice',
  regexp: new RegExp(`the (${devices})(?: of the (${ordinals}) installation)?`),
  transformer: (name: string, ordinal?: string): DeviceInPlace => ({
    type: deviceTypeOf(name),
    installation: numberOf(ordinal),
  }),
});

/** `the electricity supplier`, `another supplier`: the part a user of the DCC plays. */
defineParameterType({
  name: 'user',
  regexp: new RegExp(Object.keys(USERS).join('|')),
  transformer: (words: string): Part => USERS[words] ?? 'otherUser',
});

/** Hours of each unit of time. */
const UNITS: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };

/** `25 hours`, `30 minutes`, `a day`, `five days`: hours. */
defineParameterType({
  name: 'duration',
  regexp: new RegExp(`(\\d+|${Object.keys(NUMBERS).join('|')}) (${Object.keys(UNITS).join('|')})s?`),
  transformer: (amount: string, unit: string): number => (NUMBERS[amount] ?? Number(amount)) * (UNITS[unit] ?? 1),
});

/** How a user's receiver treats what is delivered to it. */
defineParameterType({
  name: 'receiverFault',
  regexp: new RegExp(Object.keys(RECEIVER_FAULTS).join('|')),
  transformer: (words: string): ReceiverFault => RECEIVER_FAULTS[words] ?? 'receiver-down',
});

/** What is special about an installation. */
defineParameterType({
  name: 'peculiarity',
  regexp: PECULIARITY,
  transformer: (phrase: string): Peculiarity => peculiarityOf(phrase),
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
