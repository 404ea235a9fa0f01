import { ROUTE_AREAS } from '../../support/scope/route-access';
import { ENDINGS } from '../../support/scope/what-remains';
import type { DevicesOfFuel } from '../../support/world/requests-without-right';
import { namesType, wordsType, type ParameterType } from './parameter-type';

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

/** Who may call the interfaces of the parties, who may send which service requests, and what parties keep. */
export const ACCESS_TYPES: readonly ParameterType[] = [routeArea, areAllowed, devicesOfFuel, ending];
