import {
  LABORATORY_FAULTS,
  type LaboratoryFault,
  type RegistrationLine,
  type TestInstallation,
} from '../../support/roles';
import { joinedType, namesType, wordsType, type ParameterType } from './parameter-type';

/** Participants of Migration DUST as testers say them, by the key of their account. */
const PARTICIPANTS = {
  'the Responsible Supplier': 'avon-supply',
  'the Distribution Network Operator': 'dale-networks',
  'the Gas Transporter': 'esk-gas-transport',
  'the adapter provider': 'lark-adapters',
} as const;

export const participant = wordsType(
  { name: 'participant', meaning: 'a participant of Migration DUST', complete: true },
  PARTICIPANTS,
);

const participants = joinedType(
  { ...participant, name: 'participants', meaning: 'one participant of Migration DUST, or two' },
  'two',
);

const solution = wordsType<{ readonly environment?: string }>(
  { name: 'solution', meaning: 'whether the migration solution is recorded as deployed, and where' },
  {
    'not recorded as deployed': {},
    'recorded as deployed in SIT': { environment: 'SIT' },
    'recorded as deployed in UIT': { environment: 'UIT' },
  },
);

const deviceSource = wordsType<TestInstallation['source']>(
  { name: 'deviceSource', meaning: 'where test devices of Migration DUST stand', complete: true },
  { "the DCC's laboratory": 'dcc-lab', 'a remote laboratory': 'remote-lab' },
);

export const prerequisite = namesType(
  { name: 'prerequisite', meaning: 'a prerequisite of Migration DUST', complete: true },
  ['party-status', 'certificates', 'connection', 'appointment'],
);

export const inactiveKind = namesType<'Dormant' | 'Mixed'>(
  { name: 'inactiveKind', meaning: 'an installation whose meters are not all active', complete: true },
  ['Dormant', 'Mixed'],
);

/** How an authorisation is expected to stand in Migration DUST, and what it lacks where it waits. */
export interface SubmissionStanding {
  readonly status: 'waiting' | 'accepted' | 'rejected';
  readonly missing?: string;
}

const submissionStatus = wordsType<SubmissionStanding>(
  { name: 'submissionStatus', meaning: 'how an authorisation stands in Migration DUST' },
  {
    'waiting for its registration data': { status: 'waiting', missing: 'registration data' },
    accepted: { status: 'accepted' },
    rejected: { status: 'rejected' },
  },
);

/** What is wrong with the file of registration data. */
export interface RegistrationFault {
  readonly first?: string;
  readonly change?: (lines: readonly RegistrationLine[]) => RegistrationLine[];
}

/** Fits no meter point: the digits of an MPAN that nobody has. */
const NOBODYS_MPAN = '1900000000008';
/** EUI of an organisation that is no supplier of any participant. */
const FOREIGN_SUPPLIER = '90-B3-D5-1F-30-0A-00-00';

const onFirst =
  (change: Partial<RegistrationLine>): NonNullable<RegistrationFault['change']> =>
  ([first, ...rest]) =>
    first === undefined ? rest : [{ ...first, ...change }, ...rest];

export const registrationFault = wordsType<RegistrationFault>(
  { name: 'registrationFault', meaning: 'a fault of registration data for Migration DUST' },
  {
    'other column names': { first: 'MPAN,Supplier' },
    'no meter point': { change: () => [] },
    'a fuel that there is not': { change: onFirst({ fuel: 'coal' }) },
    'a supplier that is no EUI': { change: onFirst({ supplier: 'Avon' }) },
    'a meter point of nobody': { change: onFirst({ mpxn: NOBODYS_MPAN }) },
    'another supplier': { change: onFirst({ supplier: FOREIGN_SUPPLIER }) },
    'no gas meter point': { change: (lines) => lines.filter(({ fuel }) => fuel !== 'gas') },
  },
);

/** Whose things somebody asks for in the place of the one who has them. */
export type ForeignThing =
  'authorisation' | 'exception file' | 'outcome file' | 'alert' | 'report' | 'test installation';

const foreignThing = namesType<ForeignThing>(
  { name: 'foreignThing', meaning: 'a thing of a participant of Migration DUST', complete: true },
  ['authorisation', 'exception file', 'outcome file', 'alert', 'report', 'test installation'],
);

const dustPage = namesType({ name: 'dustPage', meaning: 'a page of the portal of Migration DUST', complete: true }, [
  'summary',
  'test installations',
  'authorisations',
  'outcomes',
  'alerts',
  'reports',
  'examples',
]);

/** Files that Migration DUST gives by its interface and by its portal. */
export type DustFile = 'outcome file' | 'alert' | 'report' | 'example file';

const dustFile = namesType<DustFile>(
  { name: 'dustFile', meaning: 'a file that Migration DUST gives', complete: true },
  ['outcome file', 'alert', 'report', 'example file'],
);

/** What a participant asks for of its own: its address at the interface, and what it is. */
export interface OwnThing {
  readonly path: string;
  readonly title: string;
}

const ownThing = wordsType<OwnThing>(
  { name: 'ownThing', meaning: 'what a participant of Migration DUST asks for' },
  {
    'its summary': { path: '/summary', title: 'Summary' },
    'the menu of exceptions': { path: '/exceptions', title: 'Menu of exceptions' },
  },
);

/** Lists of codes that Migration DUST gives. */
export type CodeList = 'the menu of exceptions' | 'the example files';

const codeList = namesType<CodeList>({ name: 'codeList', meaning: 'what Migration DUST gives by its codes' }, [
  'the menu of exceptions',
  'the example files',
]);

/** What is expected of each example file. */
export type ExampleFinding =
  'is valid by its schema and names its code' | 'is marked as an example' | 'names no device of a test installation';

const exampleFinding = namesType<ExampleFinding>(
  { name: 'exampleFinding', meaning: 'what holds for each example file of Migration DUST' },
  ['is valid by its schema and names its code', 'is marked as an example', 'names no device of a test installation'],
);

const dustSignIn = wordsType(
  { name: 'dustSignIn', meaning: 'how somebody signs in to the portal of Migration DUST, rightly or not' },
  {
    'is signed in to the portal of Migration DUST': true,
    'signs in to the portal of Migration DUST': true,
    'signs in to the portal of Migration DUST with a wrong password': false,
  },
);

/** Where a remote laboratory may not say that its devices answer (the addresses are those of documentation, RFC 5737). */
const FORBIDDEN_ADDRESSES = {
  'an address of another machine': 'http://203.0.113.7:8600',
  'an address with a user name': 'http://127.0.0.1@203.0.113.7:8600',
  'an address with a path': 'http://127.0.0.1:8600/lab/reset?',
  'an address that is a name': 'http://localhost:8600',
  'an address of another protocol': 'ftp://127.0.0.1:8600',
} as const;

const forbiddenAddress = wordsType<string>(
  { name: 'forbiddenAddress', meaning: 'an address at which the network reaches no remote laboratory', complete: true },
  FORBIDDEN_ADDRESSES,
);

const laboratoryFault = namesType<LaboratoryFault>(
  { name: 'laboratoryFault', meaning: 'how a remote laboratory answers wrongly', complete: true },
  LABORATORY_FAULTS,
);

/** Words of the steps about Migration DUST. */
export const DUST_TYPES: readonly ParameterType[] = [
  participant,
  participants,
  solution,
  deviceSource,
  prerequisite,
  inactiveKind,
  submissionStatus,
  registrationFault,
  foreignThing,
  dustPage,
  dustFile,
  ownThing,
  codeList,
  exampleFinding,
  dustSignIn,
  forbiddenAddress,
  laboratoryFault,
];
