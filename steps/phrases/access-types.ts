import { FAULT_STAGES } from '../../support/scope/fault-matrix';
import { ROUTE_AREAS } from '../../support/scope/route-access';
import { ENDINGS } from '../../support/scope/what-remains';
import type { Part } from '../../support/roles';
import type { DevicesOfFuel } from '../../support/world/requests-without-right';
import { user } from './basic-types';
import { namesType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

const routeArea = namesType(
  {
    name: 'routeArea',
    complete: true,
    meaning: 'what an interface is about, as the table of who may call a route has it',
  },
  ROUTE_AREAS,
);

const areAllowed = wordsType(
  { name: 'areAllowed', meaning: 'whether the roles of a user allow what it sends' },
  { allow: true, 'do not allow': false },
);

const devicesOfFuel = namesType<DevicesOfFuel>(
  { name: 'devicesOfFuel', meaning: 'the devices of an installation to which requests are sent without a right' },
  ['every device', 'the electricity devices', 'the gas devices'],
);

const ending = namesType(
  {
    name: 'ending',
    complete: true,
    meaning: 'how an installation leaves a migration, as the table of what remains has it',
  },
  ENDINGS,
);

const faultStage = namesType(
  {
    name: 'faultStage',
    complete: true,
    meaning: 'a stage of migration or configuration, as the fault matrix has it',
  },
  FAULT_STAGES,
);

/** What one party hands to another. */
export type HandedOn = 'message between the parties' | 'answer of the SMSO to the Migration Control Centre';

const handedOn = phrasesType<HandedOn>({ name: 'handedOn', meaning: 'what one party hands to another' }, [
  ['message between the parties', () => 'message between the parties', ['lab']],
  ['answer of the SMSO to the Migration Control Centre', () => 'answer of the SMSO to the Migration Control Centre'],
]);

/** What is kept for a supplier, and for which. */
export interface ForeignRecord {
  readonly kind: 'reports' | 'schedule notifications' | 'allocation';
  readonly of: Part;
}

const foreignRecord = phrasesType<ForeignRecord>(
  { name: 'foreignRecord', meaning: 'what is kept for a supplier', example: 'the reports of the supplier' },
  [
    ['the reports of {user}', ([name = '']) => ({ kind: 'reports', of: user.read(name) })],
    [
      'the schedule notifications of {user}',
      ([name = '']) => ({ kind: 'schedule notifications', of: user.read(name) }),
    ],
    ['the allocation of {user}', ([name = '']) => ({ kind: 'allocation', of: user.read(name) }), ['own-system']],
  ],
);

/** Who may call the interfaces of the parties, who may send which service requests, and what parties keep. */
export const ACCESS_TYPES: readonly ParameterType[] = [
  routeArea,
  areAllowed,
  devicesOfFuel,
  ending,
  faultStage,
  handedOn,
  foreignRecord,
];
