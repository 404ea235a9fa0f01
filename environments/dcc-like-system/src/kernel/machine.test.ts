import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../environment';
import { defect, rule } from './defect';
import { RESUMPTION } from './machine';
import { documentMessage } from './message-kind';
import { ServiceServer } from './server';
import type { ServiceDefinition } from './service';
import type { TickReport } from './tick';

const START = '2019-06-03T08:00:00.000Z';
const BACK = '2019-06-03T09:00:00.000Z';
const DEFECTS = [
  defect(
    'gives-up',
    rule(RESUMPTION, 'givenUp', () => ['UPDATE {inbox} SET done = 1']),
  ),
];

/** Passes every word on to the WAN. */
const definition: ServiceDefinition = {
  name: 'smso',
  messages: { word: documentMessage(['wan'], ({ body }, work) => work.send({ to: 'wan', kind: 'word', body })) },
  timers: {},
};

let folder: string;
let server: ServiceServer;
let delivered: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machine-'));
  delivered = [];
  const peers = { wan: 'http://wan' } as Record<ServiceName, string>;
  const config = {
    ...({ service: 'smso', version: 'test', listen: { host: '127.0.0.1', port: 0 }, peers, receivers: '' } as const),
    ...{ partyTokens: { wan: 'token' }, labToken: 'lab-token', privateKey: '', certificates: {}, organisations: [] },
    ...{ storePath: join(folder, 'smso.sqlite'), contractsFolder: '', maximumBody: 1024 },
  };
  server = new ServiceServer(
    definition,
    config,
    ({ headers }) => {
      delivered.push(headers['x-message-id'] ?? '');
      return Promise.resolve({ status: 202, body: Buffer.alloc(0) });
    },
    DEFECTS,
  );
  await lab('/reset', { start: START });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function lab(path: string, body: object): Promise<unknown> {
  const headers = { authorization: 'Bearer lab-token' };
  return (await server.app.inject({ method: 'POST', url: `/lab${path}`, headers, payload: body })).json();
}

function strike(kind: string): Promise<unknown> {
  return lab('/faults', { id: kind, kind, match: {}, until: BACK });
}

async function say(word: string): Promise<number> {
  const headers = { authorization: 'Party wan:token', 'content-type': 'text/plain', 'x-message-id': word };
  return (await server.app.inject({ method: 'POST', url: '/messages/word', headers, payload: word })).statusCode;
}

async function work(now: string): Promise<TickReport> {
  return (await lab('/work', { now, logicalTime: 0 })) as TickReport;
}

function ended(): number {
  return server.service.store.all("SELECT n FROM {audit} WHERE event = 'process-ended'").length;
}

describe('a service whose machine the lab disturbs', () => {
  it('that is killed stores nothing of what it did last, answers nobody, and does it again when it is back', async () => {
    await say('first');
    await strike('service-killed');
    expect(await work(START)).toMatchObject({ delivered: [], next: BACK });
    expect([ended(), delivered]).toEqual([1, []]);
    await expect(say('second')).rejects.toThrow();
    expect((await work(BACK)).delivered).toEqual(['wan']);
    expect([ended(), delivered, await say('second')]).toEqual([1, ['smso-1'], 202]);
  });

  it('that is killed once it has delivered delivers the same message again', async () => {
    await lab('/holds', { id: 'hold', to: 'wan', kind: 'word' });
    await say('first');
    await work(START);
    await lab('/held/1/release', {});
    await strike('service-killed');
    await work(START);
    await work(BACK);
    expect(delivered).toEqual(['smso-1', 'smso-1']);
  });

  it('that is restarted goes on with what it has stored', async () => {
    await say('first');
    await strike('service-restarted');
    expect((await work(START)).delivered).toEqual(['wan']);
    expect([ended(), delivered]).toEqual([1, ['smso-1']]);
  });

  it('that is restarted can give up what it had in hand, where a defect is on', async () => {
    await lab('/defects', { ids: ['gives-up'] });
    await say('first');
    await strike('service-killed');
    await work(START);
    await work(BACK);
    expect(delivered).toEqual([]);
  });

  it('that is out of disk takes nothing and stores nothing, and tries again until there is room', async () => {
    await say('first');
    await strike('service-out-of-disk');
    expect(await say('second')).toBe(503);
    expect(await work(START)).toMatchObject({ next: '2019-06-03T08:05:00.000Z' });
    expect(delivered).toEqual([]);
    await work(BACK);
    expect([delivered, await say('second')]).toEqual([['smso-1'], 202]);
  });

  it('that is slow takes messages at once and works now and then', async () => {
    await strike('service-slow');
    const late = '2019-06-03T08:05:00.000Z';
    const between = '2019-06-03T08:01:00.000Z';
    await work(between);
    expect(await say('first')).toBe(202);
    expect(await work(between)).toMatchObject({ delivered: [], next: late });
    expect((await work(late)).delivered).toEqual(['wan']);
  });

  it('that is cut off works, reaches nobody, and is reached by nobody', async () => {
    await say('first');
    await strike('service-cut-off');
    await expect(say('second')).rejects.toThrow();
    expect(await work(START)).toMatchObject({ delivered: [], next: '2019-06-03T08:01:00.000Z' });
    expect(delivered).toEqual([]);
    expect((await work(BACK)).delivered).toEqual(['wan']);
  });
});
