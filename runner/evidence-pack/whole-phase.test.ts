import 'ts-node/register';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resumeCycle, runCycle, type FinishedCycle } from '../execution/cycle';
import { rerunFailed } from '../execution/rerun-failed';
import { sampleSince } from '../../reports/fixtures/since';
import type { CycleHost } from '../execution/cycle-host';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { startStub } from '../fixtures/stub-environment';
import { SetsProject } from '../fixtures/sets-project';
import { scopeOfRun } from '../assessment/reassess';
import { junitXml } from '../../reports/junit/junit';
import type { RunResult } from '../../reports/record/result-model';
import { documentsOf } from '../../reports/tag/documents';
import { makePack } from './make-pack';
import { verifyPack } from './verify';
import type { CycleRequest } from '../execution/cycle-request';

const base = mkdtempSync(path.join(tmpdir(), 'whole-phase-'));
afterAll(() => rmSync(base, { recursive: true }));

const requestOf = ({ root }: SetsProject): CycleRequest => ({
  root,
  plan: 'sets',
  seed: '7',
  reports: path.join(root, 'reports'),
});

/** Writes the documents of a run into its folder. */
async function documented({ run, folder }: FinishedCycle): Promise<string> {
  mkdirSync(path.join(folder.path, 'tag'));
  writeFileSync(path.join(folder.path, 'junit.xml'), junitXml(run));
  const scope = await scopeOfRun(folder.path);
  for (const { file, html } of documentsOf(run, { allure: false, signedWith: undefined }, scope)) {
    writeFileSync(path.join(folder.path, file), html());
  }
  return folder.path;
}

/** Runs the small project of whole Test Phases. */
async function runWhole(name: string, prepare: (project: SetsProject) => void): Promise<string> {
  const project = new SetsProject(path.join(base, name));
  prepare(project);
  return documented(await runCycle(requestOf(project), fixtureHost()));
}

async function problemsOf(folder: string): Promise<readonly string[]> {
  const run = JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')) as RunResult;
  return (await verifyPack(await makePack(run, folder))).problems;
}

const STABLE = { earlier: [{ run: 'sets-6-0001', seed: '6', startedAt: '2026-11-01T02:00:00.000Z' }], unstable: [] };

describe('the pack of whole Test Phases', () => {
  let sound = '';
  beforeAll(async () => {
    sound = await runWhole('sound', () => undefined);
  });

  it('is sound with both regression sets, compared again from their transcripts', async () => {
    expect(await problemsOf(sound)).toEqual([]);
  });

  it('is found out by a transcript that was altered after the sets were compared', async () => {
    const folder = path.join(base, 'altered');
    cpSync(sound, folder, { recursive: true });
    const evidence = readdirSync(path.join(folder, 'evidence'), { recursive: true, encoding: 'utf8' });
    const [one] = evidence.filter((name) => name.includes('set-2') && name.endsWith('ST-A1-31.zip'));
    const [other] = evidence.filter((name) => name.includes('set-2') && name.endsWith('ST-A1-32.zip'));
    cpSync(path.join(folder, 'evidence', other ?? ''), path.join(folder, 'evidence', one ?? ''));
    expect(await problemsOf(folder)).toEqual([
      expect.stringMatching(
        /^The transcript evidence\/ioc-01-.*-set-2\/ST-A1-31\/.* is not the one that result\.json compared\.$/,
      ),
    ]);
  });

  it('is sound where a gate was closed, a scenario failed and its failure is not known', async () => {
    const folder = await runWhole('gate', (project) => {
      project.forgetQuality();
      project.addStep('ST-A1-33', 'Given a step that fails');
    });
    expect(await problemsOf(folder)).toEqual([]);
  });

  it('is sound with what is said of the runs before, and found out where a document says otherwise', async () => {
    const project = new SetsProject(path.join(base, 'since'));
    const host = fixtureHost({ knownFromHistory: (run) => ({ since: sampleSince(run), stability: STABLE }) });
    const folder = await documented(await runCycle(requestOf(project), host));
    expect(await problemsOf(folder)).toEqual([]);
    const file = path.join(folder, 'tag/test-completion-report.html');
    expect(readFileSync(file, 'utf8')).toContain('the 1 run before it on the same build');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Worse: 1 new failure', 'Worse: nothing'));
    expect(await problemsOf(folder)).toEqual([expect.stringContaining('test-completion-report.html') as string]);
  });

  it('is sound where on another build only what had failed ran again', async () => {
    const project = new SetsProject(path.join(base, 'other-build'));
    project.addStep('ST-A1-33', 'And it fails with "It looks ill."');
    await runCycle(requestOf(project), fixtureHost());
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, () => startStub({ versions }));
    const rerun = await rerunFailed('sets-7-0001', requestOf(project), fixtureHost({ spawn }));
    expect(await problemsOf(await documented(rerun))).toEqual([]);
  });

  it('is sound of a run that was killed and went on', async () => {
    const project = new SetsProject(path.join(base, 'killed'));
    let done = 0;
    const onExecution = (): void => {
      done += 1;
      if (done === 4) process.emit('SIGTERM', 'SIGTERM');
    };
    await expect(runCycle(requestOf(project), fixtureHost({ onExecution }))).rejects.toThrow('was interrupted');
    const folder = await documented(await resumeCycle('sets-7-0001', requestOf(project), fixtureHost()));
    expect(await problemsOf(folder)).toEqual([]);
  });

  it('is sound of a run in which only failures ran again', async () => {
    const project = new SetsProject(path.join(base, 'again'));
    project.addStep('ST-A1-33', 'Given a step that fails');
    await runCycle(requestOf(project), fixtureHost());
    const folder = await documented(await rerunFailed('sets-7-0001', requestOf(project), fixtureHost()));
    expect(await problemsOf(folder)).toEqual([]);
  });
});
