import { FILE_KINDS, FILE_NAMES, type DeviceType, type FileKind } from '../../support/interfaces/vocabulary';
import type { Channel } from '../../support/roles';
import { code, device, unquoted } from './basic-types';
import { namesType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { numberOf } from './words';

/** Name of a party's service. */
export type PartyService = Channel['to'];

/** Parties that receive migration files. */
const receiver = wordsType<PartyService>(
  { name: 'receiver', complete: true, meaning: 'a party that receives migration files' },
  {
    'the Requesting Party': 'requesting-party',
    'the Commissioning Party': 'commissioning-party',
    'the S1SP': 's1sp',
    'the DCO': 'dco',
    'the Migration Control Centre': 'mcc',
  },
);

const receiversOf = (words: readonly string[]): PartyService[] => words.map(receiver.read);

/** One party or several: `the DCO`, `the S1SP, the DCO and the Requesting Party`. */
const parties = phrasesType<readonly PartyService[]>(
  {
    name: 'parties',
    complete: true,
    meaning: 'one party or several',
    example: 'the S1SP and the DCO',
    parts: [receiver],
  },
  [
    ['{receiver}', receiversOf],
    ['{receiver} and {receiver}', receiversOf],
    ['{receiver}, {receiver} and {receiver}', receiversOf],
    ['{receiver}, {receiver}, {receiver} and {receiver}', receiversOf],
  ],
);

/** The parties to the migration, by the names that scenarios give them. */
export const PARTY_NAMES: Readonly<Record<string, Channel['from']>> = {
  'the Requesting Party': 'requesting-party',
  'the Commissioning Party': 'commissioning-party',
  'the S1SP': 's1sp',
  'the DCO': 'dco',
  'the SMSO': 'smso',
  'the DSP': 'dsp',
  'the Migration Control Centre': 'mcc',
};

/** `the S1SP` and the like: the name of the service. */
export const party = wordsType<Channel['from']>({ name: 'party', meaning: 'a party to the migration' }, PARTY_NAMES);

const migrationFile = wordsType<FileKind>(
  { name: 'migrationFile', meaning: 'a migration file' },
  Object.fromEntries(FILE_KINDS.map((kind) => [FILE_NAMES[kind], kind])),
);

/** Words that the reason of a rejection has; none where none are named. */
const rejection = phrasesType({ name: 'rejection', meaning: 'the rejection of a file', example: 'the rejection' }, [
  ['the rejection', () => ''],
  ['the rejection, which says "{text}"', ([words = '']) => words],
]);

/** The two lists of viable installations. */
export type ListKind = Extract<FileKind, 'S1SPVIF' | 'DCOVIF'>;

const viableList = wordsType<ListKind>(
  { name: 'viableList', meaning: 'a list of viable installations' },
  { [FILE_NAMES.S1SPVIF]: 'S1SPVIF', [FILE_NAMES.DCOVIF]: 'DCOVIF' },
);

/** What a Viable Installations File says of an installation. */
export interface Viability {
  readonly verdict: 'Viable' | 'NotViable';
  readonly code?: string;
}

const viability = phrasesType<Viability>(
  { name: 'viability', meaning: 'what a Viable Installations File says of an installation' },
  [
    ['viable', () => ({ verdict: 'Viable' })],
    ['not viable with {code}', ([quoted = '']) => ({ verdict: 'NotViable', code: unquoted(quoted) })],
  ],
);

/** `passes the entry`: its verdict; `fails the entry with "SIM-CPV-11"`: the code of its failure. */
const validation = phrasesType(
  { name: 'validation', meaning: 'what a Migration Common Validation File says of an entry' },
  [
    ['passes the entry', () => 'Pass'],
    ['fails the entry with {code}', ([quoted = '']) => code.read(quoted)],
  ],
);

/** The code of a failure; undefined: none. */
/** The line of an installation in an S1SP Commissioning File. */
export interface Readiness {
  readonly result: 'ReadyToCommission' | 'Failed' | 'Intervention';
  readonly code?: string;
}

const readiness = phrasesType<Readiness>(
  { name: 'readiness', meaning: 'what an S1SP Commissioning File says of an installation' },
  [
    ['ready to commission', () => ({ result: 'ReadyToCommission' })],
    ['failed with {code}', ([quoted = '']) => ({ result: 'Failed', code: code.read(quoted) })],
    ['in intervention with {code}', ([quoted = '']) => ({ result: 'Intervention', code: code.read(quoted) })],
  ],
);

/** What a part of the DCO was made for; undefined: another command. */
const otherPurpose = phrasesType<DeviceType | undefined>(
  { name: 'otherPurpose', meaning: "what the DCO's part of a command was made for" },
  [
    ['another command', () => undefined],
    ['the {device}', ([name = '']) => device.read(name)],
  ],
);

/** Records in which the result of each of many installations is found. */
export type RecordOfMany =
  'the Commissioning Outcome Files' | 'the outcome report of that day' | 'the configuration results';

const recordOfMany = namesType<RecordOfMany>(
  { name: 'recordOfMany', meaning: 'where the result of each of many installations is found' },
  ['the Commissioning Outcome Files', 'the outcome report of that day', 'the configuration results'],
);

/** What the inventory can show of a device. */
export type ShownEntry =
  | 'as commissioned'
  | 'as pending, then as commissioned'
  | 'without a status'
  | 'with the new firmware'
  | 'with the migration day as its date of commissioning';

const inventoryEntry = namesType<ShownEntry>(
  { name: 'inventoryEntry', meaning: 'what the inventory shows of a device' },
  [
    'as commissioned',
    'as pending, then as commissioned',
    'without a status',
    'with the new firmware',
    'with the migration day as its date of commissioning',
  ],
);

/** Devices that the inventory holds, all of them and no other. */
export type HeldDevices =
  'the devices that the SMSO declared' | 'the devices of each enrolled installation at its supply points';

const heldDevices = namesType<HeldDevices>({ name: 'heldDevices', meaning: 'all that the inventory holds' }, [
  'the devices that the SMSO declared',
  'the devices of each enrolled installation at its supply points',
]);

const meterDetail = namesType({ name: 'meterDetail', meaning: 'what an alert names of a meter' }, [
  'MPAN',
  'MPRN',
  'variant',
]);

/** `the second`, `each`: the number of the row that has a fault; undefined: every row has it. */
const faultyRow = phrasesType<number | undefined>(
  { name: 'faultyRow', meaning: 'the row of a file that has a fault' },
  [
    ['each', () => undefined],
    ['the {ordinal}', ([word]) => numberOf(word)],
  ],
);

const keyKind = namesType({ name: 'keyKind', meaning: 'what the keys of an encrypted file are for' }, [
  'master',
  'access',
]);

/** Parties, their files and what stands in them. */
export const FILE_TYPES: readonly ParameterType[] = [
  keyKind,
  receiver,
  parties,
  party,
  migrationFile,
  rejection,
  viableList,
  viability,
  validation,
  readiness,
  otherPurpose,
  recordOfMany,
  inventoryEntry,
  heldDevices,
  meterDetail,
  faultyRow,
];
