import { SERVICES } from '../../environments/environment';
import { stringify } from 'csv-stringify/sync';
import { treatmentOf, treatmentOfMessage, type Treatment } from '../models/access/access';
import { RouteCaller } from '../roles/route-caller';
import { publishedMessages } from '../scope/published-messages';
import { publishedRoutes, routeText } from '../scope/published-routes';
import {
  OWNED_THINGS,
  readRouteAccess,
  ROUTE_ACCESS_TABLE,
  type RouteAccess,
  type RouteArea,
} from '../scope/route-access';
import type { KeptRecords } from './kept-records';
import { addressesOf, bodyOf, subjectsOf, unknownAddressOf } from './route-addresses';
import { everyRouteUser, labUser, partyUser, type RouteUser } from './route-callers';
import type { MigrationWorld } from './world';

/** One call by somebody who may not make it, or who may see their own alone. */
export interface CallSeen {
  readonly at: RouteAccess['at'];
  /** `GET /outcomes/{name} of the mcc`, or a message: `POST /messages/COF of the dco`. */
  readonly route: string;
  readonly caller: string;
  readonly expected: Treatment;
  /** HTTP status. */
  readonly came: number;
  /** What the answer holds that is none of the caller's business. */
  readonly betrayed: readonly string[];
}

/** Where messages arrive: which kinds a party takes decides there, not the route alone. */
const MESSAGES = '/messages/{kind}';

let table: readonly RouteAccess[] | undefined;

/** Who may call which route. */
function routes(): readonly RouteAccess[] {
  table ??= readRouteAccess(ROUTE_ACCESS_TABLE);
  return table;
}

/** Has everybody who may not use the routes of an area call each of them. */
export async function sweepRoutes(world: MigrationWorld, records: KeptRecords, area: RouteArea): Promise<CallSeen[]> {
  const { context } = world.roles;
  const caller = new RouteCaller(context);
  const subjects = await subjectsOf(world, records);
  const seen: CallSeen[] = [];
  for (const route of routes().filter((one) => one.area === area)) {
    const owners = ownersOf(route, records);
    for (const user of everyRouteUser(context, route)) {
      const expected = treatmentOf(route, user.as(owners));
      if (expected === 'carried out') continue;
      const addresses = route.path === MESSAGES ? ['/messages/COF'] : addressesOf(route, subjects);
      for (const address of addresses) {
        const { status, text } = await caller.call(route, address, user.authorization, bodyOf(route, subjects));
        const betrayed = status < 400 ? betrayedIn(text, records, user.eui) : [];
        seen.push({ at: route.at, route: routeText(route), caller: user.name, expected, came: status, betrayed });
      }
    }
  }
  return seen;
}

/** Has somebody who may use the routes of an area ask each of them for what it does not have. */
export async function sweepUnknown(world: MigrationWorld, records: KeptRecords, area: RouteArea): Promise<CallSeen[]> {
  const { context } = world.roles;
  const caller = new RouteCaller(context);
  const subjects = await subjectsOf(world, records);
  const answers = new Map(publishedRoutes('.').map((route) => [routeText(route), route.answers]));
  const seen: CallSeen[] = [];
  for (const route of routes().filter((one) => one.area === area && one.path !== MESSAGES)) {
    const address = unknownAddressOf(route);
    if (address === undefined || answers.get(routeText(route))?.includes(404) !== true) continue;
    // Also those who have something of the kind: nothing of it is what was asked for.
    for (const { name, authorization } of everyRouteUser(context, route).filter((one) => mayUse(route, one))) {
      const { status } = await caller.call(route, address, authorization, bodyOf(route, subjects));
      seen.push({ at: route.at, route: routeText(route), caller: name, expected: 404, came: status, betrayed: [] });
    }
  }
  return seen;
}

function mayUse({ callers }: RouteAccess, user: RouteUser): boolean {
  return treatmentOf({ callers, of: '' }, user.as([])) === 'carried out';
}

/** Somebody in front of the portal, who knows the addresses of its pages. */
export interface PortalCaller {
  /** As a report says it. */
  readonly name: string;
  /** EUI of the supplier whose session it is; absent where nobody is signed in. */
  readonly eui?: string;
  /** Asks for an address, or sends a form there. */
  readonly call: (
    method: 'GET' | 'POST',
    address: string,
  ) => Promise<{ readonly status: number; readonly text: string }>;
}

/** Has somebody ask the portal by address for all that is kept. */
export async function sweepPortal(
  world: MigrationWorld,
  records: KeptRecords,
  { name, eui, call }: PortalCaller,
): Promise<CallSeen[]> {
  const subjects = await subjectsOf(world, records);
  const seen: CallSeen[] = [];
  for (const route of routes().filter(({ callers }) => callers.includes('session'))) {
    const concerned = eui !== undefined && ownersOf(route, records).includes(eui);
    const expected = treatmentOf(route, eui === undefined ? { shows: 'nothing' } : { shows: 'session', concerned });
    if (expected === 'carried out') continue;
    for (const address of addressesOf(route, subjects)) {
      const { status, text } = await call(route.method === 'GET' ? 'GET' : 'POST', address);
      const betrayed = status < 400 ? betrayedIn(text, records, eui) : [];
      seen.push({ at: route.at, route: routeText(route), caller: name, expected, came: status, betrayed });
    }
  }
  return seen;
}

/** Has every party send every party every kind of message that it may not send, one by one and together. */
export async function sweepMessages(world: MigrationWorld): Promise<CallSeen[]> {
  const { context } = world.roles;
  const caller = new RouteCaller(context);
  const published = publishedMessages('.');
  const kinds = [...new Set(published.map(({ kind }) => kind))];
  const seen: CallSeen[] = [];
  for (const at of SERVICES) {
    for (const kind of kinds) {
      const from = published.find((one) => one.recipient === at && one.kind === kind)?.from;
      for (const sender of SERVICES) {
        const expected = treatmentOfMessage(from, sender);
        if (expected === 'carried out') continue;
        const { name, authorization } = partyUser(context, sender);
        const one = { at, method: 'POST' } as const;
        const several = { messages: [{ kind, messageId: 'tester-without-right', body: '{}' }] };
        for (const [path, body] of [[`/messages/${kind}`, {}] as const, ['/messages', several] as const]) {
          const { status } = await caller.call(one, path, authorization, body);
          const route = routeText({ ...one, path: `${path} (${kind})` });
          seen.push({ at, route, caller: name, expected, came: status, betrayed: [] });
        }
      }
    }
  }
  return seen;
}

/** Whether a call came to what it has to come to. */
export function isAsExpected({ expected, came, betrayed }: CallSeen): boolean {
  return expected === 'own alone' ? came === 200 && betrayed.length === 0 : came === expected;
}

/** The same as a table that people read (CSV). */
export function callTable(seen: readonly CallSeen[]): string {
  const rows = seen.map((call) => [
    call.route,
    call.caller,
    String(call.expected),
    String(call.came),
    call.betrayed.join(', '),
    isAsExpected(call) ? 'yes' : 'no',
  ]);
  return stringify([['Route', 'Caller', 'Expected', 'Came', 'Of others', 'As expected'], ...rows]);
}

/**
 * What the parties show to whoever may ask: every route that reads something, for each supplier its own.
 * @returns by what was asked for and by whom, the answer
 */
export async function everythingShown(world: MigrationWorld, records: KeptRecords): Promise<Map<string, string>> {
  const { context } = world.roles;
  const caller = new RouteCaller(context);
  const subjects = await subjectsOf(world, records);
  const shown = new Map<string, string>();
  for (const route of routes().filter(({ method }) => method === 'GET')) {
    for (const user of readersOf(world, route)) {
      for (const address of addressesOf(route, subjects)) {
        const { status, text } = await caller.call(route, address, user.authorization);
        shown.set(`${routeText({ ...route, path: address })} for ${user.name}`, `${String(status)} ${text}`);
      }
    }
  }
  return shown;
}

/** Who may read what a route gives: suppliers, or one of the parties. */
function readersOf({ roles }: MigrationWorld, route: RouteAccess): RouteUser[] {
  const { context } = roles;
  const { callers } = route;
  if (callers.includes('suppliers')) {
    const suppliers = [roles.supplier, roles.gasSupplier, roles.otherSupplier].map(({ eui }) => eui);
    return everyRouteUser(context, route).filter(({ eui }) => eui !== undefined && suppliers.includes(eui));
  }
  const { lab } = context.environment;
  if (callers.includes('lab')) return lab === undefined ? [] : [labUser(lab.token)];
  const party = callers.includes('parties') ? 'mcc' : SERVICES.find((one) => callers.includes(one));
  return party === undefined ? [] : [partyUser(context, party)];
}

function ownersOf({ of }: RouteAccess, { things }: KeptRecords): readonly string[] {
  const thing = OWNED_THINGS.find((one) => one === of);
  return thing === undefined ? [] : things[thing].owners;
}

function betrayedIn(text: string, { traces }: KeptRecords, eui = ''): string[] {
  return traces.filter(({ name, owners }) => !owners.includes(eui) && text.includes(name)).map(({ name }) => name);
}
