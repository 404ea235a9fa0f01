import 'ts-node/register';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runCycle } from '../execution/cycle';
import type { CycleHost } from '../execution/cycle-host';
import type { CycleRequest } from '../execution/cycle-request';
import { comparableRecord } from '../fixtures/comparable-record';
import { fixtureHost } from '../fixtures/fixture-host';
import { SetsProject } from '../fixtures/sets-project';
import { mergeShards } from './merge';
import { resumeShard, runShard, type FinishedShard } from './run-shard';

const base = mkdtempSync(path.join(tmpdir(), 'durations-'));
let count = 0;
let project: SetsProject;
let reports = '';

beforeEach(() => {
  count += 1;
  project = new SetsProject(path.join(base, String(count)));
  reports = path.join(project.root, 'reports');
});
afterAll(() => rmSync(base, { recursive: true }));

function request(changes: Partial<CycleRequest> = {}): CycleRequest {
  return { root: project.root, plan: 'sets', seed: '7', reports, ...changes };
}

function shard(
  number: number,
  of: number,
  changes: Partial<CycleRequest> = {},
  host: Partial<CycleHost> = {},
): Promise<FinishedShard> {
  return runShard({ ...request(changes), shard: { number, of } }, fixtureHost(host));
}

describe('shards that are cut by what their executions took', () => {
  /** A file that says of every execution of set 2 that it takes as long as ten others. */
  async function durationsFile(): Promise<string> {
    const { run } = await runCycle(request({ reports: path.join(project.root, 'before') }), fixtureHost());
    const durations = run.executions.map(({ id, dmc, phase, stage }) => ({
      ...{ id, dmc, phase, stage },
      milliseconds: stage.endsWith('set 2') ? 1_000 : 100,
    }));
    const file = path.join(project.root, 'durations.json');
    writeFileSync(file, JSON.stringify({ plan: 'sets', durations }));
    return file;
  }

  it('hold other executions, say what they expect, are resumed by their own copy, and merged to the same record', async () => {
    const durations = await durationsFile();
    const said: string[] = [];
    const plain = await shard(1, 2);
    const one = await shard(1, 2, { durations }, { progress: (line) => said.push(line) });
    expect(said.join()).toMatch(/The shard 1 of 2 is expected to execute for [\d.]+\ss in one worker; the shards are/);
    const ids = ({ executions }: FinishedShard): string[] => executions.map(({ id, stage }) => `${stage} ${id}`);
    expect(ids(one)).not.toEqual(ids(plain));
    const killed = shard(2, 2, { durations }, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    rmSync(durations);
    const two = await resumeShard('sets-shard-2-of-2-7-0001', request(), fixtureHost());
    const { run } = await mergeShards([one.folder.path, two.folder.path], reports);
    const unbroken = await runCycle(request({ reports: path.join(project.root, 'unbroken') }), fixtureHost());
    expect(comparableRecord(run)).toEqual(comparableRecord(unbroken.run));
  });

  it('are refused where another file, or none, was the measure of one of them', async () => {
    const durations = await durationsFile();
    const one = await shard(1, 2, { durations });
    writeFileSync(durations, `${readFileSync(durations, 'utf8')}\n`);
    const other = await shard(2, 2, { durations });
    const sentence = /differ in the durations \(sha256:[0-9a-f]{64}; sha256:[0-9a-f]{64}\): put only shards of one run/;
    await expect(mergeShards([one.folder.path, other.folder.path], reports)).rejects.toThrow(sentence);
    const plain = await shard(2, 2);
    await expect(mergeShards([one.folder.path, plain.folder.path], reports)).rejects.toThrow(
      'differ in the durations (sha256:',
    );
  });

  it('are not gone on with where their copy was changed', async () => {
    const durations = await durationsFile();
    const killed = shard(2, 2, { durations }, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    const copy = path.join(reports, 'runs/sets-shard-2-of-2-7-0001/inputs/durations.json');
    writeFileSync(copy, `${readFileSync(copy, 'utf8')}\n`);
    await expect(resumeShard('sets-shard-2-of-2-7-0001', request(), fixtureHost())).rejects.toThrow(
      'durations.json was changed since the run began: start a new one.',
    );
  });
});
