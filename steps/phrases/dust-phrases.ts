import type { DeviceType } from '../../support/interfaces/vocabulary';
import { code, device } from './basic-types';
import { inactiveKind, participant, prerequisite, registrationFault, type RegistrationFault } from './dust-types';
import type { ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What a participant submits with its authorisation; with nothing said, the registration data of all its meter points. */
export interface SubmittedFiles {
  /** No registration data are submitted. */
  readonly alone?: true;
  /** What is wrong with the registration data. */
  readonly fault?: RegistrationFault;
  /** Code of the exception that is chosen from the menu. */
  readonly exception?: string;
}

const submission = phrasesType<SubmittedFiles>(
  { name: 'submission', meaning: 'what a participant of Migration DUST submits', parts: [registrationFault] },
  [
    ['it with its registration data', () => ({})],
    ['the authorisation alone', () => ({ alone: true })],
    [
      'it with registration data that have {registrationFault}',
      ([words = '']) => ({ fault: registrationFault.read(words) }),
    ],
    ['it and chooses the exception {code}', ([quoted = '']) => ({ exception: code.read(quoted) })],
  ],
);

/** What is filled into the form of an authorisation; undefined: nothing. */
const filledForm = phrasesType<SubmittedFiles | undefined>(
  {
    name: 'filledForm',
    meaning: 'what a participant submits by the form of the portal',
    example: 'no file',
    parts: [submission],
  },
  [
    ['{submission}', ([words = '']) => submission.read(words)],
    ['no file', () => undefined],
  ],
);

/** The device that is silent while a test installation migrates, if any. */
const dustMigration = phrasesType<DeviceType | undefined>(
  { name: 'dustMigration', meaning: 'a migration of a test installation that is past' },
  [
    ['migrated a test installation', () => undefined, ['lab']],
    ['tried to migrate a test installation whose {device} is silent', ([name = '']) => device.read(name), ['lab']],
  ],
);

/** What a participant registers as its own: devices of its own, somebody else's, or such as are not there. */
export type OwnInstallation =
  | { readonly kind?: 'Dormant' | 'Mixed' }
  | { readonly not: 'at the test SMSO' | 'with its own devices' }
  | { readonly of: string };

const ownInstallation = phrasesType<OwnInstallation>(
  { name: 'ownInstallation', meaning: 'what a participant registers as its own', parts: [inactiveKind, participant] },
  [
    ['an installation of its own', () => ({}), ['lab']],
    ['its own installation, which is {inactiveKind}', ([kind = '']) => ({ kind: inactiveKind.read(kind) }), ['lab']],
    ['an installation of its own with a device of another', () => ({ not: 'with its own devices' }), ['lab']],
    ['an installation that the test SMSO does not operate', () => ({ not: 'at the test SMSO' })],
    ['the test installation of {participant} as its own', ([name = '']) => ({ of: participant.read(name) })],
  ],
);

/** What a participant is expected to receive, or not to. */
export type DustReceipt =
  | { readonly what: 'exception file'; readonly code: string }
  | {
      readonly what:
        'no outcome' | 'no alert' | 'text of its alerts' | 'outcome report' | 'report with its authorisation';
    }
  | { readonly what: 'outcome'; readonly result: 'Migrated' | 'NotMigrated'; readonly code?: string }
  | { readonly what: 'alert'; readonly code: string; readonly about: DeviceType | 'each meter' }
  | { readonly what: 'no report with the authorisation'; readonly of: string };

const dustReceipt = phrasesType<DustReceipt>(
  {
    name: 'dustReceipt',
    meaning: 'what a participant of Migration DUST receives',
    example: 'no alert',
    parts: [participant],
  },
  [
    ['an exception file with {code}', ([quoted = '']) => ({ what: 'exception file', code: code.read(quoted) })],
    ['no Commissioning Outcome File', () => ({ what: 'no outcome' })],
    [
      'a Commissioning Outcome File that reports its test installation as migrated',
      () => ({ what: 'outcome', result: 'Migrated' }),
    ],
    [
      'a Commissioning Outcome File that reports its test installation as not migrated with {code}',
      ([quoted = '']) => ({ what: 'outcome', result: 'NotMigrated', code: code.read(quoted) }),
    ],
    ['no alert', () => ({ what: 'no alert' })],
    [
      'the alert {code} about each of its meters',
      ([quoted = '']) => ({ what: 'alert', code: code.read(quoted), about: 'each meter' }),
    ],
    [
      'the alert {code} about its {device}',
      ([quoted = '', name = '']) => ({ what: 'alert', code: code.read(quoted), about: device.read(name) }),
    ],
    ['the text of each of its alerts', () => ({ what: 'text of its alerts' })],
    ['the outcome report with the result of its test installation', () => ({ what: 'outcome report' })],
    ['a report as CSV that names its authorisation', () => ({ what: 'report with its authorisation' })],
    [
      'no report that names the authorisation of {participant}',
      ([name = '']) => ({ what: 'no report with the authorisation', of: participant.read(name) }),
    ],
  ],
);

/** What a summary is expected to say. */
export type SummaryFinding =
  | { readonly says: 'no Test Phase' | 'its migration' }
  | { readonly says: 'its authorisation'; readonly code: string }
  | { readonly says: 'its principal'; readonly name: string };

const summaryFinding = phrasesType<SummaryFinding>(
  { name: 'summaryFinding', meaning: "what a participant's summary says" },
  [
    ['says that Migration DUST is no Test Phase', () => ({ says: 'no Test Phase' })],
    ['says that it acts for "{text}"', ([name = '']) => ({ says: 'its principal', name })],
    [
      'names its authorisation with {code}',
      ([quoted = '']) => ({ says: 'its authorisation', code: code.read(quoted) }),
    ],
    ['shows what came of its migration', () => ({ says: 'its migration' })],
  ],
);

/** What the page that is shown is expected to hold. */
export type PageFinding =
  | { readonly holds: 'nothing of another'; readonly other: string }
  | { readonly holds: 'missing prerequisite'; readonly missing: string }
  | { readonly holds: 'no criteria' | 'scheduled rows' }
  | { readonly holds: 'request'; readonly words: string }
  | { readonly holds: 'menu of exceptions'; readonly of: string }
  | { readonly holds: 'exception file'; readonly of: string; readonly code: string };

const pageFinding = phrasesType<PageFinding>(
  {
    name: 'pageFinding',
    meaning: 'what a page of the portal of Migration DUST holds',
    example: 'shows every row of the authorisation as scheduled',
    parts: [participant, prerequisite],
  },
  [
    [
      'shows nothing of {participant}',
      ([name = '']) => ({ holds: 'nothing of another', other: participant.read(name) }),
    ],
    [
      'shows the prerequisite {prerequisite} as not recorded, and no other',
      ([missing = '']) => ({ holds: 'missing prerequisite', missing }),
    ],
    ['says that Migration DUST is no Test Phase and has no criteria', () => ({ holds: 'no criteria' })],
    ['says "{text}"', ([words = '']) => ({ holds: 'request', words })],
    ['shows every row of the authorisation as scheduled', () => ({ holds: 'scheduled rows' })],
    [
      'offers {participant} the exceptions of the menu',
      ([name = '']) => ({ holds: 'menu of exceptions', of: participant.read(name) }),
    ],
    [
      'gives {participant} the exception file with {code}',
      ([name = '', quoted = '']) => ({ holds: 'exception file', of: participant.read(name), code: code.read(quoted) }),
    ],
  ],
);

/** Who signs in to the portal: the key of a participant; undefined: somebody who has no account there. */
const dustVisitor = phrasesType<string | undefined>(
  {
    name: 'dustVisitor',
    meaning: 'who signs in to the portal of Migration DUST',
    example: 'a user of the portal of the Migration Control Centre',
    parts: [participant],
  },
  [
    ['{participant}', ([name = '']) => participant.read(name)],
    ['a user of the portal of the Migration Control Centre', () => undefined],
  ],
);

/** Phrases of the steps about Migration DUST. */
export const DUST_PHRASES: readonly ParameterType[] = [
  submission,
  filledForm,
  dustMigration,
  ownInstallation,
  dustReceipt,
  summaryFinding,
  pageFinding,
  dustVisitor,
];
