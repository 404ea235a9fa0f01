import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SERVICES, type ServiceName } from '../../environment';
import { makeCredentials } from './lab/credentials';
import { serviceConfigs } from './configuration';
import type { ServiceConfig } from './kernel/config';
import { healthRoute, publishedRoutes } from './kernel/published-routes';
import { ServiceServer } from './kernel/server';
import { networkTransport } from './kernel/transport';
import { DEFINITIONS } from './services';

const FOLDER = join(__dirname, '../../contracts/openapi');
const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

type Json = Readonly<Record<string, unknown>>;

let configs: ServiceConfig[];

beforeAll(async () => {
  configs = serviceConfigs(await makeCredentials(SERVICES), {
    version: 'test',
    contractsFolder: join(__dirname, '../../contracts'),
    listen: () => ({ host: '127.0.0.1', port: 0 }),
    address: (name) => `http://${name}`,
    storePath: () => ':memory:',
  });
});

const descriptions = new Map<string, Json>();

function description(name: string): Json {
  const known = descriptions.get(name);
  if (known) return known;
  const read = parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')) as Json;
  descriptions.set(name, read);
  return read;
}

/** What a reference names, or undefined when there is nothing. */
function resolve(reference: string, file: string): unknown {
  const [other = '', pointer = ''] = reference.split('#');
  const root: unknown = description(other === '' ? file : other.replace(/^\.\//, '').replace(/\.yaml$/, ''));
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, step) => (node as Json | undefined)?.[step], root);
}

function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : references(value),
  );
}

/** Operations by `method path`, references followed. */
function documented(name: string): Map<string, Json> {
  const operations = new Map<string, Json>();
  for (const [path, given] of Object.entries(description(name).paths as Json)) {
    const { $ref } = given as { $ref?: string };
    const item = ($ref === undefined ? given : resolve($ref, name)) as Json;
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined)
        operations.set(`${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`, operation as Json);
    }
  }
  return operations;
}

/** Routes of the running service, those of the lab left out. */
async function running(name: ServiceName): Promise<string[]> {
  const config = configs.find(({ service }) => service === name);
  if (!config) throw new Error(`no configuration of ${name}`);
  const server = new ServiceServer(DEFINITIONS[name], config, networkTransport);
  const app = fastify();
  const found = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') found.add(`${one.toLowerCase()} ${url.replaceAll(/:[A-Za-z]+/g, '{}')}`);
    }
  });
  healthRoute(app, server.service);
  publishedRoutes(app, server.service);
  server.service.definition.routes?.(app, server.service);
  await app.ready();
  await app.close();
  await server.close();
  return [...found].sort();
}

describe.each(SERVICES)('the published description of the %s', (name) => {
  it('names every route that the service has, and no other', async () => {
    expect([...documented(name).keys()].sort()).toEqual(await running(name));
  });

  it('names every kind of message that the service receives, and no other', () => {
    const [kind] = documented(name).get('post /messages/{}')?.parameters as { schema: { enum?: string[] } }[];
    expect([...(kind?.schema.enum ?? [])].sort()).toEqual(Object.keys(DEFINITIONS[name].messages).sort());
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

describe.each(['common', ...SERVICES])('the description %s', (name) => {
  it('is OpenAPI 3.1 and refers to nothing that is missing', () => {
    expect(description(name).openapi).toBe('3.1.0');
    expect(references(description(name)).filter((reference) => resolve(reference, name) === undefined)).toEqual([]);
  });
});
