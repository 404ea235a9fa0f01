import path from 'node:path';
import { z } from 'zod';
import { SERVICES } from '../../environments/environment';
import { nearest } from './nearest';
import { cellProblem, Gathering, type Problem } from './problem';
import {
  publishedRoutes,
  publishesRoutes,
  ROUTE_OWNERS,
  routeText,
  type PublishedRoute,
  type RouteOwner,
} from './published-routes';
import { readTable } from './table';

/** The table of who may call which route, relative to the project. */
export const ROUTE_ACCESS_TABLE = path.join('features', 'scope', 'route-access.csv');

/** What a supplier or a session asks for by name: whoever it does not concern is told that there is no such thing. */
export const OWNED_THINGS = [
  'authorisation',
  'installation',
  'outcome',
  'report',
  'notification',
  'demand file',
  'commitment',
] as const;
export type OwnedThing = (typeof OWNED_THINGS)[number];

/** What routes are about, as a scenario names it. Those of `the portal` are swept in a browser, `service requests` by the role sweep. */
export const ROUTE_AREAS = [
  'files and messages',
  'authorisations',
  'installations and outcomes',
  'reports',
  'demand and allocation',
  'plans for Dormant Meters',
  'the portal',
  'the estate',
  'SIMs',
  'devices and keys',
  'inventory and registrations',
  'service requests',
  'the test lab',
] as const;
export type RouteArea = (typeof ROUTE_AREAS)[number];

/** Groups of callers; parties stand in the table by name. */
const GROUPS = ['anybody', 'parties', 'suppliers', 'session', 'lab'] as const;

const RULE = 'route-access';

const callers = z
  .string()
  .transform((cell) => cell.split(' '))
  .pipe(z.array(z.enum([...GROUPS, ...SERVICES])).min(1));

const row = z.strictObject({
  area: z.enum(ROUTE_AREAS),
  service: z.enum(['every', ...ROUTE_OWNERS]),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']),
  path: z.string().startsWith('/'),
  callers,
  of: z.enum(['', 'own', ...OWNED_THINGS]),
});

/** Who may call a route, as testers say it. */
export interface RouteAccess {
  readonly area: RouteArea;
  readonly at: RouteOwner;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** With `{name}` for its parameters. */
  readonly path: string;
  /** A group, or the parties by name. */
  readonly callers: readonly z.output<typeof callers>[number][];
  /** What it gives: everybody's, the caller's `own`, or one thing that belongs to somebody. */
  readonly of: '' | 'own' | OwnedThing;
  /** Line of the table. */
  readonly line: number;
}

/**
 * Reads who may call which route; a row of `every` service stands for that of each.
 * @param file path of the table
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readRouteAccess(file: string): RouteAccess[] {
  const key = ({ service, method, path: address }: z.output<typeof row>): string => `${service} ${method} ${address}`;
  return readTable(file, row, key).flatMap(({ line, value: { service, ...access } }) =>
    (service === 'every' ? SERVICES : [service]).map((at) => ({ ...access, at, line })),
  );
}

/**
 * Where the table and the published descriptions differ: a route without a row, a row without a route, other callers. Nothing where
 * the project publishes no routes.
 * @param root folder of the project
 */
export function routeAccessProblems(root: string): Problem[] {
  if (!publishesRoutes(root)) return [];
  const file = path.join(root, ROUTE_ACCESS_TABLE);
  const found = new Gathering();
  const table = found.read(() => readRouteAccess(file), undefined);
  if (table === undefined) return [...found.problems];
  const published = new Map(publishedRoutes(root).map((route) => [routeText(route), route]));
  const listed = new Set(table.map(routeText));
  const missing = [...published.keys()]
    .filter((text) => !listed.has(text))
    .map((text): Problem => ({ file, rule: RULE, message: `the table has no row for ${text}: say who may call it.` }));
  return [...missing, ...table.flatMap((access) => wrongRow(file, access, published))];
}

function wrongRow(file: string, access: RouteAccess, published: ReadonlyMap<string, PublishedRoute>): Problem[] {
  const text = routeText(access);
  const route = published.get(text);
  if (route === undefined) {
    const offers = { rule: RULE, nearest: nearest(text, [...published.keys()]) };
    return [cellProblem(file, access.line, 'path', `${text} is not published.`, offers)];
  }
  const due = callersOf(route);
  if (access.callers.join(' ') === due) return [];
  return [cellProblem(file, access.line, 'callers', `the description of ${text} says ${due}.`, { rule: RULE })];
}

/** Who may call a published route, as the table says it. */
function callersOf({ shows, parties }: PublishedRoute): string {
  if (shows === 'party') return parties.length === 0 ? 'parties' : parties.join(' ');
  return shows === 'supplier' ? 'suppliers' : shows;
}
