import type { CommissioningOutcome } from '../../support/interfaces/files/migration-files';
import type { Part } from '../../support/roles';
import { code, ordinal, user } from './basic-types';
import { installation, theDevice, type DeviceReference } from './installation-types';
import { result } from './migration-types';
import { namesType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** Status that the portal is expected to show, and the code of a rejection. */
export interface ShownStatus {
  readonly status: string;
  readonly code?: string;
}

/** `scheduled`, `accepted`, `partly accepted`, `rejected with "SIM-AUT-03"`. */
const shownStatus = phrasesType<ShownStatus>(
  { name: 'shownStatus', complete: true, meaning: 'a status that the portal shows' },
  [
    ['scheduled', () => ({ status: 'scheduled' })],
    ['accepted', () => ({ status: 'accepted' })],
    ['partly accepted', () => ({ status: 'partly accepted' })],
    ['rejected with {code}', ([quoted = '']) => ({ status: 'rejected', code: code.read(quoted) })],
  ],
);

/** Of what the portal shows the status: of a file, or of a row of the authorisation by its number. */
export type Judged = 'authorisation' | 'demand file' | number;

const judged = phrasesType<Judged>(
  { name: 'judged', meaning: 'a file, or a row of one, of which the portal shows the status' },
  [
    ['the authorisation', () => 'authorisation'],
    ['the {ordinal} row', ([word = '']) => ordinal.read(word)],
    ['the demand file', () => 'demand file'],
  ],
);

/** With the right password, with a wrong one, or how often with a wrong one before. */
export type SignIn = 'right' | 'wrong' | { readonly failed: number };

const signIn = phrasesType<SignIn>({ name: 'signIn', meaning: 'how a user signs in to the portal' }, [
  ['signs in to the portal', () => 'right'],
  ['is signed in to the portal', () => 'right'],
  ['signs in to the portal with a wrong password', () => 'wrong'],
  [
    'has signed in to the portal with a wrong password {number} times',
    ([times]) => ({ failed: Number(times) }),
    ['own-system'],
  ],
]);

/** Who asks the portal: a user of the DCC; undefined: nobody whom it knows. */
const portalVisitor = phrasesType<Part | undefined>(
  { name: 'portalVisitor', meaning: 'who asks the portal', example: 'somebody who is not signed in' },
  [
    ['{user}', ([name = '']) => user.read(name)],
    ['somebody who is not signed in', () => undefined],
  ],
);

/** What the portal is expected to show or to hand out. */
export type PortalFinding =
  | { readonly shows: 'commissioned'; readonly installation: number }
  | { readonly shows: 'outcome file'; readonly installation: number; readonly result: CommissioningOutcome['result'] }
  | { readonly shows: 'notice'; readonly of: DeviceReference }
  | { readonly shows: 'schedule notification'; readonly to: Part }
  | { readonly shows: 'allocation'; readonly day: number }
  | { readonly shows: 'enrolled outcomes' | 'reports' | 'wait' };

const portalFinding = phrasesType<PortalFinding>(
  {
    name: 'portalFinding',
    meaning: 'what the portal shows or hands out',
    example: 'asks to wait before the next sign-in',
    parts: [installation, result, theDevice],
  },
  [
    [
      'shows {installation} as commissioned',
      ([words = '']) => ({ shows: 'commissioned', installation: installation.read(words) }),
    ],
    [
      'hands out a Commissioning Outcome File that reports {installation} as {result}',
      ([words = '', came = '']) => ({
        shows: 'outcome file',
        installation: installation.read(words),
        result: result.read(came),
      }),
      ['own-system'],
    ],
    [
      'shows the notice of {theDevice}',
      ([words = '']) => ({ shows: 'notice', of: theDevice.read(words) }),
      ['own-system'],
    ],
    [
      'hands out the schedule notification as the interface does to {user}',
      ([name = '']) => ({ shows: 'schedule notification', to: user.read(name) }),
    ],
    [
      'shows the allocation of the {ordinal} open day, and its commitment file',
      ([word = '']) => ({ shows: 'allocation', day: ordinal.read(word) }),
      ['own-system'],
    ],
    ['lists the outcome of every enrolled installation', () => ({ shows: 'enrolled outcomes' })],
    ['shows every report of the supplier, and its CSV, as the interface returns it', () => ({ shows: 'reports' })],
    ['asks to wait before the next sign-in', () => ({ shows: 'wait' })],
  ],
);

/** Forms of the portals that another site can send. */
export type SentForm = 'signs the supplier in' | 'signs the supplier out' | 'books a test installation';

const sentForm = namesType<SentForm>({ name: 'sentForm', meaning: 'what a form of a portal does' }, [
  'signs the supplier in',
  'signs the supplier out',
  'books a test installation',
]);

/** Who asks the portal, and what it shows. */
export const PORTAL_TYPES: readonly ParameterType[] = [
  shownStatus,
  judged,
  signIn,
  portalVisitor,
  portalFinding,
  sentForm,
];
