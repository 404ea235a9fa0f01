import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceName } from '../../../environment';
import { defect, rule } from './defect';
import { area } from './rules';
import { documentMessage } from './message-kind';
import { ServiceServer } from './server';
import type { ServiceDefinition } from './service';

const GREETING = area('restart-greeting', { word: 'right' });
const DEFECTS = [
  defect(
    'wrong-greeting',
    rule(GREETING, 'word', () => 'wrong'),
  ),
];
const START = '2019-06-03T08:00:00.000Z';
const LATER = '2019-06-03T09:00:00.000Z';

/** Notes every word in its audit trail. */
const definition: ServiceDefinition = {
  name: 'smso',
  messages: { word: documentMessage(['wan'], ({ body }, work) => work.audit('heard', undefined, body.toString())) },
  timers: {},
};

let folder: string;
let server: ServiceServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'));
  server = start();
  await lab('POST', '/reset', { start: START });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(): ServiceServer {
  const peers = {} as Record<ServiceName, string>;
  const config = {
    ...({ service: 'smso', version: 'test', listen: { host: '127.0.0.1', port: 0 }, peers, receivers: '' } as const),
    ...{ partyTokens: { wan: 'token' }, labToken: 'lab-token', privateKey: '', certificates: {}, organisations: [] },
    ...{ storePath: join(folder, 'smso.sqlite'), contractsFolder: '', maximumBody: 1024 },
  };
  return new ServiceServer(definition, config, () => Promise.reject(new Error('no peers')), DEFECTS);
}

async function again(): Promise<void> {
  await server.close();
  server = start();
}

async function lab(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: 'Bearer lab-token' };
  const answer = await server.app.inject({ method, url: `/lab${path}`, headers, ...(body && { payload: body }) });
  return { status: answer.statusCode, body: answer.json() };
}

async function say(word: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: 'Party wan:token', 'content-type': 'text/plain', 'x-message-id': word };
  const answer = await server.app.inject({ method: 'POST', url: '/messages/word', headers, payload: word });
  return { status: answer.statusCode, body: answer.json() };
}

async function health(): Promise<{ status: number; body: unknown }> {
  const answer = await server.app.inject({ url: '/health' });
  return { status: answer.statusCode, body: answer.json() };
}

describe('a service that is started again', () => {
  it('knows its time and its logical time, and does what it had not done', async () => {
    await lab('POST', '/work', { now: START, logicalTime: 7 });
    await say('before');
    await lab('POST', '/clock', { now: LATER, logicalTime: 0 });
    await again();
    expect((await health()).body).toMatchObject({ now: LATER, status: 'up' });
    await say('after');
    await lab('POST', '/work', { now: LATER, logicalTime: 8 });
    expect((await lab('GET', '/audit')).body).toMatchObject([
      { at: LATER, logicalTime: 9, detail: 'before' },
      { at: LATER, logicalTime: 10, detail: 'after' },
    ]);
    await again();
    expect(server.service.logicalClock.now).toBe(10);
  });

  it('has the faults, holds and seeded defects that were on', async () => {
    await lab('POST', '/faults', { id: 'f', kind: 'service-down', match: {}, times: 2 });
    await lab('POST', '/holds', { id: 'h', to: 'wan', kind: 'word' });
    await lab('POST', '/defects', { ids: ['wrong-greeting'] });
    server.service.fault('service-down', {});
    await again();
    expect(server.service.lab.holding('wan', 'word')).toBe(true);
    expect(server.service.rules(GREETING).word).toBe('wrong');
    expect([server.service.fault('service-down', {}), server.service.fault('service-down', {})]).toEqual([
      { id: 'f', kind: 'service-down', match: {}, times: 0, struck: true },
      undefined,
    ]);
    await lab('POST', '/reset', { start: START });
    await again();
    expect(server.service.lab.holding('wan', 'word')).toBe(false);
    expect(server.service.rules(GREETING).word).toBe('right');
  });

  it('refuses a clock that runs back, but by a reset', async () => {
    await lab('POST', '/clock', { now: LATER, logicalTime: 0 });
    await again();
    const back = {
      status: 409,
      body: { error: `The clock of the smso cannot run back from ${LATER} to ${START}: reset it to begin anew.` },
    };
    expect(await lab('POST', '/clock', { now: START, logicalTime: 0 })).toEqual(back);
    expect(await lab('POST', '/work', { now: START, logicalTime: 1 })).toEqual(back);
    expect((await health()).body).toMatchObject({ now: LATER });
    await lab('POST', '/reset', { start: START });
    expect((await health()).body).toMatchObject({ now: START });
  });
});

describe('a store that fails', () => {
  it('at the start stops the service, with its file', async () => {
    await server.close();
    truncateSync(join(folder, 'smso.sqlite'), 0);
    expect(start).toThrow(`The store ${join(folder, 'smso.sqlite')} of the smso is empty: `);
    rmSync(join(folder, 'smso.sqlite'));
    server = start();
  });

  it('at a write refuses what is to be stored, and shows in the health until it is mended', async () => {
    server.service.store.run('PRAGMA query_only = ON');
    const sentence = `The store ${join(folder, 'smso.sqlite')} of the smso is read-only: let this process write the file and its folder.`;
    const failed = { status: 503, body: { error: sentence } };
    expect(await say('lost')).toEqual(failed);
    expect(await lab('POST', '/clock', { now: LATER, logicalTime: 0 })).toEqual(failed);
    expect(await lab('POST', '/reset', { start: START })).toEqual(failed);
    expect(await health()).toEqual({
      status: 503,
      body: { service: 'smso', version: 'test', now: START, status: 'failed', error: sentence, setAside: [] },
    });
    server.service.store.run('PRAGMA query_only = OFF');
    expect((await health()).status).toBe(200);
    expect((await say('kept')).status).toBe(202);
  });
});

describe('a service that the lab of its process tells the time', () => {
  it('notes what nobody foresaw as its routes do, tells no more than that, and refuses what they refuse', async () => {
    vi.spyOn(server.service, 'at').mockRejectedValueOnce(new Error('The disk is on fire.'));
    await expect(server.tell(new Date(LATER), 0)).rejects.toThrow(/^smso: Something went wrong in the smso/);
    expect((await lab('GET', '/audit')).body).toContainEqual(
      expect.objectContaining({ event: 'request-failed', detail: 'POST /lab/clock: Error: The disk is on fire.' }),
    );
    await server.tell(new Date(LATER), 0);
    await expect(server.workAt(new Date(START), 0)).rejects.toThrow('cannot run back');
  });
});
