import 'ts-node/register';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_JOBS, writeReports } from '../../reports';
import { scopeOfRun } from '../assessment/reassess';
import { makePack } from '../evidence-pack/make-pack';
import type { FinishedCycle } from '../execution/cycle';
import { SmallProject } from '../fixtures/small-project';
import { rebuildIndex } from './index-runs';
import { readLedger } from './ledger';
import { prune, pruneDecisions, type PruneDecision } from './prune';
import { RunIndex } from './run-index';

const root = mkdtempSync(path.join(tmpdir(), 'prune-'));
const project = new SmallProject(path.join(root, 'project'));
const reports = path.join(project.root, 'reports');
const packs = path.join(root, 'packs');
let formal: FinishedCycle;
let packed: FinishedCycle;
let unpacked: FinishedCycle;
let changed: FinishedCycle;

/** An informal run with a pack elsewhere. */
async function packedRun(): Promise<FinishedCycle> {
  const finished = await project.run({ plan: 'many', dmc: 'IOC-01' });
  const { run, folder } = finished;
  // What takes a browser or Java is of no account here.
  const { junit, documents } = REPORT_JOBS;
  await writeReports(run, folder.path, { scope: () => scopeOfRun(folder.path) }, { junit, documents });
  copyFileSync(await makePack(run, folder.path), path.join(packs, `${folder.id}.zip`));
  return finished;
}

beforeAll(async () => {
  mkdirSync(packs);
  formal = await project.run({ plan: 'many' });
  packed = await packedRun();
  unpacked = await project.run({ plan: 'many', dmc: 'IOC-01' });
  changed = await packedRun();
  writeFileSync(path.join(packs, `${changed.folder.id}.zip`), 'no pack any more');
  mkdirSync(path.join(reports, 'runs/interrupted-1-0001'));
});
afterAll(() => rmSync(root, { recursive: true }));

const reasonOf = (decisions: readonly PruneDecision[], run: string): string | undefined =>
  decisions.find((one) => one.run === run)?.kept;

describe('pruning', () => {
  it('keeps a formal run, one without record and one without a sound pack elsewhere, and removes the rest', async () => {
    const decisions = await pruneDecisions(reports, packs);
    expect(reasonOf(decisions, formal.folder.id)).toBe('it is formal');
    expect(reasonOf(decisions, unpacked.folder.id)).toBe('there is no pack of it elsewhere');
    expect(reasonOf(decisions, changed.folder.id)).toBe('there is no pack of it elsewhere');
    expect(reasonOf(decisions, 'interrupted-1-0001')).toBe('it has no record that this suite can read');
    const going = decisions.filter(({ kept }) => kept === undefined);
    expect(going).toMatchObject([{ run: packed.folder.id, pack: path.join(packs, `${packed.folder.id}.zip`) }]);
    expect(existsSync(packed.folder.path)).toBe(true);
  });

  it('keeps a run that the record of another one names', async () => {
    const { run, folder } = unpacked;
    const continues = [{ run: packed.run.run.id, executions: 1, how: 'It went on.' }];
    const record = path.join(folder.path, 'result.json');
    writeFileSync(record, JSON.stringify({ ...run, run: { ...run.run, continues } }));
    expect(reasonOf(await pruneDecisions(reports, packs), packed.folder.id)).toBe('the record of another run names it');
    writeFileSync(record, JSON.stringify(run));
  });

  it('leaves what is left the same: the history is made again from records and packs', async () => {
    const before = await rebuildIndex(reports, packs);
    prune(reports, await pruneDecisions(reports, packs));
    expect(existsSync(packed.folder.path)).toBe(false);
    expect(readLedger(reports).filter(({ kind }) => kind === 'pruned')).toMatchObject([{ run: packed.folder.id }]);
    const after = await rebuildIndex(reports, packs);
    expect([after.runs, before.runs]).toEqual([4, 4]);
    expect(after.refused).toHaveLength(1);
    const index = RunIndex.open(reports);
    const runs = new Set(index.resultsOf('ST-A1-01').map(({ run }) => run));
    index.close();
    expect(runs).toEqual(new Set([formal, packed, unpacked, changed].map(({ folder }) => folder.id)));
  });
});
