import { ROUTE_AREAS } from '../../support/scope/route-access';
import { namesType, type ParameterType } from './parameter-type';

const routeArea = namesType(
  {
    name: 'routeArea',
    complete: true,
    meaning: 'what an interface is about, as the table of who may call a route has it',
  },
  ROUTE_AREAS,
);

/** Who may call the interfaces of the parties. */
export const ACCESS_TYPES: readonly ParameterType[] = [routeArea];
