import 'ts-node/register';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startEnvironment } from '../environments';
import { SUPPORT_CODE } from '../runner/planning/steps/load-steps';
import { withInformalRun } from '../runner/execution/scenario-run';
import { selectByWords } from '../runner/planning/selection';

const ROOT = path.join(__dirname, '..');
const root = mkdtempSync(path.join(tmpdir(), 'new-dmc-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A combination that nobody has tested: a hub that needs waking, and a gas meter that sleeps and has no keys. */
const ROW = [
  'FOC-99,FOC,FOC,CA,GAMMA,S1SP-C,Southern Mobile,planned,',
  'Fen Hubs,A118,40D10001,11000200',
  'Brook Metering,B219,73400C77,1.30',
  'Fell Gas,C31A,AF010401,5005',
  'Fen Hubs,A118,40D10001,11000200',
  ',,,,,,,',
  'MODEL: a row that a test adds',
].join(',');

it('takes one row of the catalogue to test a new combination, and nothing else', async () => {
  for (const folder of ['features', 'environments/contracts', 'reports/templates']) {
    cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true });
  }
  appendFileSync(path.join(root, 'features/scope/dmc-catalogue.csv'), `${ROW}\n`);
  const words = ['ST-C1-01', 'ST-C1-32', 'ST-B3-31', 'ST-B6-51', 'ST-B4-04'];
  const results = await withInformalRun(
    { root, dmc: 'FOC-99', phase: 'Active', seed: '1', select: (all) => selectByWords(all, words) },
    {
      // The steps are loaded by another loader than this test: they cannot reach what it holds in its process.
      start: (options) => startEnvironment('embedded', { ...options, sockets: true }),
      capabilities: () => [],
      progress: () => undefined,
      supportCode: SUPPORT_CODE.map((pattern) => path.join(ROOT, pattern)),
    },
    () => path.join(root, 'run'),
    (planned, run) => run(planned, {}),
  );
  expect(results.map(({ id, outcome, reason }) => [id, outcome, reason ?? '']).sort()).toEqual([
    ['ST-B3-31', 'passed', ''],
    ['ST-B4-04', 'does-not-apply', 'FOC-99 does not have a prepayment interface (PPMID).'],
    ['ST-B6-51', 'passed', ''],
    ['ST-C1-01', 'passed', ''],
    ['ST-C1-32', 'passed', ''],
  ]);
});
