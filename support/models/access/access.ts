/**
 * How a published route answers whoever calls it, from the published contract alone (`environments/contracts/interfaces.md` and the
 * descriptions in `openapi/`): who is asked first, then what they may do, then what is theirs. MODEL.
 */
import type { RouteAccess } from '../../scope/route-access';

/** What a caller shows of itself. */
export type Caller =
  /** Nothing, or what nobody has been given: a token that does not exist, or that of somebody else under a party's name. */
  | { readonly shows: 'nothing' | 'forgery' }
  /** The token of a party of the migration, by the name of its service. */
  | { readonly shows: 'party'; readonly party: string }
  /** The token of an organisation. @see concerned */
  | { readonly shows: 'organisation'; readonly isSupplier: boolean; readonly concerned: boolean }
  /** The session of a supplier at the portal. `concerned`: what is asked for is its own. */
  | { readonly shows: 'session'; readonly concerned: boolean }
  | { readonly shows: 'lab' };

/**
 * What comes of a call: it is carried out; carried out for the caller's own alone, of which what is another's is no part; or refused
 * with an HTTP status. 303 leads to the sign-in page.
 */
export type Treatment = 'carried out' | 'own alone' | 303 | 401 | 403 | 404;

/** Statuses of refusals, in the order in which they are looked for. */
const REFUSALS = [303, 401, 403, 404] as const;

/** What comes of a call of a route. */
export function treatmentOf(route: Pick<RouteAccess, 'callers' | 'of'>, caller: Caller): Treatment {
  const { callers } = route;
  if (callers.includes('anybody')) return 'carried out';
  if (callers.includes('lab')) return caller.shows === 'lab' ? 'carried out' : 401;
  if (callers.includes('session')) return caller.shows === 'session' ? ofOwner(route, caller.concerned) : 303;
  if (callers.includes('suppliers')) {
    if (caller.shows !== 'organisation') return 401;
    return caller.isSupplier ? ofOwner(route, caller.concerned) : 403;
  }
  if (caller.shows !== 'party') return 401;
  const { party } = caller;
  return callers.includes('parties') || callers.some((one) => one === party) ? 'carried out' : 403;
}

/** Every refusal that a route has, whoever calls. */
export function refusalsOf(route: Pick<RouteAccess, 'callers' | 'of'>): number[] {
  const everybody: readonly Caller[] = [
    { shows: 'nothing' },
    { shows: 'party', party: 'somebody else' },
    { shows: 'organisation', isSupplier: false, concerned: false },
    { shows: 'organisation', isSupplier: true, concerned: false },
    { shows: 'session', concerned: false },
  ];
  const found = new Set(everybody.map((caller) => treatmentOf(route, caller)));
  return REFUSALS.filter((status) => found.has(status));
}

/**
 * What comes of a message: 404 where its recipient takes none of its kind, 403 where its sender may not send it.
 * @param from the parties that may send the kind; undefined where the recipient does not take it
 */
export function treatmentOfMessage(from: readonly string[] | undefined, sender: string): Treatment {
  if (from === undefined) return 404;
  return from.includes(sender) ? 'carried out' : 403;
}

function ofOwner({ of }: Pick<RouteAccess, 'of'>, concerned: boolean): Treatment {
  if (of === '') return 'carried out';
  if (of === 'own') return 'own alone';
  return concerned ? 'carried out' : 404;
}
