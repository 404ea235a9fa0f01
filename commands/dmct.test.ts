import 'ts-node/register';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnvironment } from '../environments';
import { runDmct } from '../runner/dmct/run-dmct';
import { runCycle } from '../runner/execution/cycle';
import { fixtureHost } from '../runner/fixtures/fixture-host';
import { spawnInline } from '../runner/fixtures/inline-worker';
import { SUPPORT_CODE } from '../runner/planning/steps/load-steps';
import type { RunResult } from '../reports/record/result-model';

const ROOT = path.join(__dirname, '..');
const root = mkdtempSync(path.join(tmpdir(), 'dmct-'));
const reports = path.join(root, 'reports');
afterAll(() => rmSync(root, { recursive: true }));

/** A combination that comes after its release: a hub that needs waking, and a gas meter that sleeps and has no keys. */
const ROW = [
  'FOC-99,FOC,FOC,CA,GAMMA,S1SP-C,Southern Mobile,not planned,',
  'Fen Hubs,A118,40D10001,11000200',
  'Brook Metering,B219,73400C77,1.30',
  'Fell Gas,C31A,AF010401,5005',
  'Fen Hubs,A118,40D10001,11000200',
  ',,,,,,,',
  'MODEL: a row that a test adds',
].join(',');

const DECISION = {
  kind: 'release-exit',
  release: 'FOC',
  role: 'SEC Panel',
  date: '2020-03-27',
  reference: 'Decision 12',
  statement: 'The Migration Testing of FOC has exited.',
};

const host = fixtureHost({
  // The steps are loaded by another loader than this test: they cannot reach what it holds in its process.
  spawn: (setUp) => spawnInline(setUp, (options) => startEnvironment('embedded', { ...options, sockets: true })),
  supportCode: SUPPORT_CODE.map((pattern) => path.join(ROOT, pattern)),
});

beforeAll(() => {
  for (const folder of ['features', 'environments/contracts', 'reports/templates']) {
    cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true });
  }
  appendFileSync(path.join(root, 'features/scope/dmc-catalogue.csv'), `${ROW}\n`);
});

const asked = { root, dmc: 'FOC-99', seed: '1', reports };

describe('Device Model Combination Testing', { timeout: 240_000 }, () => {
  it('is refused until the Migration Testing of the release has exited', async () => {
    await expect(runDmct(asked, host)).rejects.toThrow('Nothing says that the Migration Testing of FOC has exited');
  });

  it('is no cycle: nobody asks there by what the release is proven', async () => {
    await expect(runCycle({ ...asked, plan: 'dmct' }, host)).rejects.toThrow(
      'The plan "dmct" needs to know by what the release is proven: npm run dmct -- --dmc ID',
    );
  });

  it('takes one row of the catalogue and the decision on its release, and nothing else', async () => {
    const file = path.join(root, 'features/scope/evidence.json');
    const evidence = JSON.parse(readFileSync(file, 'utf8')) as { records: object[] };
    writeFileSync(file, JSON.stringify({ ...evidence, records: [...evidence.records, DECISION] }));
    const { run } = await runDmct(asked, host);
    expect(run.verdict.sentence).toMatch(/^Device Model Combination Testing of FOC-99 meets all 8 criteria/);
    expect(shownBy(run)).toEqual({ 'DT-1': 'shown', 'DT-2': 'shown' });
    expect(run.run.proven).toMatchObject({ kind: 'decision', role: 'SEC Panel', reference: 'Decision 12' });
    expect(run.run.command).toBe('npm run dmct -- --dmc FOC-99 --environment embedded --seed 1');
  });
});

function shownBy({ requirements }: RunResult): Record<string, string> {
  return Object.fromEntries(requirements.filter(({ inPlan }) => inPlan).map(({ id, verdict }) => [id, verdict]));
}
