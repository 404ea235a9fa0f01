import { FILE_KINDS, messageName } from '../../support/interfaces/vocabulary';
import type { Channel } from '../../support/roles';
import { PARTY_NAMES } from './file-types';
import { wordsType, type ParameterType } from './parameter-type';

/** Kinds of messages between parties that are no files (MODEL, as published). */
const KINDS = [
  'migration-instruction',
  'key-rotation-authorisation',
  'key-rotation-request',
  'key-verification',
  'key-confirmation',
  'file-rejection',
  'intervention-notice',
  'recovery-instruction',
  'configuration-order',
  'configuration-report',
  'configuration-rejection',
  'activation-notice',
  'countersigned-service-request',
  'service-request-failure',
  'notified-credentials',
  'firmware-distribution',
  'smets1-response',
  'smets1-alert',
  's1sp-alert',
  'uplink',
  'gbcs-command',
  'gbcs-failure',
];

const namesOf = (kinds: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(kinds.map((kind) => [messageName(kind), kind]));

const partyMessage = wordsType(
  { name: 'partyMessage', complete: true, meaning: 'a message between parties that is no file' },
  namesOf(KINDS),
);

/** A message or a file, by its kind. */
export const sentMessage = wordsType(
  { name: 'sentMessage', complete: true, meaning: 'a message between parties, or a migration file' },
  namesOf([...KINDS, ...FILE_KINDS]),
);

/** Who takes messages: the parties, the network and the devices. */
export const messageRecipient = wordsType<Channel['to']>(
  { name: 'messageRecipient', meaning: 'who takes a message' },
  { ...PARTY_NAMES, 'the network': 'wan', 'the devices': 'devices' },
);

/** Messages between the parties. */
export const MESSAGE_TYPES: readonly ParameterType[] = [partyMessage, sentMessage, messageRecipient];
