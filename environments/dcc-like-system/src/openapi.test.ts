import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SERVICES, type ServiceName } from '../../environment';
import { makeCredentials, type Credentials } from './lab/credentials';
import { labConfig, serviceConfigs, type Layout } from './configuration';
import { ANY_PARTY } from './kernel/callers';
import type { App } from './kernel/http';
import { ServiceServer } from './kernel/server';
import { networkTransport } from './kernel/transport';
import { description, documented, FOLDER, followed, missing, type Json } from './fixtures/descriptions';
import { createLab } from './lab';
import { DEFINITIONS } from './services';

/** Parts of a request as routes and as descriptions name them. */
const PARTS = { params: 'path', querystring: 'query', headers: 'header' } as const;

/** A route of the running system. */
interface Route {
  /** `post /sims/{}/handover` */
  readonly call: string;
  readonly schema: Readonly<Partial<Record<'body' | keyof typeof PARTS, z.ZodType>>>;
  readonly parties: readonly ServiceName[] | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Json;
}

let credentials: Credentials;
beforeAll(async () => {
  credentials = await makeCredentials(SERVICES);
});

const LAYOUT: Layout = {
  version: 'test',
  contractsFolder: join(__dirname, '../../contracts'),
  listen: () => ({ host: '127.0.0.1', port: 0 }),
  address: (name) => `http://${name}`,
  storePath: () => ':memory:',
};

/** What a schema says, without what only explains it: words, and the pattern of a standard format. */
function plain(node: unknown, areNames = false): unknown {
  if (Array.isArray(node)) return node.map((one: unknown) => plain(one));
  if (typeof node !== 'object' || node === null) return node;
  const explains = (key: string): boolean => key === 'description' || (key === 'pattern' && 'format' in node);
  const said = Object.entries(node).filter(([key]) => areNames || !explains(key));
  return Object.fromEntries(said.map(([key, value]) => [key, plain(value, !areNames && key === 'properties')]));
}

/** A shape as a description says it. */
function schemaOf(shape: z.ZodType): unknown {
  const { $schema: _dialect, $defs = {}, ...schema } = z.toJSONSchema(shape, { io: 'input' }) as Json;
  const inline = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(inline);
    if (typeof node !== 'object' || node === null) return node;
    const { $ref } = node as { readonly $ref?: string };
    if ($ref !== undefined) return inline(($defs as Json)[$ref.replace('#/$defs/', '')]);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inline(value)]));
  };
  return plain(inline(schema));
}

/** Parameters as a route reads them, by place and name. */
function parametersRead({ schema }: Route): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [part, place] of Object.entries(PARTS)) {
    const shape = schema[part as keyof typeof PARTS];
    if (!shape) continue;
    const { properties, required = [] } = schemaOf(shape) as { properties: Json; required?: string[] };
    for (const [name, said] of Object.entries(properties)) {
      found.set(`${place} ${name}`, { required: required.includes(name), schema: said });
    }
  }
  return found;
}

/** Parameters as a description has them; names of headers are the same in any case. */
function parametersDescribed({
  parameters = [],
}: {
  readonly parameters?: readonly Parameter[];
}): Map<string, unknown> {
  return new Map(
    parameters.map(({ name, in: place, required = false, schema }) => [
      `${place} ${place === 'header' ? name.toLowerCase() : name}`,
      { required, schema: plain(schema) },
    ]),
  );
}

/** Routes of an application that has not started yet. */
async function routesOf(app: App): Promise<Route[]> {
  const found: Route[] = [];
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    for (const one of [method].flat().filter((name) => name !== 'HEAD')) {
      const call = `${one.toLowerCase()} ${url.replaceAll(/:[A-Za-z]+/g, '{}')}`;
      found.push({ call, schema: (schema ?? {}) as Route['schema'], parties: config?.parties });
    }
  });
  await app.ready();
  // Registered before anybody could listen.
  if (app.hasRoute({ method: 'GET', url: '/health' }))
    found.push({ call: 'get /health', schema: {}, parties: undefined });
  return found;
}

async function running(name: ServiceName | 'lab'): Promise<Route[]> {
  if (name === 'lab') {
    const lab = createLab(labConfig(credentials, LAYOUT), networkTransport);
    const routes = await routesOf(lab.app);
    await lab.close();
    return routes;
  }
  const config = serviceConfigs(credentials, LAYOUT).find(({ service }) => service === name);
  if (!config) throw new Error(`no configuration of ${name}`);
  const server = new ServiceServer(DEFINITIONS[name], config, networkTransport);
  const routes = await routesOf(server.app);
  await server.close();
  return routes;
}

describe.each([...SERVICES, 'lab'] as const)('the published description of the %s', (name) => {
  it('names every route, the lab interface included, and no other', async () => {
    const routes = await running(name);
    expect([...documented(name).keys()].sort()).toEqual(routes.map(({ call }) => call).sort());
  });

  it('says of every route what its address, its headers and its body look like', async () => {
    for (const route of await running(name)) {
      const operation = documented(name).get(route.call) ?? {};
      const [described, read] = [parametersDescribed(operation), parametersRead(route)];
      // Of messages every kind is read; which there are is listed, and tested by itself.
      if (route.call === 'post /messages/{}') for (const one of [described, read]) one.delete('path kind');
      expect(described, route.call).toEqual(read);
      const { requestBody } = operation as { requestBody?: { content: Record<string, { schema?: unknown }> } };
      const schema = requestBody?.content['application/json']?.schema;
      const { body } = route.schema;
      expect(plain(schema), route.call).toEqual(body && schemaOf(body));
    }
  });

  it('says of every route which parties may call it', async () => {
    for (const { call, parties } of await running(name)) {
      if (parties === undefined) continue;
      const { security } = documented(name).get(call) as { security: unknown };
      expect(security, call).toEqual([{ party: parties === ANY_PARTY ? [] : parties }]);
    }
  });

  it('says of every operation who may call it and what it answers, under a name of its own', () => {
    const operations = [...documented(name).values()];
    const known = Object.keys((description(name).components as { securitySchemes: Json }).securitySchemes);
    for (const operation of operations) {
      expect(operation.summary).toMatch(/\w/);
      for (const requirement of operation.security as Json[]) expect(known).toContain(Object.keys(requirement)[0]);
      expect(Object.keys(operation.responses as Json).length).toBeGreaterThan(0);
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});

describe.each(SERVICES)('the published description of the messages of the %s', (name) => {
  it('names every kind that it receives, and no other', () => {
    const [kind] = documented(name).get('post /messages/{}')?.parameters as { schema: { enum?: string[] } }[];
    expect([...(kind?.schema.enum ?? [])].sort()).toEqual(Object.keys(DEFINITIONS[name].messages).sort());
  });
});

describe.each(['common', 'messages', 'lab', ...SERVICES])('the description %s', (name) => {
  it('is OpenAPI 3.1 and refers to nothing that is missing', () => {
    expect(description(name).openapi).toBe('3.1.0');
    expect(missing(description(name), name)).toEqual([]);
  });
});

describe('the table of messages', () => {
  const rows = readFileSync(join(FOLDER, '../messages.csv'), 'utf8').trim().split('\n').slice(1);
  const table = rows.map((row) => row.split(','));

  it('names every kind at every recipient, and who may send it', () => {
    const declared = SERVICES.flatMap((name) =>
      Object.entries(DEFINITIONS[name].messages).map(([kind, { from }]) => [name, kind, from.join(' ')].join(',')),
    );
    expect(table.map((row) => row.slice(0, 3).join(',')).sort()).toEqual(declared.sort());
  });

  it('says what each JSON message looks like', () => {
    for (const [recipient = '', kind = '', , body = ''] of table) {
      const { shape } = DEFINITIONS[recipient as ServiceName].messages[kind] ?? {};
      const schema = (description('messages').components as { schemas: Json }).schemas[body];
      expect(plain(followed(schema, 'messages')), `${recipient} ${kind}`).toEqual(shape && schemaOf(shape));
    }
  });
});
