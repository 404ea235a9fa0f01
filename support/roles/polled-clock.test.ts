import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceLog } from '../evidence/evidence-log';
import { Client } from './client';
import { NotRunHereError } from './not-run-here';
import { PolledClock } from './polled-clock';

const SPEED = 3_600;
const SETTINGS = { speed: SPEED, lookEvery: 10, settle: 10, patience: 30_000 };

let server: Server;
let begun: number;
let startedAt: string;

/** A service whose time is `startedAt` when a test begins, and goes on at the speed of the clock. */
beforeEach(async () => {
  begun = performance.now();
  server = createServer((_request, response) => {
    const now = new Date(Date.parse(startedAt) + (performance.now() - begun) * SPEED).toISOString();
    response.end(JSON.stringify({ service: 'mcc', status: 'ok', now, setAside: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function clock(): PolledClock {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new PolledClock(new Client({ baseUrl, actor: 'Tester', counterpart: 'MCC' }, new EvidenceLog()), SETTINGS);
}

describe('a clock that nobody moves', () => {
  it('is waited for, up to a limit', async () => {
    startedAt = '2019-06-03T10:00:00.000Z';
    await clock().advanceTo(new Date('2019-06-03T10:20:00.000Z'));
    expect((await clock().now()).getTime()).toBeGreaterThanOrEqual(Date.parse('2019-06-03T10:20:00.000Z'));
    await expect(clock().advanceTo(new Date('2019-06-05T10:00:00.000Z'))).rejects.toThrow(NotRunHereError);
  });

  it('lets the next day begin where too little of this one is left to send what is dated today', async () => {
    startedAt = '2019-06-03T23:00:00.000Z';
    await clock().leaveTimeToday();
    expect((await clock().now()).toISOString().slice(0, 10)).toBe('2019-06-04');
    startedAt = '2019-06-03T10:00:00.000Z';
    begun = performance.now();
    await clock().leaveTimeToday();
    expect((await clock().now()).toISOString().slice(0, 10)).toBe('2019-06-03');
  });

  it('lets nobody judge what was sent on another day than it is dated, unless that was meant', async () => {
    startedAt = '2019-06-03T10:00:00.000Z';
    const own = clock();
    await own.leaveTimeToday();
    await own.sentToday();
    begun -= 4_000;
    await own.sentToday();
    begun -= 12_000;
    await expect(own.sentToday()).rejects.toThrow('What was dated 2019-06-03 was not sent on that day: this machine');
    await own.advanceTo(new Date('2019-06-04T10:00:00.000Z'));
    await own.sentToday();
  });

  it('gives what is done at once fifteen seconds of the wall clock', () => {
    expect(clock().atOnce).toBe(15_000 * SPEED);
  });
});
