import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../../environment';
import { documented } from './fixtures/descriptions';
import { startInProcess, type RunningSystem } from './launch';
import { DEFINITIONS } from './services';

/** Words of the interpreter, of libraries and of the database, which nobody outside is told. */
const INNER_WORDS =
  /undefined|null|NaN|\bzod\b|\bajv\b|FST_|SQLITE|constraint|prototype|Unexpected|at position|Cannot read|is not a function|\bregex|invalid_/i;

/** Bodies that no route takes. */
const STRANGE = [
  'null',
  '{}',
  '[]',
  '[null]',
  '"text"',
  '7',
  'true',
  '{"a":1}',
  'x',
  '',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  JSON.stringify({ ids: Array.from({ length: 20_000 }, () => 7) }),
  JSON.stringify({ now: 'x', start: 'x', to: 'nobody', seed: 7, kind: 'constructor', party: 'constructor' }),
  JSON.stringify('s'.repeat(1_000_000)),
];

/** Where an empty body is one that fits. */
const MAY_SAY_NOTHING = ['/clock/settle', '/settings', '/lab/provision/settings', '/lab/provisions', '/retirement'];

/** Values of the parameters of addresses. */
const IN_ADDRESS: Readonly<Record<string, string>> = { n: '1', stem: 'A', id: 'A', name: 'A' };

interface Call {
  readonly at: ServiceName | 'lab';
  readonly method: string;
  readonly path: string;
}

let folder: string;
let system: RunningSystem;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reception-'));
  const contractsFolder = join(__dirname, '../../contracts');
  system = await startInProcess({ folder, contractsFolder, version: 'test' });
});
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

function address(at: ServiceName | 'lab'): string {
  return at === 'lab' ? system.lab.url : system.services[at];
}

function credentialsFor(path: string, at: ServiceName | 'lab', party: ServiceName): string {
  if (at === 'lab' || path.startsWith('/lab/')) return `Bearer ${system.lab.token}`;
  return `Party ${party}:${system.credentials.partyTokens[party] ?? ''}`;
}

/** Every published call that has a JSON body, with its address filled in. */
const CALLS: readonly Call[] = [...SERVICES, 'lab' as const].flatMap((at) =>
  [...documented(at)].flatMap(([call, operation]) => {
    const { requestBody, parameters = [] } = operation as {
      requestBody?: { content: Record<string, { schema?: object }> };
      parameters?: { name: string; in: string }[];
    };
    if (requestBody?.content['application/json']?.schema === undefined) return [];
    const [method = '', pattern = ''] = call.split(' ');
    const names = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
    const path = pattern.replaceAll('{}', () => IN_ADDRESS[names.shift() ?? ''] ?? '90-B3-D5-1F-30-01-00-00');
    return [{ at, method: method.toUpperCase(), path }];
  }),
);

async function send({ at, method, path }: Call, body: string, party: ServiceName): Promise<Response> {
  const headers = { authorization: credentialsFor(path, at, party), 'content-type': 'application/json' };
  return fetch(`${address(at)}${path}`, { method, headers, body });
}

/** A refusal in the published form, and one sentence of the system's own. */
async function expectRefusal(answer: Response, what: string): Promise<void> {
  const text = await answer.text();
  expect(answer.status, `${what}: ${text}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${text}`).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { error, ...more } = JSON.parse(text) as { error: string };
  expect(more).toEqual({});
  expect(error, what).toMatch(/^[A-Z"].{3,400}\.$/s);
  expect(error, what).not.toMatch(INNER_WORDS);
}

/** Every service is well: it has set nothing aside, and the system comes to rest. */
async function expectWell(): Promise<void> {
  const headers = { authorization: `Bearer ${system.lab.token}` };
  expect((await fetch(`${system.lab.url}/clock/settle`, { method: 'POST', headers })).status).toBe(200);
  for (const service of SERVICES) {
    expect(await (await fetch(`${system.services[service]}/health`)).json(), service).toMatchObject({ setAside: [] });
  }
}

async function deliver(to: ServiceName, kind: string, from: ServiceName, body: string): Promise<Response> {
  return fetch(`${system.services[to]}/messages/${kind}`, {
    method: 'POST',
    headers: {
      authorization: credentialsFor('', to, from),
      'content-type': 'application/octet-stream',
      'x-message-id': `${from} ${kind}`,
    },
    body,
  });
}

describe('a message', () => {
  it.each(SERVICES)('to the %s is taken from the parties of its kind alone, whatever is in it', async (to) => {
    for (const [kind, { from, shape }] of Object.entries(DEFINITIONS[to].messages)) {
      for (const party of SERVICES) {
        const answer = await deliver(to, kind, party, 'x');
        const what = `${kind} from the ${party}`;
        if (!from.includes(party)) expect(answer.status, what).toBe(403);
        // A configuration order that cannot be read is answered by a message.
        else expect(answer.status, what).toBe(shape === undefined || kind === 'configuration-order' ? 202 : 400);
        if (answer.status !== 202) await expectRefusal(answer, what);
      }
    }
    await expectWell();
  });

  it('of another shape is refused, and not stored, also where it comes with others', async () => {
    for (const body of STRANGE.slice(0, 12)) {
      await expectRefusal(await deliver('s1sp', 'recovery-instruction', 'mcc', body), body);
    }
    const good = { kind: 'recovery-instruction', messageId: 'good', body: JSON.stringify({ installationId: 'A' }) };
    const bad = { ...good, messageId: 'bad', body: '{}' };
    const call = { at: 's1sp', method: 'POST', path: '/messages' } as const;
    await expectRefusal(await send(call, JSON.stringify({ messages: [good, bad] }), 'mcc'), 'together');
    expect((await send(call, JSON.stringify({ messages: [good] }), 'mcc')).status).toBe(202);
    await expectWell();
  });
});

describe('a request', () => {
  it('of a strange shape gets 400 and a sentence at every route with a body', async () => {
    expect(CALLS.length).toBeGreaterThan(80);
    const body = fc.oneof(fc.constantFrom(...STRANGE), fc.json({ maxDepth: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CALLS), fc.constantFrom(...SERVICES), body, async (call, party, sent) => {
        if (MAY_SAY_NOTHING.includes(call.path)) return;
        await expectRefusal(
          await send(call, sent, party),
          `${call.at} ${call.method} ${call.path} ${sent.slice(0, 80)}`,
        );
      }),
      { numRuns: 400 },
    );
    await expectWell();
  }, 60_000);

  it('that would have moved a SIM to nobody moves none', async () => {
    const at = { at: 'wan', method: 'POST', path: '/sims/8944000000000000001/handover' } as const;
    const headers = { authorization: `Bearer ${system.lab.token}`, 'content-type': 'application/json' };
    const sim = JSON.stringify({ iccid: '8944000000000000001', network: 'smso' });
    const made = { method: 'POST', headers, body: sim };
    expect((await fetch(`${system.services.wan}/lab/provision/sim`, made)).status).toBe(200);
    for (const body of ['{}', '{"to":"nobody"}', '{"to":"nobody","reference":"A"}', '{"to":"dsp","reference":"A"}']) {
      await expectRefusal(await send(at, body, 's1sp'), body);
    }
    const shown = await fetch(`${system.services.wan}/sims/8944000000000000001`, {
      headers: { authorization: credentialsFor('', 'wan', 's1sp') },
    });
    expect(await shown.json()).toMatchObject({ network: 'smso' });
  });

  it.each([
    ['an address that is not there', 404, { path: '/nowhere' }],
    ['another method', 405, { path: '/health', method: 'DELETE' }],
    ['an address that cannot be read', 400, { path: '/files/%ff' }],
    ['a parameter that is too long', 414, { path: `/files/${'a'.repeat(5_000)}` }],
    ['a body that is no JSON', 400, { body: '{', type: 'application/json' }],
    ['an empty body', 400, { body: '', type: 'application/json' }],
    ['a body of another type', 415, { body: '<a/>', type: 'application/xml' }],
    ['a body that is too large', 413, { body: `"${'x'.repeat(17 * 1024 * 1024)}"`, type: 'application/json' }],
  ])('with %s is answered in the published form', async (what, status, { path, method, body, type }: Odd) => {
    const headers = {
      authorization: credentialsFor('', 'wan', 's1sp'),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const answer = await fetch(`${system.services.wan}${path ?? '/sims/1/handover'}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
    await expectRefusal(answer, what);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
    [
      'headers that are too large',
      `GET /health HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      '431 Request',
    ],
  ])('that is %s is answered in the published form', async (_what, sent, status) => {
    const answer = await onSocket(sent);
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    const [, body = ''] = answer.split('\r\n\r\n');
    expect((JSON.parse(body) as { error: string }).error).toMatch(/^[A-Z].*\.$/);
    expect(answer).toContain('content-type: application/json; charset=utf-8');
  });
});

/** What is odd of a request. */
interface Odd {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly type?: string;
}

/** Sends bytes to the WAN and gives everything that comes back. */
function onSocket(sent: string): Promise<string> {
  const { hostname, port } = new URL(system.services.wan);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(sent));
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (answer += part));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
