import { defineParameterType } from '@cucumber/cucumber';
import {
  CODE,
  DEVICE_NAMES,
  DEVICE_TYPES,
  FILE_KINDS,
  FILE_NAMES,
  type DeviceType,
  type FileKind,
  type PhaseOfMigration,
} from '../../support/interfaces/vocabulary';
import type { Channel } from '../../support/roles';
import { ORDINALS } from './words';

/** Steps of a migration as testers say them. */
const PHASE_NAMES: Readonly<Record<string, PhaseOfMigration>> = {
  'the extraction': 'Extraction',
  'the validation of the common file': 'CommonValidation',
  'the Required File Set': 'RequiredFileSet',
  'the key material': 'KeyMaterial',
  'the SIM handover': 'SimHandover',
  'the communications check': 'CommunicationsCheck',
  'the whitelist': 'Whitelist',
  'the key reading': 'KeyReading',
  'the key rotation': 'KeyRotation',
  commissioning: 'Commissioning',
};

/** Parties as testers say them. */
const PARTIES: Readonly<Record<string, Channel['from']>> = {
  'the Requesting Party': 'requesting-party',
  'the Commissioning Party': 'commissioning-party',
  'the S1SP': 's1sp',
  'the DCO': 'dco',
  'the SMSO': 'smso',
  'the DSP': 'dsp',
  'the Migration Control Centre': 'mcc',
};

/** Any of these words; longer ones first, so that none hides behind its own beginning. */
function anyOf(words: readonly string[]): RegExp {
  return new RegExp([...words].sort((a, b) => b.length - a.length).join('|'));
}

/** The value that goes with a word. @throws Error when the word is unknown, which the expression above excludes */
function valueOf<T>(words: Readonly<Record<string, T>>, word: string): T {
  const value = words[word];
  if (value === undefined) throw new Error(`"${word}" is no word of the scenarios.`);
  return value;
}

const deviceTypes: Readonly<Record<string, DeviceType>> = Object.fromEntries(
  DEVICE_TYPES.map((type) => [DEVICE_NAMES[type], type]),
);
const fileKinds: Readonly<Record<string, FileKind>> = Object.fromEntries(
  FILE_KINDS.map((kind) => [FILE_NAMES[kind], kind]),
);

/** `electricity meter` and the like: the type of the device. */
defineParameterType({
  name: 'device',
  regexp: anyOf(Object.keys(deviceTypes)),
  transformer: (word: string): DeviceType => valueOf(deviceTypes, word),
});

/** `the S1SP` and the like: the name of the service. */
defineParameterType({
  name: 'party',
  regexp: anyOf(Object.keys(PARTIES)),
  transformer: (word: string): Channel['from'] => valueOf(PARTIES, word),
});

/** `Migration Common File` and the like: the kind of file. */
defineParameterType({
  name: 'migrationFile',
  regexp: anyOf(Object.keys(fileKinds)),
  transformer: (word: string): FileKind => valueOf(fileKinds, word),
});

/** `the whitelist` and the like: the step of the migration. */
defineParameterType({
  name: 'migrationStep',
  regexp: anyOf(Object.keys(PHASE_NAMES)),
  transformer: (word: string): PhaseOfMigration => valueOf(PHASE_NAMES, word),
});

/** `first`, `second` ...: the number, from 1. */
defineParameterType({
  name: 'ordinal',
  regexp: anyOf(ORDINALS),
  transformer: (word: string): number => ORDINALS.indexOf(word) + 1,
});

/** A code in quotes: of the simulator, of DUIS, or of an alert. */
defineParameterType({
  name: 'code',
  regexp: new RegExp(`"(${CODE})"`),
  transformer: (code: string): string => code,
});
