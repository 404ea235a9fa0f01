import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DispatchedCall } from '../../environment';
import { startInProcess, type InProcessSystem } from './launch';

let folder: string;
let system: InProcessSystem;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'launch-'));
  const contractsFolder = join(__dirname, '../../contracts');
  system = await startInProcess({ folder, contractsFolder, version: 'test' });
});
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

function epclCall(token: string, body: object): DispatchedCall {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return { method: 'POST', url: `${system.lab.url}/epcl`, headers, body: JSON.stringify(body) };
}

/** What a process would find in the store of the DSP that is started again after an end at this instant. */
function storedList(): string {
  const copy = join(folder, 'copy.sqlite');
  for (const end of ['', '-wal']) copyFileSync(join(folder, `system.sqlite${end}`), `${copy}${end}`);
  const database = new DatabaseSync(copy);
  const row = database.prepare(`SELECT body FROM "dsp documents" WHERE collection = 'epcl'`).get();
  database.close();
  return String(row?.body);
}

describe('a system in one process', () => {
  it('answers a dispatched call as it answers a socket: authentication, shapes and limits included', async () => {
    const health = `${system.services.dsp}/health`;
    const dispatched = await system.dispatch({ method: 'GET', url: health, headers: {} });
    expect(JSON.parse(dispatched.body.toString())).toEqual(await (await fetch(health)).json());
    expect(dispatched.status).toBe(200);
    const { token } = system.lab;
    expect((await system.dispatch(epclCall('wrong', { entries: [] }))).status).toBe(401);
    expect((await system.dispatch(epclCall(token, { entries: 1 }))).status).toBe(400);
    expect((await system.dispatch(epclCall(token, { entries: 'x'.repeat(17 * 1024 * 1024) }))).status).toBe(413);
    expect((await system.dispatch({ method: 'GET', url: `${system.lab.url}/nothing`, headers: {} })).status).toBe(404);
    await expect(system.dispatch({ method: 'GET', url: 'http://127.0.0.1:1/', headers: {} })).rejects.toThrow(
      'cannot be reached',
    );
  });

  it.each(['a socket', 'a dispatched call'])('has stored what it answers through %s', async (way) => {
    const entries = [{ communicationsProvider: `asked for through ${way}`, devices: [] }];
    const { method, url, headers, body = '' } = epclCall(system.lab.token, { entries });
    if (way === 'a socket') expect((await fetch(url, { method, headers, body: body.toString() })).status).toBe(200);
    else expect((await system.dispatch({ method, url, headers, body })).status).toBe(200);
    expect(storedList()).toContain(`asked for through ${way}`);
  });
});
