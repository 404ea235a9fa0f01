import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type RunningSystem } from '../../launch';
import { deviceOf, MigrationSystem, type MadeInstallation } from '../fixtures/migration';
import { LABORATORIES } from './laboratories';

const TOKEN = 'token-of-the-laboratory';
const AT = '2019-06-03T00:00:00.000Z';

const folder = mkdtempSync(join(tmpdir(), 'laboratories-'));
const contractsFolder = join(__dirname, '../../../../contracts');

let running: RunningSystem;
let system: MigrationSystem;
let server: Server;
let address: string;
/** What the laboratory was sent, and what it answers to everything. */
const heard: { readonly path: string | undefined; readonly shown: string | undefined; readonly body: unknown }[] = [];
let answer: string;
/** Wake-up messages that the audit trail on disk names, when the laboratory was called last. */
let stored: number;
let made: MadeInstallation;

beforeAll(async () => {
  running = await startInProcess({ folder, contractsFolder, version: 'test' });
  system = MigrationSystem.of(running);
  server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      if (request.url === '/wake-ups') stored = wakeUpsStored();
      heard.push({ path: request.url, shown: request.headers.authorization, body: JSON.parse(text) });
      response.end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await system.reset();
  made = await system.installation('one', { laboratory: 'mere' });
  heard.length = 0;
  answer = JSON.stringify({ outcome: 'answer', body: { ok: true, values: { at: AT } } });
});

function wakeUpsStored(): number {
  // The file is the system's alone: a copy shows what a restart would find.
  const copy = mkdtempSync(join(tmpdir(), 'laboratories-'));
  for (const name of ['system.sqlite', 'system.sqlite-wal']) copyFileSync(join(folder, name), join(copy, name));
  const file = new DatabaseSync(join(copy, 'system.sqlite'));
  const row = file.prepare(`SELECT COUNT(*) AS n FROM "wan audit" WHERE event = 'wake-up-sent'`).get();
  file.close();
  rmSync(copy, { recursive: true });
  return Number(row?.n);
}

const connect = (change: object = {}, of = made): Promise<unknown> =>
  system.call('wan', 'PUT', `/sims/${of.iccid}/laboratory`, {
    laboratory: 'mere',
    connected: true,
    reachedAt: { address, token: TOKEN },
    ...change,
  });
const ping = (): Promise<unknown> =>
  system.call(
    'wan',
    'POST',
    `/sims/${made.iccid}/downlink`,
    { deviceId: deviceOf(made, 'ESME'), commandId: '1', operation: 'ping', body: {} },
    'smso',
  );
const silence = (): object => ({ outcome: 'no-answer', reason: `the hub with SIM ${made.iccid} does not answer` });
const audited = async (): Promise<string[]> => {
  const trail = (await system.lab('GET', '/audit')) as { event: string; detail: string }[];
  return trail.filter(({ event }) => event === 'laboratory-silent').map(({ detail }) => detail);
};

describe('a device that a remote laboratory simulates', () => {
  it('gets commands at the address of its laboratory, with the token that this gave and the time of the system', async () => {
    await connect();
    expect(await ping()).toEqual(JSON.parse(answer));
    const [{ path, shown, body } = {}] = heard;
    expect([path, shown]).toEqual(['/frames', `Bearer ${TOKEN}`]);
    expect(body).toMatchObject({ headEnd: 'smso', iccid: made.iccid, at: AT, frame: { operation: 'ping' } });
  });

  it('gets wake-up messages there, and an answer of any form does no harm', async () => {
    await connect();
    answer = 'no JSON';
    expect(await system.call('wan', 'POST', `/sims/${made.iccid}/wake-up`, {}, 'smso')).toEqual({ outcome: 'sent' });
    expect(heard.map(({ path }) => path)).toEqual(['/wake-ups']);
    // The laboratory was told of nothing that could be forgotten.
    expect(stored).toBe(1);
  });

  it('is silent until its laboratory has connected it, which the audit trail names', async () => {
    expect(await ping()).toEqual(silence());
    expect(await audited()).toEqual([`SIM ${made.iccid}, laboratory mere: it has not connected the devices`]);
  });

  it('is silent where its laboratory answers wrongly, which the audit trail names', async () => {
    await connect();
    answer = '{}';
    expect(await ping()).toEqual(silence());
    const fault = 'its answer to ping has not the published form';
    expect(await audited()).toEqual([`SIM ${made.iccid}, laboratory mere: ${fault}`]);
  });

  it('is silent while it is disconnected, and is reached where it was when it is connected again', async () => {
    await connect();
    await connect({ connected: false, reachedAt: undefined });
    expect(await ping()).toEqual(silence());
    await connect({ reachedAt: undefined });
    expect(await ping()).toEqual(JSON.parse(answer));
  });

  it('is not simulated by the system too', async () => {
    await expect(system.lab('GET', `/devices/${deviceOf(made, 'ESME')}`)).rejects.toThrow('There is no device');
  });

  it('tells nobody the token of its laboratory', async () => {
    await connect();
    await ping();
    const told = [await system.call('wan', 'GET', `/sims/${made.iccid}`), await system.lab('GET', '/audit')];
    expect(JSON.stringify(told)).not.toContain(TOKEN);
  });
});

describe('the network', () => {
  it('lets no laboratory answer for the SIM of another, or for devices of the system', async () => {
    expect(await connect({ laboratory: 'tarn' })).toMatchObject({
      error: expect.stringContaining('by tarn') as string,
    });
    const own = await system.installation('other');
    expect(await connect({}, own)).toMatchObject({ error: expect.stringContaining('by mere') as string });
    expect(await connect({ reachedAt: undefined }, own)).toEqual({});
  });

  it.each([
    'http://203.0.113.7:8600',
    'http://127.0.0.1@203.0.113.7',
    'http://user@127.0.0.1:8600',
    'http://127.0.0.1:8600/lab',
    'http://127.0.0.1:8600?x',
    'http://127.0.0.1:8600#x',
    'http://127.0.0.1.nip.example:8600',
    'http://localhost:8600',
    'file://127.0.0.1/etc',
    'ftp://127.0.0.1',
    'http://[::ffff:203.0.113.7]',
    '127.0.0.1:8600',
  ])('reaches no laboratory at %s', async (forbidden) => {
    const refused = await connect({ reachedAt: { address: forbidden, token: TOKEN } });
    expect(refused).toMatchObject({ error: expect.stringContaining('127.0.0.1, [::1]') as string });
    expect(await ping()).toEqual(silence());
  });

  it('reaches none at all where the deployment permits no host, also of those that it knew before', () => {
    const { permitted } = LABORATORIES.rules;
    expect(permitted(address, ['127.0.0.1'])).toBe(address);
    expect(permitted(address, [])).toBeUndefined();
  });

  it('takes alerts of connected devices from their own laboratory alone', async () => {
    const alert = { deviceId: deviceOf(made, 'ESME'), alertCode: '8F74', description: 'Meter cover removed', at: AT };
    const tell = (laboratory: string): Promise<unknown> =>
      system.call('wan', 'POST', `/sims/${made.iccid}/alerts`, { laboratory, ...alert });
    expect(await tell('mere')).toHaveProperty('error');
    await connect();
    expect(await tell('tarn')).toHaveProperty('error');
    expect(await tell('mere')).toEqual({});
    await system.settle();
    expect((await system.delivered('uplink')).map(({ from, to }) => `${from} to ${to}`)).toEqual(['wan to smso']);
  });
});
