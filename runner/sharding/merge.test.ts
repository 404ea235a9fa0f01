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
import { fixtureHost } from '../fixtures/fixture-host';
import { hireInline } from '../fixtures/inline-worker';
import { SetsProject } from '../fixtures/sets-project';
import { startStub } from '../fixtures/stub-environment';
import { readHistory } from '../history/history';
import { JOURNAL_FILE } from '../execution/journal';
import { scopeOfRun } from '../assessment/rederive';
import { mergeShares } from './merge';
import { resumeShare, runShare, type FinishedShare } from './run-share';
import { shareExitCode, shareLines } from './share-console';
import type { CycleRequest } from '../execution/cycle-request';
import type { CycleHost } from '../execution/cycle-host';

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

function share(
  number: number,
  of: number,
  changes: Partial<CycleRequest> = {},
  host: Partial<CycleHost> = {},
): Promise<FinishedShare> {
  return runShare({ ...request(changes), share: { number, of } }, fixtureHost(host));
}

/** Runs every share; gives the paths of their folders. */
async function shares(of: number): Promise<string[]> {
  const folders: string[] = [];
  for (let number = 1; number <= of; number += 1) folders.push((await share(number, of)).folder.path);
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

/** Replaces text in the journal of a share. */
function editJournal(folder: string, edit: (lines: string[]) => string[]): void {
  const file = path.join(folder, JOURNAL_FILE);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const edited = edit(lines);
  expect(edited).not.toEqual(lines);
  writeFileSync(file, `${edited.join('\n')}\n`);
}

describe('shares that are put together', { timeout: 20_000 }, () => {
  it.each([1, 2, 5])(
    'give the record of the unbroken run: %i of them',
    async (of) => {
      const { run: unbroken } = await runCycle(
        request({ reports: path.join(project.root, 'unbroken') }),
        fixtureHost(),
      );
      const folders = await shares(of);
      const { run, folder } = await mergeShares(folders.toReversed(), reports);
      expect(comparable(run)).toEqual(comparable(unbroken));
      expect(run.run.formal).toBe(true);
      expect(run.verdict.exitCode).toBe(0);
      expect(run.run.shares?.map(({ run: id, number }) => [id, number])).toEqual(
        folders.map((path_, index) => [path.basename(path_), index + 1]),
      );
      expect(folder.id).toBe('sets-7-0001');
      expect(readHistory(reports).map(({ id, executingMs }) => [id, executingMs])).toEqual([['sets-7-0001', 0]]);
      expect(existsSync(path.join(folder.path, 'logs/share-1'))).toBe(true);
    },
    60_000,
  );

  it('hold every failure, and compare the sets of a regression over shares', async () => {
    project.addStep('FX-33', 'When it fails with "It looks ill."');
    const { run: unbroken } = await runCycle(request({ reports: path.join(project.root, 'unbroken') }), fixtureHost());
    const { run } = await mergeShares(await shares(3), reports);
    expect(comparable(run)).toEqual(comparable(unbroken));
    expect(run.counts.failed).toBe(2);
    expect(run.cells[0]?.regressions).toMatchObject([{ compared: 2, verdict: 'same' }]);
  }, 60_000);

  it('make an evidence pack that is sound', async () => {
    const { run, folder } = await mergeShares(await shares(2), reports);
    await writeReports(run, folder.path, { scope: await scopeOfRun(folder.path) });
    const { problems } = await verifyPack(await makePack(run, folder.path));
    expect(problems).toEqual([]);
  }, 60_000);

  it('are incomplete where a share lost a result', async () => {
    const [one, two] = await shares(2);
    const first = (lines: string[]): number => lines.findIndex((line) => line.startsWith('{"kind":"result"'));
    editJournal(two ?? '', (lines) => lines.filter((_, index) => index !== first(lines)));
    const { run } = await mergeShares([one ?? '', two ?? ''], reports);
    expect(run.verdict).toMatchObject({ result: 'incomplete', exitCode: 2 });
    expect(run.counts.incomplete).toBe(1);
  });

  it('may have been interrupted and gone on with', async () => {
    const one = await share(1, 2);
    const killed = share(2, 2, {}, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    const ran: string[] = [];
    const two = await resumeShare(
      'sets-share-2-of-2-7-0001',
      request(),
      fixtureHost({ onExecution: ({ id }) => ran.push(id) }),
    );
    expect(ran.length).toBeLessThan(two.executions.length);
    const { run } = await mergeShares([one.folder.path, two.folder.path], reports);
    expect(run.verdict.exitCode).toBe(0);
  });
});

describe('a share', { timeout: 20_000 }, () => {
  it('gives no verdict, only what passed and what did not', async () => {
    project.addStep('FX-33', 'When it fails with "It looks ill."');
    const ended = [await share(1, 2), await share(2, 2)];
    expect(ended.map(({ executions }) => executions.length).reduce((a, b) => a + b)).toBe(17);
    expect(ended.map(shareExitCode).toSorted()).toContain(1);
    const failing = ended.find((one) => shareExitCode(one) === 1);
    expect(failing === undefined ? '' : shareLines(failing).join('\n')).toMatch(
      /This is share [12] of 2, which gives no verdict: \d+ of \d+ executions passed, [12] failed\. "npm run merge" judges/,
    );
    expect(ended.some(({ folder }) => existsSync(path.join(folder.path, 'result.json')))).toBe(false);
    expect(readHistory(reports)).toEqual([]);
  });

  it('is refused before anything starts where it would be empty', async () => {
    const hire = (): never => {
      throw new Error('hired');
    };
    await expect(share(1, 99, {}, { hire })).rejects.toThrow(/^The share 99 of 99 holds nothing: .* use fewer/);
    expect(existsSync(reports)).toBe(false);
  });
});

describe('what cannot be put together', { timeout: 20_000 }, () => {
  async function refused(folders: readonly string[], sentence: RegExp): Promise<void> {
    await expect(mergeShares(folders, reports)).rejects.toThrow(sentence);
    expect(readdirSync(path.join(reports, 'runs')).filter((name) => name.startsWith('sets-7-'))).toEqual([]);
  }

  it('is a share that is missing, or there twice', async () => {
    const [one, two, three] = (await shares(3)) as [string, string, string];
    await refused([one, three], /^The share 2 of 3 is missing/);
    await refused([one, two, three, two], /^The share 2 of 3 is there twice/);
    await refused([], /^Name the folders of all shares/);
  });

  it.each([
    ['another number of shares', { number: 2, of: 3 }, {}, /differ in the number of shares \(2; 3\)/],
    ['another seed', { number: 2, of: 2 }, { seed: '8' }, /differ in the seed \(7; 8\)/],
    ['other cells', { number: 2, of: 2 }, { phase: 'Active' }, /differ in the Test Phases \(all of the plan; Active\)/],
    ['another combination', { number: 2, of: 2 }, { dmc: 'IOC-01' }, /differ in the DMCs/],
  ] as const)('is a share of %s', async (_what, { number, of }, changes, sentence) => {
    await refused([(await share(1, 2)).folder.path, (await share(number, of, changes)).folder.path], sentence);
  });

  it('is a share of other features, or of another plan', async () => {
    const one = await share(1, 2);
    cpSync(
      path.join(project.root, 'features/scope/plans/sets.json'),
      path.join(project.root, 'features/scope/plans/more.json'),
    );
    const plan = path.join(project.root, 'features/scope/plans/more.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"id":"sets"', '"id":"more"'));
    await refused(
      [one.folder.path, (await share(2, 2)).folder.path],
      /differ in the features, steps, scope and tables/,
    );
    await refused(
      [one.folder.path, (await share(2, 2, { plan: 'more' })).folder.path],
      /differ in the plan \(sets; more\)/,
    );
  });

  it('is a share on another build, or on a machine that can do other things', async () => {
    const one = await share(1, 2);
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const hire: CycleHost['hire'] = (setUp) => hireInline(setUp, () => startStub({ versions }));
    const other = await share(2, 2, {}, { hire });
    await refused([one.folder.path, other.folder.path], /did not run on the same build/);
    const prepare: CycleHost['prepare'] = async () => ({ capabilities: ['browser'], versions: {} });
    const able = await share(2, 2, {}, { prepare });
    await refused([one.folder.path, able.folder.path], /differ in the capabilities of the machine/);
  });

  it('is a share that did not come to its end', async () => {
    const one = await share(1, 2);
    const killed = share(2, 2, {}, { onExecution: () => void process.emit('SIGTERM', 'SIGTERM') });
    await expect(killed).rejects.toThrow('was interrupted');
    await refused(
      [one.folder.path, 'sets-share-2-of-2-7-0001'],
      /did not come to its end: .* --resume sets-share-2-of-2/,
    );
  });

  it('is a folder that is no share', async () => {
    const elsewhere = path.join(project.root, 'elsewhere');
    const { folder } = await runCycle(request({ reports: elsewhere }), fixtureHost());
    const one = await share(1, 2);
    await refused([one.folder.path, folder.path], /^sets-7-0001 is no share of a cycle/);
    await refused([one.folder.path, project.root], /with a journal\.ndjson/);
  });

  it('is a result that was changed, or that another share holds', async () => {
    project.addStep('FX-33', 'When it fails with "It looks ill."');
    const [one, two] = (await shares(2)) as [string, string];
    const failing = [one, two].find((folder) =>
      readFileSync(path.join(folder, JOURNAL_FILE), 'utf8').includes('"failed"'),
    );
    const before = readFileSync(path.join(failing ?? '', JOURNAL_FILE), 'utf8');
    editJournal(failing ?? '', (lines) =>
      lines.map((line) => line.replace('"outcome":"failed"', '"outcome":"passed"')),
    );
    await refused([one, two], /not judged: .* is "passed", although not every step passed/);
    editJournal(failing ?? '', (lines) => lines.map((line) => line.replaceAll('"failed"', '"passed"')));
    await refused([one, two], /not judged: .* is passed; messages\.ndjson says failed/);
    writeFileSync(path.join(failing ?? '', JOURNAL_FILE), before);
    const isResult = (line: string): boolean => line.startsWith('{"kind":"result"');
    const foreign = readFileSync(path.join(one, JOURNAL_FILE), 'utf8').split('\n').filter(isResult);
    editJournal(two, (lines) => [...lines, ...foreign]);
    await refused([one, two], /which share 2 of 2 does not hold/);
  });
});
