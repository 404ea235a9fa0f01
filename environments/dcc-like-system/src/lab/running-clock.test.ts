import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInProcess, type InProcessSystem } from '../launch';
import { RunningClock, type Timeline } from './running-clock';

const HOUR = 3_600_000;
const NOON = Date.parse('2019-06-03T12:00:00.000Z');

/** Time that goes where it is moved, and remembers where that was. */
class Moved implements Timeline {
  now = new Date(NOON);
  readonly targets: number[] = [];

  moveTo(target: Date): Promise<void> {
    this.now = target;
    this.targets.push(target.getTime());
    return Promise.resolve();
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a clock that runs by itself', () => {
  it('follows the wall clock, so many times as fast, and never back', async () => {
    const moved = new Moved();
    const clock = new RunningClock(moved, () => undefined);
    const begun = performance.now();
    clock.start(3_600);
    await wait(300);
    await clock.stop();
    const passed = (performance.now() - begun) * 3_600;
    expect(moved.now.getTime() - NOON).toBeGreaterThan(passed / 4);
    expect(moved.now.getTime() - NOON).toBeLessThanOrEqual(passed);
    expect(moved.targets).toEqual(moved.targets.toSorted((a, b) => a - b));
    const stopped = moved.now;
    await wait(60);
    expect(moved.now).toBe(stopped);
  });

  it('goes on after time could not be moved, and says so', async () => {
    const lines: string[] = [];
    const moved = new Moved();
    const move = moved.moveTo.bind(moved);
    moved.moveTo = (target) => (lines.length === 0 ? Promise.reject(new Error('no rest')) : move(target));
    const clock = new RunningClock(moved, (line) => lines.push(line));
    clock.start(60);
    await wait(200);
    await clock.stop();
    expect(lines).toEqual([expect.stringContaining('no rest')]);
    expect(moved.targets.length).toBeGreaterThan(0);
  });
});

describe('a lab whose clock runs', () => {
  let folder: string;
  let system: InProcessSystem;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'running-clock-'));
    system = await startInProcess({ folder, contractsFolder: join(__dirname, '../../../contracts'), version: '1' });
  });

  afterEach(async () => {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (method: string, path: string, token: string, body?: object): Promise<Response> =>
    fetch(`${system.lab.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const nowAt = async (): Promise<number> => {
    const { now } = (await (await fetch(`${system.services.mcc}/health`)).json()) as { now: string };
    return Date.parse(now);
  };

  it('has every service know the time, and is moved by nobody', async () => {
    const { token } = system.lab;
    const before = await nowAt();
    expect((await ask('POST', '/clock/run', token, { speed: 3_600 })).status).toBe(200);
    await wait(1_000);
    expect((await nowAt()) - before).toBeGreaterThan(HOUR / 4);
    expect((await ask('POST', '/clock/advance', token, { by: 'PT1H' })).status).toBe(409);
  });

  it.each([0, 3_601, 1.5])('refuses to run %d times as fast', async (speed) => {
    expect((await ask('POST', '/clock/run', system.lab.token, { speed })).status).toBe(400);
  });

  it('is given up for good: receivers alone are read, each with its own token, and time goes on', async () => {
    const { token } = system.lab;
    const [user, other] = system.credentials.organisations;
    const path = `/receivers/${user?.eui ?? ''}`;
    await ask('POST', '/clock/run', token, { speed: 3_600 });
    expect((await ask('GET', path, token)).status).toBe(200);
    expect((await ask('POST', '/retirement', token, {})).status).toBe(200);
    for (const [method, asked] of [
      ['GET', '/clock'],
      ['GET', '/messages'],
      ['GET', path],
    ] as const) {
      expect((await ask(method, asked, token)).status, asked).toBe(401);
    }
    expect((await ask('GET', path, other?.receiverToken ?? '')).status).toBe(401);
    expect((await ask('GET', path, user?.receiverToken ?? '')).status).toBe(200);
    const before = await nowAt();
    await wait(300);
    expect(await nowAt()).toBeGreaterThan(before);
  });
});
