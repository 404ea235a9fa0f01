import { SERVICES, type ServiceName } from '../../environments/environment';
import { PARTY_NAMES } from '../evidence/party-names';
import type { Caller } from '../models/access/access';
import type { RoleContext } from '../roles';
import { partyCredentials } from '../roles/route-caller';
import type { RouteAccess } from '../scope/route-access';

/** Somebody who calls a route. */
export interface RouteUser {
  /** As a report says it. */
  readonly name: string;
  /** What it shows of itself; absent where it shows nothing. */
  readonly authorization?: string;
  /** EUI, of organisations only. */
  readonly eui?: string;
  /** What it is to a route. @param owners EUIs of those whom it concerns that is asked for */
  readonly as: (owners: readonly string[]) => Caller;
}

/** Everybody who can call a route: nobody in particular, forgers, every party, every organisation, the lab. */
export function everyRouteUser(context: RoleContext, route: Pick<RouteAccess, 'callers'>): RouteUser[] {
  const { partyTokens, organisations, lab } = context.environment;
  const forged = forgedParty(route);
  const other = SERVICES.find((party) => party !== forged);
  return [
    { name: 'somebody without credentials', as: () => ({ shows: 'nothing' }) },
    {
      name: 'somebody with a token that does not exist',
      authorization: 'Bearer none',
      as: () => ({ shows: 'forgery' }),
    },
    {
      name: `another party in the name of the ${PARTY_NAMES[forged]}`,
      authorization: partyCredentials(forged, partyTokens[other ?? forged]),
      as: () => ({ shows: 'forgery' }),
    },
    ...SERVICES.map((party): RouteUser => partyUser(context, party)),
    ...organisations.map(({ name, eui, token, roles }): RouteUser => ({
      name,
      authorization: `Bearer ${token}`,
      eui,
      as: (owners) => ({
        shows: 'organisation',
        isSupplier: roles.includes('IS') || roles.includes('GS'),
        concerned: owners.includes(eui),
      }),
    })),
    ...(lab === undefined ? [] : [labUser(lab.token)]),
  ];
}

/** A party of the migration as a caller of routes. */
export function partyUser({ environment }: RoleContext, party: ServiceName): RouteUser {
  return {
    name: `the ${PARTY_NAMES[party]}`,
    authorization: partyCredentials(party, environment.partyTokens[party]),
    as: () => ({ shows: 'party', party }),
  };
}

/** The test lab as a caller of routes. */
export function labUser(token: string): RouteUser {
  return { name: 'the test lab', authorization: `Bearer ${token}`, as: () => ({ shows: 'lab' }) };
}

/** The party whose name is worth most at a route. */
function forgedParty({ callers }: Pick<RouteAccess, 'callers'>): ServiceName {
  return SERVICES.find((party) => callers.includes(party)) ?? 'mcc';
}
