import 'ts-node/register';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { resumeCycle, runCycle } from './cycle';
import { rerunFailed } from './rerun-failed';
import { comparableRecord } from '../fixtures/comparable-record';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { requestOfSets, runSets, SetsProject } from '../fixtures/sets-project';
import { startStub } from '../fixtures/stub-environment';
import { judgedRuns } from '../history/ledger';
import { JOURNAL_FILE } from './journal';
import { makePack } from '../evidence-pack/make-pack';
import { withUnpacked } from '../evidence-pack/unpack';
import type { CycleRequest } from './cycle-request';
import type { CycleHost } from './cycle-host';

const base = mkdtempSync(path.join(tmpdir(), 'resume-'));
let count = 0;
let project: SetsProject;

beforeEach(() => {
  count += 1;
  project = new SetsProject(path.join(base, String(count)));
});
afterAll(() => rmSync(base, { recursive: true }));

const request = (changes?: Partial<CycleRequest>): CycleRequest => requestOfSets(project, changes);
const run = (changes?: Partial<CycleRequest>, host?: Partial<CycleHost>): Promise<RunResult> =>
  runSets(project, changes, host);

describe('a run that was killed', () => {
  function killAfter(executions: number): Partial<CycleHost> {
    let done = 0;
    const onExecution = (): void => {
      done += 1;
      if (done === executions) process.emit('SIGTERM', 'SIGTERM');
    };
    return { onExecution };
  }

  async function killedAfter(executions: number): Promise<void> {
    await expect(run({}, killAfter(executions))).rejects.toThrow('was interrupted');
  }

  it.each([1, 4, 9])('goes on after %i executions, with the results of an unbroken one', async (executions) => {
    const unbroken = await run({ reports: path.join(project.root, 'unbroken') });
    await killedAfter(executions);
    const folder = path.join(project.root, 'reports/runs/sets-7-0001');
    expect(existsSync(path.join(folder, 'result.json'))).toBe(false);
    const ran: string[] = [];
    const { run: result } = await resumeCycle(
      'sets-7-0001',
      request(),
      fixtureHost({ onExecution: ({ id }) => ran.push(id) }),
    );
    expect(comparableRecord(result)).toEqual(comparableRecord(unbroken));
    expect(ran.length).toBeLessThanOrEqual(unbroken.counts.executed - executions);
    expect(result.run.continues).toMatchObject([{ run: 'sets-7-0001' }]);
    expect(existsSync(path.join(folder, 'messages.ndjson.gz'))).toBe(true);
    expect(judgedRuns(path.join(project.root, 'reports')).map(({ executingMs }) => executingMs)).toEqual([0]);
  });

  it('does not go on once it has ended, nor with other features, nor with another build', async () => {
    await killedAfter(2);
    const other = (): ReturnType<CycleHost['spawn']> => {
      throw new Error('spawned');
    };
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, () => startStub({ versions }));
    await expect(resumeCycle('sets-7-0001', request(), fixtureHost({ spawn }))).rejects.toThrow(
      'The build is not that of the earlier run',
    );
    project.addStep('ST-A1-33', 'Given a step that passes');
    await expect(resumeCycle('sets-7-0001', request(), fixtureHost({ spawn: other }))).rejects.toThrow(
      /have changed since/,
    );
    await run();
    await expect(resumeCycle('sets-7-0002', request(), fixtureHost())).rejects.toThrow(/has finished/);
    await expect(resumeCycle('sets-7-9', request(), fixtureHost())).rejects.toThrow(
      /the nearest are sets-7-0001, sets-7-0002/,
    );
  });

  it('survives lines of its journal that were cut off, as often as it is killed', async () => {
    await killedAfter(3);
    const file = path.join(project.root, 'reports/runs/sets-7-0001', JOURNAL_FILE);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"kind":"result","resu`);
    await expect(resumeCycle('sets-7-0001', request(), fixtureHost(killAfter(2)))).rejects.toThrow('was interrupted');
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"kind":"result","resu`);
    const { run: result } = await resumeCycle('sets-7-0001', request(), fixtureHost());
    expect(result.verdict.exitCode).toBe(0);
  });
});

describe('a run of which only failures are run again', () => {
  it('takes over what passed, is informal, and says what it rests on', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    await run();
    const ran: string[] = [];
    const { run: result } = await rerunFailed(
      'sets-7-0001',
      request(),
      fixtureHost({ onExecution: ({ id }) => ran.push(id) }),
    );
    expect(ran).toEqual(['ST-A1-33', 'ST-A1-33']);
    expect(result.run).toMatchObject({ id: 'sets-7-0002', formal: false, continues: [{ run: 'sets-7-0001' }] });
    expect(result.counts.planned).toBe(result.executions.length);
    const passed = result.executions.filter(({ outcome }) => outcome === 'passed');
    const evidence = passed.flatMap((execution) => execution.evidence);
    const { root } = project;
    for (const { path: file } of evidence) {
      const packed = `${path.dirname(file)}.zip`;
      expect(existsSync(path.join(root, 'reports/runs/sets-7-0002', packed))).toBe(true);
    }
  });

  it('may be taken from its evidence pack, unless that was changed', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    const { run: first, folder } = await runCycle(request(), fixtureHost());
    const pack = await makePack(first, folder.path);
    const reports = path.join(project.root, 'elsewhere');
    const again = (file: string): Promise<RunResult> =>
      withUnpacked(file, async (from) => (await rerunFailed(from, request({ reports }), fixtureHost())).run);
    const result = await again(pack);
    expect(result.run.continues).toMatchObject([{ run: 'sets-7-0001', executions: first.counts.passed }]);
    expect(result.counts).toEqual(first.counts);
    const bytes = readFileSync(pack);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = 255 - (bytes[middle] ?? 0);
    const tampered = path.join(project.root, 'tampered.zip');
    writeFileSync(tampered, bytes);
    await expect(again(tampered)).rejects.toThrow(/tampered\.zip is not as it was made: /);
  });

  it('runs alone on another build, where nothing of the earlier run can stand', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    const { executions } = await run();
    const failed = executions.filter(({ outcome }) => outcome === 'failed').length;
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, () => startStub({ versions }));
    const { run: result, again } = await rerunFailed('sets-7-0001', request(), fixtureHost({ spawn }));
    expect(failed).toBeGreaterThan(0);
    expect(again).toEqual({ executions: failed, mended: 0 });
    expect(result.run).toMatchObject({ formal: false, continues: [{ run: 'sets-7-0001', executions: 0 }] });
    const others = result.executions.filter(({ outcome }) => outcome === 'not-run-here');
    expect(others).toHaveLength(executions.length - failed);
    expect(others.flatMap(({ steps }) => steps)).toEqual([]);
    expect(others[0]?.reason).toContain('was not run: only what had not passed');
  });

  it('is not resumed: what it took over would pass for its own', async () => {
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    await run();
    const onExecution = (): void => void process.emit('SIGTERM', 'SIGTERM');
    await expect(rerunFailed('sets-7-0001', request(), fixtureHost({ onExecution }))).rejects.toThrow(
      'was interrupted',
    );
    await expect(resumeCycle('sets-7-0002', request(), fixtureHost())).rejects.toThrow(
      'npm run cycle -- --rerun-failed sets-7-0001',
    );
  });

  it('is refused where everything passed', async () => {
    await run();
    await expect(rerunFailed('sets-7-0001', request(), fixtureHost())).rejects.toThrow(/there is nothing to run again/);
  });
});
