import 'ts-node/register';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPack } from '../evidence-pack/verify';
import { resumeCycle } from '../execution/cycle';
import type { CycleHost } from '../execution/cycle-host';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { packFinished, provingPack, signingKey, trustSigner } from '../fixtures/proving-pack';
import { SETS_PLAN, SetsProject } from '../fixtures/sets-project';
import { startStub } from '../fixtures/stub-environment';
import { runDmct } from './run-dmct';

const base = mkdtempSync(path.join(tmpdir(), 'run-dmct-'));
afterAll(() => rmSync(base, { recursive: true }));

const PLAN = {
  ...SETS_PLAN,
  id: 'dmct',
  cells: { of: 'later-dmc', phases: ['Active'] },
  stages: SETS_PLAN.stages.slice(0, 1),
  requirements: SETS_PLAN.requirements.slice(0, 1),
  requirementsNotInPlan: [{ ids: ['PH-1', 'ST-B2'], why: 'The release has shown them.' }],
  criteria: [
    {
      id: 'EN-1',
      kind: 'entry',
      text: 'The release has exited.',
      source: 'MODEL',
      measure: { kind: 'release-exited' },
    },
    ...SETS_PLAN.criteria.filter(({ id }) => id === 'EX-1' || id === 'EX-7'),
  ],
};

describe('Device Model Combination Testing of the small project', () => {
  const root = path.join(base, 'project');
  const reports = path.join(root, 'reports');
  let pack = '';
  beforeAll(async () => {
    pack = await provingPack(path.join(base, 'proving'), signingKey('trusted', base));
    new SetsProject(root).writePlan(SETS_PLAN);
    writeFileSync(path.join(root, 'features/scope/plans/dmct.json'), JSON.stringify(PLAN));
    trustSigner(root);
  });
  const asked = (seed: string): Parameters<typeof runDmct>[0] => ({ root, dmc: 'IOC-02', seed, reports, pack });

  it('rests on a pack, names it in the record, and makes a pack that is sound', async () => {
    const finished = await runDmct(asked('1'), fixtureHost());
    const { run, verdict, criteria } = finished.run;
    expect(verdict.sentence).toMatch(/^Device Model Combination Testing of IOC-02 meets all 3 criteria/);
    expect(criteria[0]).toMatchObject({ id: 'EN-1', verdict: 'met', measured: 'evidence pack' });
    expect(run.proven).toMatchObject({ kind: 'pack', run: 'sets-7-0001', dmcs: ['IOC-01'] });
    expect(run.command).toContain('npm run dmct -- --dmc IOC-02 --pack evidence-pack.zip');
    expect((await verifyPack(await packFinished(finished))).problems).toEqual([]);
  });

  it('is found out where its own pack holds another list of trusted signers', async () => {
    const finished = await runDmct(asked('2'), fixtureHost());
    const file = path.join(finished.folder.path, 'inputs/features/scope/trusted-signers.csv');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n', 1).join(''));
    const { problems } = await verifyPack(await packFinished(finished));
    expect(problems.join('\n')).toContain('is not in features/scope/trusted-signers.csv');
  });

  it('is refused on another solution than that was proven, and leaves no run behind', async () => {
    const before = readdirSync(path.join(reports, 'runs'));
    const versions = { 'dcc-like-system': '0.1.1+sha256:fedcba9876543210' };
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, () => startStub({ versions }));
    await expect(runDmct(asked('3'), fixtureHost({ spawn }))).rejects.toThrow(
      'dcc-like-system was sha256:0123456789abcdef and is sha256:fedcba9876543210. Test IOC-02 with that one,',
    );
    expect(readdirSync(path.join(reports, 'runs'))).toEqual(before);
  });

  it('does not go on after it was interrupted: it is started again', async () => {
    const [run = ''] = readdirSync(path.join(reports, 'runs'));
    const broken = path.join(base, 'broken');
    cpSync(path.join(reports, 'runs', run), broken, { recursive: true });
    rmSync(path.join(broken, 'result.json'));
    await expect(resumeCycle(broken, { root, reports }, fixtureHost())).rejects.toThrow(
      'The plan "dmct" needs to know by what the release is proven: npm run dmct -- --dmc ID',
    );
  });
});
