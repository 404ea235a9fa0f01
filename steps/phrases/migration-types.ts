import type { CommissioningOutcome } from '../../support/interfaces/files/migration-files';
import type { PhaseOfMigration } from '../../support/interfaces/vocabulary';
import type { InstallationState } from '../../support/roles';
import { calendarDay, code, count, duration, ordinal } from './basic-types';
import { namesType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { minutesAfter } from './words';

const migrationStep = wordsType<PhaseOfMigration>(
  { name: 'migrationStep', complete: true, meaning: 'a step of a migration' },
  {
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
  },
);

/** How an installation is expected to stand; what is not said is of no account. */
export interface Standing extends Pick<InstallationState, 'state'> {
  readonly attempt?: number;
  readonly code?: string;
}

const installationState = wordsType<InstallationState['state']>(
  { name: 'installationState', meaning: 'a state of an installation at the Migration Control Centre' },
  {
    'still scheduled': 'Scheduled',
    migrated: 'Commissioned',
    'in intervention': 'Intervention',
    excluded: 'Excluded',
    withdrawn: 'Failed',
  },
);

function standingOf([state = '', attempt, quoted]: readonly string[]): Standing {
  return {
    state: installationState.read(state),
    ...(attempt ? { attempt: Number(attempt) } : {}),
    ...(quoted ? { code: code.read(quoted) } : {}),
  };
}

/** `migrated`, `migrated at attempt 2`, `excluded after attempt 5`, `in intervention with "SIM-KEY-12"`. */
const standing = phrasesType<Standing>(
  {
    name: 'standing',
    meaning: 'how an installation stands, at which attempt and with which code',
    example: 'migrated at attempt 2',
    parts: [installationState],
  },
  [
    ['{installationState}( at attempt {number})( with {code})', standingOf],
    ['{installationState} after attempt {number}( with {code})', standingOf],
  ],
);

/** When an installation is scheduled. */
export type Scheduling =
  | 'for the first planned day'
  | 'a day after the first'
  | { readonly attempt: number; readonly dayNumber: number }
  | { readonly day: string };

const scheduling = phrasesType<Scheduling>({ name: 'scheduling', meaning: 'when an installation is scheduled' }, [
  ['for the first planned day', () => 'for the first planned day'],
  ['a day after the first', () => 'a day after the first'],
  [
    'for attempt {number} on the {ordinal} day',
    ([attempt, day = '']) => ({ attempt: Number(attempt), dayNumber: ordinal.read(day) }),
  ],
  ['for {calendarDay}', ([day = '']) => ({ day: calendarDay.read(day) })],
]);

/** The settings of the daily capacity. */
export type Capacity = 'capacityPerDay' | 'minimumAllocation';

const capacity = wordsType<Capacity>(
  { name: 'capacity', meaning: 'a setting of the daily capacity' },
  { 'can migrate': 'capacityPerDay', reserves: 'minimumAllocation' },
);

/** What the network does when it is to return the SIM. @param slot start of the slot */
export type RollbackFault = (slot: Date) => {
  readonly kind: 'rollback-refused' | 'rollback-answer-lost' | 'rollback-unanswered';
  readonly times?: number;
  readonly until?: string;
};

/** `accepts rollbacks again`: undefined. */
const rollbackFault = phrasesType<RollbackFault | undefined>(
  { name: 'rollbackFault', meaning: 'what the network does when it is to return the SIM' },
  [
    ['refuses to return the SIM', () => () => ({ kind: 'rollback-refused' })],
    [
      'refuses {count} times to return the SIM',
      ([times = '']) =>
        () => ({ kind: 'rollback-refused', times: count.read(times) }),
    ],
    ['returns the SIM without an answer', () => () => ({ kind: 'rollback-answer-lost', times: 1 })],
    [
      'leaves the rollback unanswered for the first {number} minutes of the slot',
      ([minutes]) =>
        (slot) => ({ kind: 'rollback-unanswered', until: minutesAfter(slot, Number(minutes)).toISOString() }),
    ],
    ['accepts rollbacks again', () => undefined],
  ],
);

/** How often the SIM was handed over, or how many hours after the start of the slot. */
export type Handover = { readonly times: number } | { readonly hours: number };

const handover = phrasesType<Handover>(
  { name: 'handover', meaning: 'how often or when the SIM was handed over to the S1SP' },
  [
    ['handed over once', () => ({ times: 1 })],
    ['never handed over', () => ({ times: 0 })],
    ['handed over {duration} after the start of the slot', ([words = '']) => ({ hours: duration.read(words) })],
  ],
);

const headEnd = wordsType<'smso' | 's1sp'>(
  { name: 'headEnd', meaning: 'a head-end on whose network a SIM can be' },
  { 'the S1SP': 's1sp', 'the SMSO': 'smso' },
);

const smsoReach = namesType({ name: 'smsoReach', meaning: 'what the SMSO gets from a meter' }, [
  'can read',
  'cannot read',
  'cannot reach',
  'gets no answer from',
]);

export const result = wordsType<CommissioningOutcome['result']>(
  { name: 'result', meaning: 'the result in the Commissioning Outcome File' },
  { migrated: 'Migrated', 'not migrated': 'NotMigrated' },
);

/** What an outcome says of a device. */
export interface DeviceOutcome extends Pick<CommissioningOutcome['devices'][number], 'status'> {
  readonly code: string | undefined;
}

const deviceOutcome = phrasesType<DeviceOutcome>(
  { name: 'deviceOutcome', meaning: 'what a Commissioning Outcome File says of a device' },
  [
    ['commissioned', () => ({ status: 'Commissioned', code: undefined })],
    ['excluded with {code}', ([quoted = '']) => ({ status: 'Excluded', code: code.read(quoted) })],
  ],
);

/** The course of a migration, its SIM and its outcome. */
export const MIGRATION_TYPES: readonly ParameterType[] = [
  migrationStep,
  installationState,
  standing,
  scheduling,
  capacity,
  rollbackFault,
  handover,
  headEnd,
  smsoReach,
  result,
  deviceOutcome,
];
