import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { problemLine } from './problem';
import { publishedRoutes, ROUTE_OWNERS, routeText } from './published-routes';
import { ROUTE_ACCESS_TABLE, routeAccessProblems } from './route-access';

const PROJECT = path.join(__dirname, '../..');
const FOLDER = 'environments/contracts/openapi';

const base = mkdtempSync(path.join(tmpdir(), 'routes-'));
afterAll(() => rmSync(base, { recursive: true }));

interface Operation {
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, unknown>>;
}
/** Operations by method, or where they stand. */
type Item = Readonly<Record<string, Operation | string>>;

interface Description {
  readonly paths: Readonly<Record<string, Item>>;
  readonly components: { readonly pathItems: Readonly<Record<string, Item>> };
}

it('reads of the descriptions what a parser reads', () => {
  const read = (name: string): Description =>
    parse(readFileSync(path.join(PROJECT, FOLDER, `${name}.yaml`), 'utf8')) as Description;
  const { pathItems } = read('common').components;
  const parsed = ROUTE_OWNERS.flatMap((at) =>
    Object.entries(read(at).paths).flatMap(([address, given]) => {
      const item = typeof given.$ref === 'string' ? (pathItems[path.basename(given.$ref)] ?? {}) : given;
      return Object.entries(item).flatMap(([method, operation]) => {
        if (typeof operation === 'string') return [];
        const [[shows, parties] = ['anybody', []]] = Object.entries(operation.security[0] ?? {});
        const answers = Object.keys(operation.responses).map(Number);
        return [{ at, path: address, method: method.toUpperCase(), shows, parties, answers }];
      });
    }),
  );
  const byText = (routes: readonly Parameters<typeof routeText>[0][]): unknown[] =>
    routes.toSorted((a, b) => (routeText(a) < routeText(b) ? -1 : 1));
  const sorted = (routes: readonly { readonly answers: readonly number[] }[]): readonly object[] =>
    routes.map((route) => ({ ...route, answers: route.answers.toSorted((a, b) => a - b) }));
  expect(sorted(byText(publishedRoutes(PROJECT)) as never)).toEqual(sorted(byText(parsed) as never));
});

describe('the table of who may call a route', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(base, 'project-'));
    for (const one of [FOLDER, ROUTE_ACCESS_TABLE])
      cpSync(path.join(PROJECT, one), path.join(root, one), { recursive: true });
  });

  const edit = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(path.join(root, file), 'utf8');
    writeFileSync(path.join(root, file), text.replace(from, to));
  };
  const problems = (): string[] => routeAccessProblems(root).map(problemLine);

  it('has a row for every published route and no other', () => {
    expect(problems()).toEqual([]);
  });

  it('is not asked for where no routes are published', () => {
    rmSync(path.join(root, FOLDER), { recursive: true });
    expect(problems()).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a new route without a row',
      () => edit(`${FOLDER}/wan.yaml`, '  /sims/{iccid}:', '  /hubs/{iccid}:'),
      /^\S+route-access\.csv: the table has no row for GET \/hubs\/\{iccid\} of the wan: say who may call it\./,
    ],
    [
      'a row without a route',
      () => edit(`${FOLDER}/wan.yaml`, '  /sims/{iccid}:', '  /hubs/{iccid}:'),
      /route-access\.csv:\d+: field "path": GET \/sims\/\{iccid\} of the wan is not published\./,
    ],
    [
      'a route that others may call',
      () => edit(`${FOLDER}/wan.yaml`, 'party: [s1sp]', 'party: [smso]'),
      /field "callers": the description of POST \/sims\/\{iccid\}\/handover of the wan says smso\./,
    ],
    [
      'a route that anybody may call',
      () => edit(`${FOLDER}/wan.yaml`, 'security: [{ party: [s1sp] }]', 'security: []'),
      /field "callers": the description of POST \/sims\/\{iccid\}\/handover of the wan says anybody\./,
    ],
    [
      'a group of callers that there is not',
      () => edit(ROUTE_ACCESS_TABLE, ',suppliers,own', ',everybody,own'),
      /route-access\.csv:\d+: /,
    ],
  ])('names %s', (_what, change, expected) => {
    change();
    expect(problems().join('\n')).toMatch(expected);
  });
});
