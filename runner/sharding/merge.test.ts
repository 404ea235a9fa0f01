import 'ts-node/register';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makePack } from '../evidence-pack/make-pack';
import { verifyPack } from '../evidence-pack/verify';
import { writeReports } from '../../reports';
import type { RunResult } from '../../reports/record/result-model';
import { runCycle } from '../execution/cycle';
import type { CycleHost } from '../execution/cycle-host';
import type { CycleRequest } from '../execution/cycle-request';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { SetsProject } from '../fixtures/sets-project';
import { startStub } from '../fixtures/stub-environment';
import { judgedRuns } from '../history/ledger';
import { JOURNAL_FILE } from '../execution/journal';
import { scopeOfRun } from '../assessment/reassess';
import { mergeShards } from './merge';
import { resumeShard, runShard, type FinishedShard } from './run-shard';
import { shardExitCode, shardLines } from './shard-console';

const base = mkdtempSync(path.join(tmpdir(), 'merge-'));
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

/** Runs every shard; gives the paths of their folders. */
async function shards(of: number): Promise<string[]> {
  const folders: string[] = [];
  for (let number = 1; number <= of; number += 1) folders.push((await shard(number, of)).folder.path);
  return folders;
}

/** A record without times, durations and what only the way of running tells. */
function comparable({ run, executions, ...rest }: RunResult): unknown {
  const { id, startedAt, finishedAt, durationMs, workers, shares: _shares, ...same } = run;
  return {
    ...rest,
    run: same,
    told: [id, startedAt, finishedAt].every((text) => text !== '') && durationMs >= 0 && workers > 0,
    executions: executions.map(({ startedAt: at, durationMs: taken, steps, ...own }) => ({
      ...own,
      known: at !== '' && taken >= 0,
      steps: steps.map((step) => ({ ...step, durationMs: 0 })),
    })),
  };
}

/** Replaces text in the journal of a shard. */
function editJournal(folder: string, edit: (lines: string[]) => string[]): void {
  const file = path.join(folder, JOURNAL_FILE);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const edited = edit(lines);
  expect(edited).not.toEqual(lines);
  writeFileSync(file, `${edited.join('\n')}\n`);
}

describe('shards that are put together', () => {
  it.each([1, 2, 5])(
    'give the record of the unbroken run: %i of them',
    async (of) => {
      const { run: unbroken } = await runCycle(
        request({ reports: path.join(project.root, 'unbroken') }),
        fixtureHost(),
      );
      const folders = await shards(of);
      const { run, folder } = await mergeShards(folders.toReversed(), reports);
      expect(comparable(run)).toEqual(comparable(unbroken));
      expect(run.run.formal).toBe(true);
      expect(run.verdict.exitCode).toBe(0);
      expect(run.run.shares?.map(({ run: id, number }) => [id, number])).toEqual(
        folders.map((path_, index) => [path.basename(path_), index + 1]),
      );
      expect(folder.id).toBe('sets-7-0001');
      expect(judgedRuns(reports).map(({ id, executingMs }) => [id, executingMs])).toEqual([['sets-7-0001', 0]]);
      expect(existsSync(path.join(folder.path, 'logs/shard-1'))).toBe(true);
    },
    60_000,
  );

  it('hold every failure, and compare the sets of a regression over shards', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    const { run: unbroken } = await runCycle(request({ reports: path.join(project.root, 'unbroken') }), fixtureHost());
    const { run } = await mergeShards(await shards(3), reports);
    expect(comparable(run)).toEqual(comparable(unbroken));
    expect(run.counts.failed).toBe(2);
    expect(run.cells[0]?.regressions).toMatchObject([{ compared: 2, verdict: 'same' }]);
  });

  it('make an evidence pack that is sound', async () => {
    const { run, folder } = await mergeShards(await shards(2), reports);
    await writeReports(run, folder.path, { scope: () => scopeOfRun(folder.path) });
    const { problems } = await verifyPack(await makePack(run, folder.path));
    expect(problems).toEqual([]);
  });

  it('are incomplete where a shard lost a result', async () => {
    const [one, two] = await shards(2);
    const first = (lines: string[]): number => lines.findIndex((line) => line.startsWith('{"kind":"result"'));
    editJournal(two ?? '', (lines) => lines.filter((_, index) => index !== first(lines)));
    const { run } = await mergeShards([one ?? '', two ?? ''], reports);
    expect(run.verdict).toMatchObject({ result: 'incomplete', exitCode: 2 });
    expect(run.counts.incomplete).toBe(1);
  });

  it('may have been interrupted and gone on with', async () => {
    const one = await shard(1, 2);
    const killed = shard(2, 2, {}, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    const ran: string[] = [];
    const two = await resumeShard(
      'sets-shard-2-of-2-7-0001',
      request(),
      fixtureHost({ onExecution: ({ id }) => ran.push(id) }),
    );
    expect(ran.length).toBeLessThan(two.executions.length);
    const { run } = await mergeShards([one.folder.path, two.folder.path], reports);
    expect(run.verdict.exitCode).toBe(0);
  });
});

describe('a shard', () => {
  it('gives no verdict, only what passed and what did not', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    const ended = [await shard(1, 2), await shard(2, 2)];
    expect(ended.map(({ executions }) => executions.length).reduce((a, b) => a + b)).toBe(17);
    expect(ended.map(shardExitCode).toSorted()).toContain(1);
    const failing = ended.find((one) => shardExitCode(one) === 1);
    expect(failing === undefined ? '' : shardLines(failing).join('\n')).toMatch(
      /This is shard [12] of 2, which gives no verdict: \d+ of \d+ executions passed, [12] failed\. "npm run merge" judges/,
    );
    expect(ended.some(({ folder }) => existsSync(path.join(folder.path, 'result.json')))).toBe(false);
    expect(judgedRuns(reports)).toEqual([]);
  });

  it('is refused before anything starts where it would be empty', async () => {
    const spawn = (): never => {
      throw new Error('spawned');
    };
    await expect(shard(1, 99, {}, { spawn })).rejects.toThrow(/^The shard 99 of 99 is empty: .* use fewer/);
    expect(existsSync(reports)).toBe(false);
  });
});

describe('what cannot be put together', () => {
  async function refused(folders: readonly string[], sentence: RegExp): Promise<void> {
    await expect(mergeShards(folders, reports)).rejects.toThrow(sentence);
    expect(readdirSync(path.join(reports, 'runs')).filter((name) => name.startsWith('sets-7-'))).toEqual([]);
  }

  it('is a shard that is missing, or there twice', async () => {
    const [one, two, three] = (await shards(3)) as [string, string, string];
    await refused([one, three], /^The shard 2 of 3 is missing/);
    await refused([one, two, three, two], /^The shard 2 of 3 is there twice/);
    await refused([], /^Name the folders of all shards/);
  });

  it.each([
    ['another number of shards', { number: 2, of: 3 }, {}, /differ in the number of shards \(2; 3\)/],
    ['another seed', { number: 2, of: 2 }, { seed: '8' }, /differ in the seed \(7; 8\)/],
    ['other cells', { number: 2, of: 2 }, { phase: 'Active' }, /differ in the Test Phases \(all of the plan; Active\)/],
    ['another combination', { number: 2, of: 2 }, { dmc: 'IOC-01' }, /differ in the DMCs/],
  ] as const)('is a shard of %s', async (_what, { number, of }, changes, sentence) => {
    await refused([(await shard(1, 2)).folder.path, (await shard(number, of, changes)).folder.path], sentence);
  });

  it('is a shard of other features, or of another plan', async () => {
    const one = await shard(1, 2);
    cpSync(
      path.join(project.root, 'features/scope/plans/sets.json'),
      path.join(project.root, 'features/scope/plans/more.json'),
    );
    const plan = path.join(project.root, 'features/scope/plans/more.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"id":"sets"', '"id":"more"'));
    await refused([one.folder.path, (await shard(2, 2)).folder.path], /differ in the features, scope and tables/);
    await refused(
      [one.folder.path, (await shard(2, 2, { plan: 'more' })).folder.path],
      /differ in the plan \(sets; more\)/,
    );
  });

  it('is a shard on another build, or on a machine that can do other things', async () => {
    const one = await shard(1, 2);
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, () => startStub({ versions }));
    const other = await shard(2, 2, {}, { spawn });
    await refused([one.folder.path, other.folder.path], /did not run on the same build/);
    const prepareMachine: CycleHost['prepareMachine'] = async () => ({ capabilities: ['browser'], versions: {} });
    const able = await shard(2, 2, {}, { prepareMachine });
    await refused([one.folder.path, able.folder.path], /differ in the capabilities of the machine/);
  });

  it('is a shard that has not finished', async () => {
    const one = await shard(1, 2);
    const killed = shard(2, 2, {}, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    await refused([one.folder.path, 'sets-shard-2-of-2-7-0001'], /has not finished: .* --resume sets-shard-2-of-2/);
  });

  it('is a folder that is no shard', async () => {
    const elsewhere = path.join(project.root, 'elsewhere');
    const { folder } = await runCycle(request({ reports: elsewhere }), fixtureHost());
    const one = await shard(1, 2);
    await refused([one.folder.path, folder.path], /^sets-7-0001 is no shard of a cycle/);
    await refused([one.folder.path, project.root], /with a journal\.ndjson/);
  });

  it('is a result that was changed, or that another shard holds', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    const [one, two] = (await shards(2)) as [string, string];
    const failing = [one, two].find((folder) =>
      readFileSync(path.join(folder, JOURNAL_FILE), 'utf8').includes('"failed"'),
    );
    const before = readFileSync(path.join(failing ?? '', JOURNAL_FILE), 'utf8');
    editJournal(failing ?? '', (lines) =>
      lines.map((line) => line.replace('"outcome":"failed"', '"outcome":"passed"')),
    );
    await refused([one, two], /not assessed: .* is "passed", although not every step passed/);
    editJournal(failing ?? '', (lines) => lines.map((line) => line.replaceAll(/"(failed|skipped)"/g, '"passed"')));
    await refused([one, two], /not assessed: .* is passed; messages\.ndjson says failed/);
    writeFileSync(path.join(failing ?? '', JOURNAL_FILE), before);
    const isResult = (line: string): boolean => line.startsWith('{"kind":"result"');
    const foreign = readFileSync(path.join(one, JOURNAL_FILE), 'utf8').split('\n').filter(isResult);
    editJournal(two, (lines) => [...lines, ...foreign]);
    await refused([one, two], /which shard 2 of 2 does not hold/);
  });
});
