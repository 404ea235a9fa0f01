import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { description, documented, missing, type Json } from '../dcc-like-system/src/fixtures/descriptions';
import {
  parametersDescribed,
  parametersRead,
  plain,
  routesOf,
  schemaOf,
  type Route,
} from '../dcc-like-system/src/fixtures/routes';
import { EffectiveRules } from '../dcc-like-system/src/kernel/rules';
import { networkTransport } from '../dcc-like-system/src/kernel/transport';
import { CONTRACTS_FOLDER } from '../describe';
import { DUST_DEFECTS } from './defects';
import { dustConfig } from './fixtures/config';
import { PARTICIPANTS } from './participants';
import { DustServer } from './server';

const NAME = 'migration-dust';

async function running(): Promise<Route[]> {
  const server = new DustServer(dustConfig(), networkTransport);
  const routes = await routesOf(server.app);
  await server.close();
  return routes;
}

function table(name: string): Record<string, string>[] {
  return parse(readFileSync(join(CONTRACTS_FOLDER, name), 'utf8'), { columns: true });
}

describe('the published description of Migration DUST', () => {
  it('names every route and no other', async () => {
    const routes = await running();
    expect([...documented(NAME).keys()].sort()).toEqual(routes.map(({ call }) => call).sort());
  });

  it('says of every route what its address and its body look like', async () => {
    for (const route of await running()) {
      const operation = documented(NAME).get(route.call) ?? {};
      expect(parametersDescribed(operation), route.call).toEqual(parametersRead(route));
      const { requestBody } = operation as { requestBody?: { content: Record<string, { schema?: unknown }> } };
      const { body } = route.schema;
      expect(plain(requestBody?.content['application/json']?.schema), route.call).toEqual(body && schemaOf(body));
    }
  });

  it('is OpenAPI 3.1, refers to nothing that is missing, and names each operation once', () => {
    expect(description(NAME).openapi).toBe('3.1.0');
    expect(missing(description(NAME), NAME)).toEqual([]);
    const operations = [...documented(NAME).values()] as readonly Json[];
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});

describe('Migration DUST', () => {
  it('asks for credentials before it reads anything else of a request', async () => {
    const server = new DustServer(dustConfig(), networkTransport);
    await server.app.ready();
    for (const [call, { security }] of documented(NAME)) {
      if (Array.isArray(security) && security.length === 0) continue;
      const [method = '', path = ''] = call.split(' ');
      const url = path.replaceAll('{}', '%20');
      const answer = await server.app.inject({ method: method.toUpperCase() as 'GET', url, payload: 'no JSON' });
      expect([401, 303], call).toContain(answer.statusCode);
    }
    await server.close();
  });

  it('publishes every code that it refuses with, and no other', () => {
    const source = readFileSync(join(__dirname, 'refusals.ts'), 'utf8');
    const used = [...source.matchAll(/'(SIM-DST-\d\d)':/g)].map(([, code]) => code);
    const published = table('codes.csv').filter(({ party }) => party === NAME);
    expect(published.map(({ code }) => code)).toEqual(used);
  });

  it('has the seeded defects that are published, each of which bends something', () => {
    const published = table('defects.csv').filter(({ service }) => service === NAME);
    expect(DUST_DEFECTS.map(({ id }) => id).sort()).toEqual(published.map(({ id }) => id).sort());
    for (const { id, changes } of DUST_DEFECTS) {
      const rules = new EffectiveRules(DUST_DEFECTS);
      rules.switchOn([id]);
      for (const { area } of changes) expect(rules.of(area), id).not.toBe(area.rules);
    }
  });

  it('lends no two participants the same pair of suppliers', () => {
    const pairs = PARTICIPANTS.map(({ suppliers }) => `${suppliers.electricity} ${suppliers.gas}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('has example files whose names say of which code they are', () => {
    const names = readdirSync(join(CONTRACTS_FOLDER, 'examples'));
    const codes = table('codes.csv').map(({ code }) => code);
    for (const name of names) expect(codes).toContain(/^EXAMPLE_COF_(.*)\.xml$/.exec(name)?.[1]);
  });
});
