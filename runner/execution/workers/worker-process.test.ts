import 'ts-node/register';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../../../reports/record/result-model';
import { fixtureHost } from '../../fixtures/fixture-host';
import { runCycle } from '../cycle';
import type { CycleHost } from '../cycle-host';
import { readJournal } from '../journal';
import { startWorkerProcess } from './worker-process';

const FIXTURES = path.join(__dirname, '../../fixtures');
const base = mkdtempSync(path.join(tmpdir(), 'workers-'));
let count = 0;
let root = '';

beforeEach(() => {
  vi.stubEnv('NODE_OPTIONS', '--require ts-node/register');
  count += 1;
  root = path.join(base, String(count));
  cpSync(path.join(FIXTURES, 'project'), root, { recursive: true });
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

/** Runs the plan of many cells with worker processes. */
async function run(workers: number): Promise<RunResult> {
  const request = { root, plan: 'many', seed: '7', reports: path.join(root, 'reports') };
  const spawn: CycleHost['spawn'] = (setUp) => {
    const link = startWorkerProcess(path.join(FIXTURES, 'worker-main.ts'), []);
    link.send({ kind: 'begin', setUp });
    return link;
  };
  const { run: result, folder } = await runCycle(request, fixtureHost({ spawn, workers: () => workers }));
  const messages = gunzipSync(readFileSync(path.join(folder.path, 'messages.ndjson.gz')))
    .toString()
    .trim()
    .split('\n');
  expect(messages.filter((line) => line.startsWith('{"testCaseFinished"'))).toHaveLength(result.counts.executed);
  expect(existsSync(path.join(folder.path, 'messages'))).toBe(false);
  // What a worker that ended had done is discarded; the results of its replacement count.
  const { results, incidents } = readJournal(folder.path);
  expect(results).toHaveLength(result.counts.executed);
  expect(incidents).toEqual(result.run.incidents);
  return result;
}

/** Adds a scenario whose first worker does not get over it. */
function addTrouble(how: 'dies' | 'hangs'): string {
  const folder = path.join(root, 'features/migration-st/trouble');
  mkdirSync(folder);
  const step = `When the first worker ${how} in "${root}"`;
  const scenario = `  @negative:ST-A1 @phase:Active @axis:once @id:ST-A1-20\n  Scenario: It ${how}\n    ${step}\n    Then it is so\n`;
  writeFileSync(path.join(folder, 'trouble.feature'), `Feature: Trouble\n${scenario}`);
  return path.join(root, `${how}.pid`);
}

/** All but when, how fast and by which worker. */
function comparable({ executions }: RunResult): unknown {
  return executions.map(({ startedAt, durationMs, worker, steps, ...rest }) => ({
    ...rest,
    known: startedAt !== '' && durationMs >= 0 && worker !== undefined,
    steps: steps.map(({ text, status }) => ({ text, status })),
  }));
}

describe('worker processes', () => {
  it('are told to give memory back', async () => {
    const script = path.join(base, 'how-started.js');
    const facts = '[require("node:v8").getHeapStatistics().heap_size_limit, process.env.MALLOC_ARENA_MAX]';
    writeFileSync(script, `process.send({ kind: 'progress', line: JSON.stringify(${facts}) }, () => process.exit(0));`);
    const link = startWorkerProcess(script, []);
    const lines: string[] = [];
    link.onMessage((message) => {
      if (message.kind === 'progress') lines.push(message.line);
    });
    expect(await link.ended).toBe('exit code 0');
    const [limit, arenas] = JSON.parse(lines[0] ?? '[]') as [number, string];
    expect(limit).toBeLessThan(2 ** 31);
    expect(arenas).toBe('2');
  });

  it('give the same record, whatever their number', async () => {
    const one = await run(1);
    const two = await run(2);
    expect(one.executions).toHaveLength(9);
    expect(one.counts.passed).toBe(9);
    expect(comparable(two)).toEqual(comparable(one));
    expect([one.run.workers, two.run.workers]).toEqual([1, 2]);
  });

  it('cost their chunk when they die: it is run again, and the record names it', async () => {
    addTrouble('dies');
    const result = await run(2);
    expect(result.counts).toMatchObject({ planned: 10, passed: 10, 'does-not-apply': 1 });
    expect(result.run.incidents).toEqual([
      expect.stringMatching(
        /^Worker \d ended \(signal SIGKILL\) while it ran ST-A1-01 to ST-A1-20 of IOC-01 Active, Migration ST; another one has run that again\.$/,
      ),
    ]);
  });

  it('all stop when the run is interrupted', async () => {
    const mark = addTrouble('hangs');
    const waiting = setInterval(() => {
      if (!existsSync(mark)) return;
      clearInterval(waiting);
      process.emit('SIGINT', 'SIGINT');
    }, 50);
    await expect(run(2)).rejects.toThrow('The run was interrupted (SIGINT)');
    expect(() => process.kill(Number(readFileSync(mark, 'utf8')), 0)).toThrow('ESRCH');
  });
});
