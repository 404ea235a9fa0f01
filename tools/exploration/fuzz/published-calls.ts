/** The calls of the published OpenAPI descriptions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { SERVICES, type ServiceName } from '../../../environments/environment';

const FOLDER = path.resolve(__dirname, '../../../environments/contracts/openapi');
const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

/** A part of a JSON schema or of a description. */
export type Node = Readonly<Record<string, unknown>>;

/** One published call. */
export interface PublishedCall {
  readonly at: ServiceName | 'lab';
  readonly method: string;
  /** With `{name}` for its parameters. */
  readonly path: string;
  /** Schema of its JSON body; undefined where it takes none. */
  readonly body: Node | undefined;
}

const read = new Map<string, Node>();

function descriptionOf(name: string): Node {
  const known = read.get(name) ?? (parse(readFileSync(path.join(FOLDER, `${name}.yaml`), 'utf8')) as Node);
  read.set(name, known);
  return known;
}

/** What a node stands for, with references followed one step, and the description that it stands in. */
function followed(node: unknown, file: string): { readonly node: Node; readonly file: string } {
  const { $ref, ...rest } = (node ?? {}) as Node;
  if (typeof $ref !== 'string') return { node: rest, file };
  const [other = '', pointer = ''] = $ref.split('#');
  const named = other === '' ? file : path.basename(other, '.yaml');
  const target = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (at as Node | undefined)?.[step], descriptionOf(named));
  const found = followed(target, named);
  return { node: { ...found.node, ...rest }, file: found.file };
}

/** A node with every reference in it replaced. */
function resolved(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((one) => resolved(one, file));
  if (typeof node !== 'object' || node === null) return node;
  const { node: own, file: where } = followed(node, file);
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, resolved(value, where)]));
}

/** Every published call of every service and of the test lab. */
export function publishedCalls(): PublishedCall[] {
  return [...SERVICES, 'lab' as const].flatMap((at) =>
    Object.entries(descriptionOf(at).paths as Node).flatMap(([address, item]) => {
      const operations = resolved(item, at) as Record<string, Node | undefined>;
      return METHODS.flatMap((method) => {
        const operation = operations[method];
        if (operation === undefined) return [];
        const { requestBody } = operation as { readonly requestBody?: { readonly content?: Record<string, Node> } };
        const body = requestBody?.content?.['application/json']?.schema as Node | undefined;
        return [{ at, method: method.toUpperCase(), path: address, body }];
      });
    }),
  );
}
