import { join } from 'node:path';
import type { HTTPMethods } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../../environment';
import { labConfig, serviceConfigs, type Layout } from './configuration';
import { documented } from './fixtures/descriptions';
import type { App } from './kernel/http';
import { ServiceServer } from './kernel/server';
import { networkTransport } from './kernel/transport';
import { createLab } from './lab';
import { makeCredentials, type Credentials } from './lab/credentials';
import { DEFINITIONS } from './services';

const LAYOUT: Layout = {
  version: 'test',
  contractsFolder: join(__dirname, '../../contracts'),
  listen: () => ({ host: '127.0.0.1', port: 0 }),
  address: (name) => `http://${name}`,
  storePath: () => ':memory:',
};

type Place = ServiceName | 'lab';

/** A published call that asks for credentials, whose address, query and body are all malformed. */
interface Call {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly scheme: string;
}

let credentials: Credentials;
const apps = new Map<Place, App>();
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  credentials = await makeCredentials(SERVICES);
  for (const config of serviceConfigs(credentials, LAYOUT)) {
    const server = new ServiceServer(DEFINITIONS[config.service], config, networkTransport);
    apps.set(config.service, server.app);
    closing.push(() => server.close());
  }
  const lab = createLab(labConfig(credentials, LAYOUT), networkTransport);
  apps.set('lab', lab.app);
  closing.push(() => lab.close());
});
afterAll(() => Promise.all(closing.map((close) => close())));

function callsOf(place: Place): Call[] {
  return [...documented(place)].flatMap(([call, { security }]) => {
    const [scheme] = (security as object[]).flatMap((one) => Object.keys(one));
    if (scheme === undefined) return [];
    const [method = '', pattern = ''] = call.split(' ');
    return [{ method: method.toUpperCase(), url: `${pattern.replaceAll('{}', '~')}?nobody=knows`, scheme }];
  });
}

async function answerTo(place: Place, { method, url }: Call, headers: Record<string, string>): Promise<number> {
  const body =
    method === 'GET' ? { headers } : { payload: '{', headers: { ...headers, 'content-type': 'application/json' } };
  return (await apps.get(place)?.inject({ method, url, ...body }))?.statusCode ?? 0;
}

/** Credentials of each scheme that nobody has, and none. */
const WRONG = [
  {},
  { authorization: 'Bearer wrong' },
  { authorization: 'Party mcc:wrong' },
  { cookie: 'mcc-session=wrong' },
];

describe.each([...SERVICES, 'lab'] as const)('the %s', (place) => {
  it('asks for credentials before it reads the address, the query or the body, on every published route', async () => {
    for (const call of callsOf(place)) {
      // The portal sends people to its sign-in page.
      const expected = call.scheme === 'session' ? 303 : 401;
      for (const headers of WRONG) {
        expect(await answerTo(place, call, headers), `${call.method} ${call.url}`).toBe(expected);
      }
    }
  });

  it('tells a caller with right credentials that these requests are malformed', async () => {
    const right: Readonly<Record<string, (party: ServiceName) => string>> = {
      party: (party) => `Party ${party}:${credentials.partyTokens[party] ?? ''}`,
      lab: () => `Bearer ${labConfig(credentials, LAYOUT).labToken}`,
    };
    for (const call of callsOf(place).filter(({ method, scheme }) => method === 'POST' && scheme in right)) {
      const answers = await Promise.all(
        SERVICES.map((party) => answerTo(place, call, { authorization: right[call.scheme]?.(party) ?? '' })),
      );
      expect(answers, `${call.method} ${call.url}`).not.toContain(401);
      expect(answers, `${call.method} ${call.url}`).toContain(400);
    }
  });
});
