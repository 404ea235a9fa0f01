import { existsSync } from 'node:fs';
import path from 'node:path';
import { SERVICES } from '../../environments/environment';
import { RunError } from './errors';
import { readTextFile } from './text-file';

/** Folder of the published OpenAPI descriptions, relative to the project. */
const FOLDER = path.join('environments', 'contracts', 'openapi');

/** Whose routes are published: the services' and the test lab's. */
export const ROUTE_OWNERS = [...SERVICES, 'lab'] as const;
export type RouteOwner = (typeof ROUTE_OWNERS)[number];

/** A route as the descriptions publish it. */
export interface PublishedRoute {
  readonly at: RouteOwner;
  readonly method: string;
  /** With `{name}` for its parameters. */
  readonly path: string;
  /** What a caller has to show; `anybody` where that is nothing. */
  readonly shows: 'anybody' | 'party' | 'supplier' | 'session' | 'lab';
  /** The parties that may call it; empty where every one may, or none is asked for. */
  readonly parties: readonly string[];
  /** HTTP statuses that it may answer. */
  readonly answers: readonly number[];
}

type Operation = Omit<PublishedRoute, 'at' | 'path'>;

const METHOD = /^ {4,6}(get|post|put|delete|patch):$/;
const SECURITY = /^ +security: \[(?:\{ (party|supplier|session|lab): \[(.*)\] \})?\]$/;
const ANSWER = /^ +'(\d{3})':/;

/** Whether a project has descriptions of routes. @param root folder of the project */
export function publishesRoutes(root: string): boolean {
  return existsSync(path.join(root, FOLDER));
}

/**
 * Every published route. Descriptions are read line by line, since a parser of YAML takes most of a second over them; a test
 * compares what is read with what such a parser reads.
 * @param root folder of the project
 * @throws RunError where a route is written in another way than the others
 */
export function publishedRoutes(root: string): PublishedRoute[] {
  const items = sectionsOf(linesOf(root, 'common'), /^ {2}(pathItems):$/).get('pathItems') ?? [];
  const shared = sectionsOf(items, /^ {4}(\w+):$/);
  return ROUTE_OWNERS.flatMap((at) =>
    [...sectionsOf(linesOf(root, at), /^ {2}(\/\S*):/)].flatMap(([address, lines]) => {
      const [, item] = /pathItems\/(\w+)'/.exec(lines[0] ?? '') ?? [];
      const operations = operationsOf(item === undefined ? lines : (shared.get(item) ?? []));
      if (operations.length === 0)
        throw new RunError(`${fileOf(root, at)} says of ${address} nothing that can be read.`);
      return operations.map((operation) => ({ at, path: address, ...operation }));
    }),
  );
}

/** A route as people say it: `GET /installations/{id} of the mcc`. */
export function routeText({ at, method, path: address }: Pick<PublishedRoute, 'at' | 'method' | 'path'>): string {
  return `${method} ${address} of the ${at}`;
}

function fileOf(root: string, name: string): string {
  return path.join(root, FOLDER, `${name}.yaml`);
}

function linesOf(root: string, name: string): string[] {
  return readTextFile(fileOf(root, name), 'a description of routes').split('\n');
}

/** The lines from each heading up to whatever stands as far left as it. */
function sectionsOf(lines: readonly string[], heading: RegExp): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let own: string[] | undefined;
  let depth = 0;
  for (const line of lines) {
    const [, name] = heading.exec(line) ?? [];
    const indent = line.search(/\S/);
    if (name !== undefined) {
      own = [];
      depth = indent;
      sections.set(name, own);
    } else if (indent >= 0 && indent <= depth) own = undefined;
    own?.push(line);
  }
  return sections;
}

function operationsOf(lines: readonly string[]): Operation[] {
  return [...sectionsOf(lines, METHOD)].flatMap(([method, own]) => {
    const said = own.map((line) => SECURITY.exec(line)).find((found) => found !== null);
    if (!said) return [];
    const [, shows, parties = ''] = said;
    const answers = own.flatMap((line) => ANSWER.exec(line)?.[1] ?? []).map(Number);
    const isKnown = shows === 'party' || shows === 'supplier' || shows === 'session' || shows === 'lab';
    return [
      {
        method: method.toUpperCase(),
        shows: isKnown ? shows : ('anybody' as const),
        parties: parties === '' ? [] : parties.split(', '),
        answers,
      },
    ];
  });
}
