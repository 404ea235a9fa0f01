import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import 'ts-node/register';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { reassessRecord } from '../assessment/reassess';
import { SmallProject } from '../fixtures/small-project';
import type { DetectionCase, DetectionSearch } from '../../reports/record/detection-model';
import { DETECTION_FILE, detectionDigests, keepSearch, readDetection } from './detection-file';
import { intervalOf, keepDetection, keptDetection, resultOf } from './detection-results';

const base = mkdtempSync(path.join(tmpdir(), 'detection-'));
let count = 0;
let root: string;

beforeEach(() => {
  root = path.join(base, String((count += 1)));
  for (const folder of ['features', 'steps', 'support', 'tools/detection']) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  writeFileSync(path.join(root, 'steps', 'a.ts'), 'one');
});
afterAll(() => rmSync(base, { recursive: true }));

const SYSTEM = { build: 'sha256:b', rules: 'sha256:r' };

function mutant(id: string, outcome: DetectionCase['outcome'], area = 'mcc'): DetectionCase {
  return { id, area, what: `${id} is otherwise`, outcome, by: outcome === 'found' ? ['ST-A1-01'] : [] };
}

function search(cases: DetectionCase[], more: Partial<DetectionSearch> = {}): DetectionSearch {
  return {
    tool: 'mutate',
    command: 'npm run mutate',
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T01:00:00.000Z',
    seeds: ['1'],
    commit: 'not under version control',
    digests: detectionDigests(root, 'mutate', SYSTEM),
    tried: cases.length,
    population: 100,
    cases,
    findings: [],
    ...more,
  };
}

/** Another process that holds the lock of a file, says so, and then does something. */
function holder(file: string, then: string, ...words: string[]): ChildProcess {
  const script = `const { writeFileSync } = require('node:fs');
    const file = process.argv[1];
    const lock = new (require('node:sqlite').DatabaseSync)(file + '.lock');
    lock.exec('BEGIN EXCLUSIVE');
    process.send('holds the lock');
    ${then}`;
  return spawn(process.execPath, ['-e', script, file, ...words], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

describe('searches are kept', () => {
  it('added up on one state, the newer outcome of each fault standing', () => {
    keepSearch(root, search([mutant('a', 'missed'), mutant('b', 'found')]));
    keepSearch(
      root,
      search([mutant('a', 'found'), mutant('c', 'not met')], { seeds: ['2'], finishedAt: '2026-01-02T00:00:00.000Z' }),
    );
    const { searches } = readDetection(path.join(root, DETECTION_FILE));
    expect(searches).toHaveLength(1);
    expect(searches[0]).toMatchObject({
      tried: 3,
      seeds: ['1', '2'],
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-02T00:00:00.000Z',
    });
    expect(searches[0]?.cases.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'a found',
      'b found',
      'c not met',
    ]);
  });

  it('with steps counted once for each seed', () => {
    const steps = (seed: string): DetectionSearch => ({
      ...search([], { seeds: [seed], tried: 500 }),
      tool: 'explore',
    });
    keepSearch(root, steps('1'));
    keepSearch(root, steps('2'));
    expect(keepSearch(root, steps('2')).tried).toBe(1000);
  });

  it('whole where another process keeps one at the same time', async () => {
    const file = path.join(root, DETECTION_FILE);
    const others = JSON.stringify({ version: 1, searches: [search([mutant('a', 'found')])] });
    const other = holder(
      file,
      `setTimeout(() => { writeFileSync(file, process.argv[2]); lock.close(); process.disconnect(); }, 300);`,
      others,
    );
    await once(other, 'message');
    keepSearch(root, search([mutant('b', 'found')]));
    expect(readDetection(file).searches[0]?.cases.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('though a process that was keeping one died', async () => {
    const other = holder(path.join(root, DETECTION_FILE), '');
    await once(other, 'message');
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(keepSearch(root, search([mutant('a', 'found')])).tried).toBe(1);
  });

  it('anew where anything has changed that they depend on, and beside those of other tools', () => {
    keepSearch(root, search([mutant('a', 'missed')]));
    keepSearch(root, { ...search([]), tool: 'fuzz', tried: 7 });
    writeFileSync(path.join(root, 'steps', 'a.ts'), 'two');
    keepSearch(root, search([mutant('b', 'found')]));
    const { searches } = readDetection(path.join(root, DETECTION_FILE));
    expect(searches.map(({ tool, cases }) => [tool, cases.length])).toEqual([
      ['fuzz', 0],
      ['mutate', 1],
    ]);
  });
});

describe('a run is given what searches found', () => {
  it('with all that is not found, the areas and the interval', () => {
    const cases = [
      mutant('a', 'found'),
      mutant('b', 'timed out'),
      mutant('c', 'equivalent'),
      mutant('d', 'missed', 'dsp'),
    ];
    keepSearch(root, search(cases));
    const folder = path.join(root, 'run');
    expect(keptDetection(folder)).toBeUndefined();
    keepDetection(path.join(root, DETECTION_FILE), root, folder, SYSTEM);
    expect(existsSync(path.join(folder, 'inputs', DETECTION_FILE))).toBe(true);
    const [result] = keptDetection(folder) ?? [];
    expect(result).toMatchObject({ standing: 'this build', changed: [], tried: 4, population: 100 });
    expect(result?.counts).toEqual({ found: 1, missed: 1, 'timed out': 1, 'not met': 0, equivalent: 1 });
    expect(result?.areas.map(({ area, counts }) => [area, counts.missed])).toEqual([
      ['dsp', 1],
      ['mcc', 0],
    ]);
    expect(result?.open.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(result?.found.map(({ id }) => id)).toEqual(['a']);
    const traced = { ...search([]), cases: [{ ...mutant('e', 'found'), requirement: 'ST-B4' }, mutant('f', 'missed')] };
    expect(resultOf(traced, traced.digests, () => 0).requirements).toMatchObject([
      { requirement: 'ST-B4', counts: { found: 1, missed: 0 } },
    ]);
    expect(result?.interval?.low).toBeCloseTo(0.0615, 3);
    expect(result?.interval?.high).toBeCloseTo(0.7923, 3);
  });

  it('as of the same rules where lab or tool alone differ, and as older with the commits since where more does', () => {
    const made = search([mutant('a', 'found')]);
    const { digests } = made;
    expect(resultOf(made, { ...digests, build: 'x', tool: 'x' }, () => 3)).toMatchObject({
      standing: 'same rules and suite',
      changed: ['build', 'tool'],
    });
    const older = resultOf(made, { ...digests, rules: 'x' }, () => 3);
    expect(older).toMatchObject({ standing: 'older', changed: ['rules'], commits: 3 });
  });

  it('which its record tells, and tells again when it is judged from its inputs', async () => {
    keepSearch(root, search([mutant('a', 'missed')]));
    const project = new SmallProject(path.join(root, 'project'));
    const { run, folder } = await project.run({ detection: path.join(root, DETECTION_FILE) });
    expect(run.detection).toMatchObject([{ tool: 'mutate', standing: 'older', open: [{ id: 'a' }] }]);
    rmSync(path.join(root, DETECTION_FILE));
    expect((await reassessRecord(folder.path, run)).run).toEqual(run);
  });

  it('without an interval where everything was tried, or nothing', () => {
    const made = search([mutant('a', 'found')], { population: 1 });
    expect(resultOf(made, made.digests, () => undefined).interval).toBeUndefined();
    expect(intervalOf([mutant('a', 'equivalent')])).toBeUndefined();
  });
});
