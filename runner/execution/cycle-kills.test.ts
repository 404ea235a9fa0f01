import 'ts-node/register';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runResultSchema } from '../../reports/record/result-schema';
import { comparableRecord } from '../fixtures/comparable-record';
import { runSets, SetsProject } from '../fixtures/sets-project';
import { JOURNAL_FILE } from './journal';

/** How many kills, and what is drawn: `CYCLE_KILLS=20 SEED=2 npx vitest run cycle-kills` kills as often. */
const KILLS = Number(process.env.CYCLE_KILLS ?? 1);
const SEED = process.env.SEED ?? '1';
const PER_CYCLE = 4;
/** Executions of a process before it is killed: fewer than this; none is the start itself. */
const PER_KILL = 5;
const COMMAND = path.join(__dirname, '../fixtures/cycle-process.ts');
const RUN = 'sets-7-0001';
/** Milliseconds after an execution within which a kill strikes. */
const WITHIN = 60;
/** Milliseconds of a start within which a kill strikes: it plans, and starts its workers. */
const START_WITHIN = 6_000;

const base = mkdtempSync(path.join(tmpdir(), 'cycle-kills-'));
afterAll(() => rmSync(base, { recursive: true }));

/** Where a process is killed: after so many executions of its own, and milliseconds; never, where nothing is said. */
interface Moment {
  readonly executions: number;
  readonly ms: number;
}

/** Runs a cycle in a process, or goes on with it. @returns how it ended: its exit code, or the signal */
async function runUntil(words: readonly string[], kill?: Moment): Promise<string> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register', COMMAND, ...words], { stdio: 'pipe' });
  let seen = 0;
  let isDue = false;
  let said = '';
  const strike = (): void => {
    if (kill === undefined || isDue || seen < kill.executions) return;
    isDue = true;
    void pause(kill.ms).then(() => child.kill('SIGKILL'));
  };
  child.once('spawn', strike);
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').length - 1;
    strike();
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = await new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(String(signal ?? code)));
  });
  return ended === '0' || ended === 'SIGKILL' ? ended : `${ended}: ${said}`;
}

let unbroken: ReturnType<typeof comparableRecord>;
beforeAll(async () => {
  unbroken = comparableRecord(await runSets(new SetsProject(path.join(base, 'unbroken'))));
});

/** Kills a cycle and goes on with it, again and again, until it has ended. @returns how it was killed */
async function killAgainAndAgain(cycle: number, most: number): Promise<string[]> {
  const { root } = new SetsProject(path.join(base, String(cycle)));
  const folder = path.join(root, 'reports/runs', RUN);
  const words = (): string[] => (existsSync(path.join(folder, JOURNAL_FILE)) ? [root, RUN] : [root]);
  const kills: string[] = [];
  let ended = '';
  while (ended !== '0') {
    const lot = createHash('sha256').update(`${SEED} ${cycle} ${kills.length}`).digest();
    const executions = lot.readUInt8(0) % PER_KILL;
    const moment = { executions, ms: lot.readUInt16BE(1) % (executions === 0 ? START_WITHIN : WITHIN) };
    ended = await runUntil(words(), kills.length < most ? moment : undefined);
    expect(['0', 'SIGKILL'], `seed ${SEED}, killed ${kills.join(', ')}`).toContain(ended);
    if (ended === 'SIGKILL') kills.push(`after ${moment.executions} executions and ${moment.ms} ms`);
  }
  const record: unknown = JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8'));
  expect(comparableRecord(runResultSchema.parse(record)), `seed ${SEED}, killed ${kills.join(', ')}`).toEqual(unbroken);
  return kills;
}

it(
  'a cycle that is killed at any moment and resumed has the record of an unbroken one',
  async () => {
    let struck = 0;
    for (let cycle = 1; struck < KILLS; cycle += 1) {
      struck += (await killAgainAndAgain(cycle, Math.min(PER_CYCLE, KILLS - struck))).length;
    }
    expect(struck).toBe(KILLS);
  },
  120_000 + KILLS * 60_000,
);
