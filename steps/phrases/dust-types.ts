import type { RegistrationLine, TestInstallation } from '../../support/roles';
import { namesType, wordsType, type ParameterType } from './parameter-type';

/** Participants of Migration DUST as testers say them, by the key of their account. */
const PARTICIPANTS = {
  'the Responsible Supplier': 'avon-supply',
  'the Distribution Network Operator': 'dale-networks',
  'the Gas Transporter': 'esk-gas-transport',
  'the adapter provider': 'lark-adapters',
} as const;

const participant = wordsType(
  { name: 'participant', meaning: 'a participant of Migration DUST', complete: true },
  PARTICIPANTS,
);

const deviceSource = wordsType<TestInstallation['source']>(
  { name: 'deviceSource', meaning: 'where test devices of Migration DUST stand', complete: true },
  { "the DCC's laboratory": 'dcc-lab', 'a remote laboratory': 'remote-lab' },
);

const prerequisite = namesType({ name: 'prerequisite', meaning: 'a prerequisite of Migration DUST', complete: true }, [
  'party-status',
  'certificates',
  'connection',
  'appointment',
]);

const inactiveKind = namesType<'Dormant' | 'Mixed'>(
  { name: 'inactiveKind', meaning: 'an installation whose meters are not all active', complete: true },
  ['Dormant', 'Mixed'],
);

const submissionStatus = namesType(
  { name: 'submissionStatus', meaning: 'how an authorisation stands in Migration DUST' },
  ['waiting', 'accepted', 'rejected'],
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

const registrationFault = wordsType<RegistrationFault>(
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

/** Types of the steps about Migration DUST. */
export const DUST_TYPES: readonly ParameterType[] = [
  participant,
  deviceSource,
  prerequisite,
  inactiveKind,
  submissionStatus,
  registrationFault,
  foreignThing,
  dustPage,
  dustFile,
];
