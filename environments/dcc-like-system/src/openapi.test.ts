import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../../environment';
import { makeCredentials, type Credentials } from './lab/credentials';
import { labConfig, serviceConfigs, type Layout } from './configuration';
import { ANY_PARTY } from './kernel/callers';
import { ServiceServer } from './kernel/server';
import { networkTransport } from './kernel/transport';
import { description, documented, FOLDER, followed, missing, type Json } from './fixtures/descriptions';
import { parametersDescribed, parametersRead, plain, routesOf, schemaOf, type Route } from './fixtures/routes';
import { createLab } from './lab';
import { DEFINITIONS } from './services';

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
