import { USER_ROLES, type UserRole } from '../../support/scope/service-requests';
import type { Channel, Part, ReceiverFault } from '../../support/roles';
import type { DeviceType } from '../../support/interfaces/vocabulary';
import { count, device, duration, pounds, user } from './basic-types';
import { party } from './file-types';
import { theDevice, type DeviceReference } from './installation-types';
import { namesType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { minutesAfter } from './words';

/** What keeps a device from answering. */
export type Outage = 'device-silent' | 'answer-lost' | 'no-wan';

const outage = wordsType<Outage>(
  { name: 'outage', meaning: 'what keeps a device from answering' },
  {
    'does not answer': 'device-silent',
    'carries out commands but loses its responses': 'answer-lost',
    'has no WAN': 'no-wan',
  },
);

const receiverTrouble = wordsType<ReceiverFault>(
  { name: 'receiverTrouble', meaning: "what a user's receiver does otherwise than it should" },
  {
    'is down': 'receiver-down',
    'answers every document with an error': 'receiver-failing',
    'accepts documents but loses its acknowledgements': 'receiver-answer-lost',
  },
);

/** A span of time: so many hours from now or from the start of the slot on, or between two minutes of the slot. */
export type Spell = (now: Date, slot: Date) => { readonly from?: Date; readonly until: Date };

const spell = phrasesType<Spell>({ name: 'spell', meaning: 'how long something lasts', example: 'for three hours' }, [
  [
    'for {duration}',
    ([words = '']) =>
      (now) => ({ until: minutesAfter(now, duration.read(words) * 60) }),
  ],
  [
    'for {duration} from the start of the slot',
    ([words = '']) =>
      (_now, slot) => ({ from: slot, until: minutesAfter(slot, duration.read(words) * 60) }),
  ],
  [
    'from minute {number} to minute {number} of the slot',
    ([first, last]) =>
      (_now, slot) => ({ from: minutesAfter(slot, Number(first)), until: minutesAfter(slot, Number(last)) }),
  ],
]);

const userStatus = wordsType<'Suspended' | 'Active'>(
  { name: 'userStatus', meaning: 'the status of a user of the DCC' },
  { suspended: 'Suspended', 'active again': 'Active' },
);

const userRole = namesType<UserRole>({ name: 'userRole', meaning: 'a user role of DUIS' }, USER_ROLES);

/** What a user says that it will not exceed, of one service reference variant. */
export interface AnnouncedThreshold {
  readonly variant: string;
  readonly pence?: number;
  readonly perDay?: number;
}

const topUpsPerDay = ([times = '']: readonly string[]): AnnouncedThreshold => ({
  variant: '2.2',
  perDay: count.read(times),
});
const penceOf = (words = ''): number => Math.round(pounds.read(words) * 100);

const threshold = phrasesType<AnnouncedThreshold>(
  { name: 'threshold', meaning: 'an anomaly detection threshold', example: 'one top-up a day' },
  [
    ['{count} top-up a day', topUpsPerDay],
    ['{count} top-ups a day', topUpsPerDay],
    [
      '{count} top-up a day and {pounds} for a top-up',
      ([perDay = '', amount]) => ({ variant: '2.2', perDay: count.read(perDay), pence: penceOf(amount) }),
    ],
    ['{pounds} for a top-up', ([amount]) => ({ variant: '2.2', pence: penceOf(amount) })],
    ['{pounds} for a balance adjustment', ([amount]) => ({ variant: '1.5', pence: penceOf(amount) })],
  ],
);

/** Whoever gives the network an order: a party, or a user of the DCC by its part. */
export interface Orderer {
  readonly party?: Channel['from'];
  readonly part?: Part;
}

const orderer = phrasesType<Orderer>(
  { name: 'orderer', meaning: 'who gives the network an order', example: 'the DCO', parts: [party] },
  [
    ['{user}', ([words = '']) => ({ part: user.read(words) })],
    ['{party}', ([words = '']) => ({ party: party.read(words) })],
  ],
);

/** Whether something is possible. */
const can = wordsType({ name: 'can', meaning: 'whether something is possible' }, { can: true, cannot: false });

/** Whether something holds for all, or for none. */
const all = wordsType({ name: 'all', meaning: 'whether it holds for all or for none' }, { every: true, no: false });

/** Devices that cannot take a firmware image, each under its reason; `new` and `unknown`: those that are in no installation. */
export interface FirmwareWarned {
  readonly unknown?: 'unknown';
  readonly notCommissioned?: 'new';
  readonly notApplicable?: DeviceType;
}

/** What an answer shows: a device or an installation as commissioned, a user's schedule, or a firmware warning. */
export type AnswerContent =
  DeviceReference | 'installation' | { readonly scheduleOf: Part } | { readonly warned: FirmwareWarned };

const answerContent = phrasesType<AnswerContent>(
  {
    name: 'answerContent',
    meaning: 'what an answer of the DCC shows',
    example: 'the gas meter as commissioned',
    parts: [theDevice],
  },
  [
    ['{theDevice} as commissioned', ([words = '']) => theDevice.read(words)],
    ['every device of the installation as it was commissioned', () => 'installation'],
    ['the schedule as {user} has created it', ([name = '']) => ({ scheduleOf: user.read(name) })],
    ['only the unknown device, as unknown', () => ({ warned: { unknown: 'unknown' } })],
    ['only the new device, as not commissioned', () => ({ warned: { notCommissioned: 'new' } })],
    [
      'only the {device}, as not eligible for the firmware',
      ([name = '']) => ({ warned: { notApplicable: device.read(name) } }),
    ],
    [
      'the unknown device as unknown, the new device as not commissioned and the {device} as not eligible for the firmware',
      ([name = '']) => ({
        warned: { unknown: 'unknown', notCommissioned: 'new', notApplicable: device.read(name) },
      }),
    ],
  ],
);

/** Conditions of users, receivers and devices. */
export const SERVICE_TYPES: readonly ParameterType[] = [
  outage,
  receiverTrouble,
  spell,
  userStatus,
  userRole,
  threshold,
  orderer,
  can,
  all,
  answerContent,
];
