import { spawn, type ChildProcess } from 'node:child_process';
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The process against a Migration DUST and a network that this test is. */

const MPAN = '1900000000008';
const ICCID = '8944000000000000001';
const [HUB, METER] = ['00-DB-12-E1-00-00-00-01', '00-DB-12-E1-00-00-00-02'];
const AT = '2019-06-04T08:00:00.000Z';
const OLD = { access: randomBytes(32), master: randomBytes(32) };
const NEW = { access: randomBytes(32), master: randomBytes(32) };

const folder = mkdtempSync(path.join(tmpdir(), 'laboratory-test-'));
/** What Migration DUST was told, in order. */
const told: { readonly call: string; readonly shown: string | undefined; readonly body: unknown }[] = [];
let dust: Server;
let laboratory: ChildProcess;
let reachedAt: { readonly address: string; readonly token: string };
let counter = 0;

beforeAll(async () => {
  dust = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      const call = `${request.method ?? ''} ${request.url ?? ''}`;
      told.push({ call, shown: request.headers.authorization, body: JSON.parse(text) });
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(dust, 'listening');
  const url = `http://127.0.0.1:${String((dust.address() as AddressInfo).port)}`;
  const keys = { access: OLD.access.toString('base64'), master: OLD.master.toString('base64'), version: 1 };
  const devices = [
    { deviceId: HUB, deviceType: 'CHF', firmware: '01000105', settings: { networkAlerts: 'on' }, keys },
    { deviceId: METER, deviceType: 'ESME', firmware: '02030017', settings: { b: '2', a: '1' } },
  ];
  const file = path.join(folder, 'laboratory.json');
  const installations = [{ importMPAN: MPAN, iccid: ICCID, devices }];
  writeFileSync(file, JSON.stringify({ url, token: 'token of the laboratory', installations }));
  laboratory = spawn(process.execPath, [path.join(__dirname, 'laboratory.mjs'), file, '--electricity', '4711'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (laboratory.stdout) await once(laboratory.stdout, 'data');
  ({ reachedAt } = told[0]?.body as { reachedAt: typeof reachedAt });
});
afterAll(() => {
  laboratory.kill('SIGKILL');
  dust.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(where: string, body: object, token = reachedAt.token): Promise<[number, unknown]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${reachedAt.address}${where}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}

/** A command with the next execution counter, under an access key. */
function command(
  deviceId: string,
  operation: string,
  body: Readonly<Record<string, string>> = {},
  access = OLD.access,
): object {
  counter += 1;
  const [commandId, executionCounter] = [`command ${String(counter)}`, String(counter)];
  const pairs = Object.entries(body)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const text = [deviceId, commandId, operation, executionCounter, pairs.join('&')].join('|');
  const authentication = createHmac('sha256', access).update(text).digest('base64');
  return { deviceId, commandId, operation, executionCounter, body, authentication };
}

async function send(frame: object): Promise<unknown> {
  const [status, answer] = await call('/frames', { headEnd: 's1sp', iccid: ICCID, at: AT, frame });
  expect(status).toBe(200);
  return answer;
}

const done = (values: object): object => ({ outcome: 'answer', body: { ok: true, values } });
const refused = (error: string): object => ({ outcome: 'answer', body: { ok: false, error } });

/** A key, wrapped for the command that is to be made next. */
function wrapped(key: Buffer, under: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', under, nonce).setAAD(Buffer.from(`${HUB}|${String(counter + 1)}`));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

describe('the example of a remote laboratory', () => {
  it('connects its installation, with its token, and says where it answers', () => {
    const connection = { connected: true, reachedAt };
    const put = `PUT /remote-lab/test-installations/${MPAN}`;
    expect(told).toEqual([{ call: put, shown: 'Bearer token of the laboratory', body: connection }]);
    expect(reachedAt.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('answers nobody who does not show its own token, and for no SIM of others', async () => {
    const ping = { deviceId: METER, commandId: '0', operation: 'ping', body: {} };
    const frame = { headEnd: 's1sp', iccid: ICCID, at: AT, frame: ping };
    expect((await call('/frames', frame, 'token of another'))[0]).toBe(401);
    expect((await call('/frames', { ...frame, iccid: 'another' }))[0]).toBe(404);
    expect(await call('/frames', frame)).toEqual([200, done({ at: AT })]);
    expect(await call('/wake-ups', { iccid: ICCID, at: AT })).toEqual([200, {}]);
  });

  it('simulates devices that say what they are, under the keys of their hub where they have none', async () => {
    expect(await send(command(HUB, 'read-whitelist'))).toEqual(done({ devices: METER }));
    const configurationDigest = createHash('sha256').update('a=1\nb=2').digest('base64');
    const info = { keyVersion: '0', firmware: '02030017', configurationDigest };
    expect(await send(command(METER, 'read-device-info'))).toEqual(done(info));
    expect(await send(command(METER, 'read-registers'))).toEqual(done({ activeImportWh: '4711', at: AT }));
  });

  it('refuses what is not authentic or has been used, and does nothing twice', async () => {
    expect(await send(command(METER, 'read-registers', {}, NEW.access))).toEqual(refused('not-authentic'));
    const reading = command(METER, 'read-registers');
    const first = await send(reading);
    expect(await send(reading)).toEqual(first);
    counter -= 1;
    const used = command(METER, 'read-registers', { other: 'body' });
    expect(await send(used)).toEqual(refused('replayed-counter'));
    expect(await send(command(METER, 'act', { name: 'top-up' }))).toEqual(refused('not-supported'));
  });

  it('takes new keys of both parties, proves them, and forgets the old ones once they are confirmed', async () => {
    const alone = { wrappedAccess: wrapped(NEW.access, OLD.access), wrappedMaster: wrapped(NEW.master, NEW.master) };
    expect(await send(command(HUB, 'write-keys', alone))).toEqual(refused('single-control'));
    const both = { wrappedAccess: wrapped(NEW.access, OLD.access), wrappedMaster: wrapped(NEW.master, OLD.master) };
    expect(await send(command(HUB, 'write-keys', both))).toEqual(done({ keyVersion: '2' }));
    const proof = createHmac('sha256', NEW.master).update('prove|challenge').digest('base64');
    const challenge = { challenge: 'challenge' };
    expect(await send(command(HUB, 'verify-keys', challenge))).toEqual(refused('not-authentic'));
    expect(await send(command(HUB, 'verify-keys', challenge, NEW.access))).toEqual(done({ proof }));
    const confirmation = createHmac('sha256', NEW.master).update(`confirm|${HUB}`).digest('base64');
    const wrong = command(HUB, 'confirm-keys', { confirmation: proof }, NEW.access);
    expect(await send(wrong)).toEqual(refused('single-control'));
    const right = command(HUB, 'confirm-keys', { confirmation }, NEW.access);
    expect(await send(right)).toEqual(done({ keyVersion: '2' }));
    expect(await send(command(HUB, 'read-whitelist'))).toEqual(refused('not-authentic'));
  });

  it('disconnects its installation when it ends', async () => {
    laboratory.kill('SIGTERM');
    expect(await once(laboratory, 'exit')).toEqual([0, null]);
    expect(told.at(-1)?.body).toEqual({ connected: false });
  });
});
