import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DispatchedCall, Environment } from '../environment';
import { startEmbedded } from '.';

let folder: string;
let environment: Environment;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dispatch-'));
  environment = await startEmbedded({ seed: '1', folder, progress: () => undefined });
});

afterAll(async () => {
  await environment.stop();
  rmSync(folder, { recursive: true });
});

async function onSocket({ method, url, headers, body }: DispatchedCall): Promise<{ status: number; body: string }> {
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: body.toString() }) });
  return { status: answer.status, body: await answer.text() };
}

describe('a call that is handed to a service', () => {
  const json = { 'content-type': 'application/json' };
  const calls: [string, string, Omit<DispatchedCall, 'url'>][] = [
    ['is answered', '/health', { method: 'GET', headers: {} }],
    ['needs its token', '/installations', { method: 'GET', headers: {} }],
    ['is read by its shape', '/lab/clock', { method: 'POST', headers: json, body: '{"now":' }],
    ['has a method', '/health', { method: 'POST', headers: json, body: '{}' }],
    ['has an address', '/nowhere?a=b', { method: 'GET', headers: {} }],
    ['has a path that can be decoded', '/%zz', { method: 'GET', headers: {} }],
  ];
  it.each(calls)('%s as on a socket', async (_what, target, call) => {
    const { services } = environment.description;
    const whole = { ...call, url: `${services.mcc}${target}` };
    const handed = await environment.dispatch?.(whole);
    expect({ status: handed?.status, body: handed?.body.toString() }).toEqual(await onSocket(whole));
  });

  it('reaches the lab', async () => {
    const url = `${environment.description.lab?.url ?? ''}/health`;
    expect(await environment.dispatch?.({ method: 'GET', url, headers: {} })).toMatchObject({ status: 200 });
  });

  it('reaches nobody else', async () => {
    const call = { method: 'GET', url: 'http://127.0.0.1:1/health', headers: {} };
    await expect(environment.dispatch?.(call)).rejects.toThrow('cannot be reached');
  });
});

it('takes sockets alone where it is told to', async () => {
  const stores = path.join(folder, 'sockets');
  const alone = await startEmbedded({ seed: '1', folder: stores, progress: () => undefined, sockets: true });
  expect(alone).not.toHaveProperty('dispatch');
  await alone.stop();
});
