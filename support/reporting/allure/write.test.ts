import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun, writeSampleEvidence } from '../fixtures/sample';
import type { RunResult } from '../result-model';
import { writeAllureResults } from './write';

let folder: string;
let results: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'allure-results-'));
  results = join(folder, 'allure-results');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function files(ending: string): string[] {
  return readdirSync(results).filter((name) => name.endsWith(ending));
}

describe('writeAllureResults', () => {
  it('writes one result for each execution, with its evidence', () => {
    const run = sampleRun(ALL_OUTCOMES);
    writeSampleEvidence(run, folder);
    expect(writeAllureResults(run, folder, results).notes).toEqual([]);
    expect(files('-result.json')).toHaveLength(run.executions.length);
    const evidence = run.executions.flatMap((one) => [...one.evidence, ...one.steps.flatMap((step) => step.evidence)]);
    expect(readdirSync(results).filter((name) => name.includes('-attachment.'))).toHaveLength(evidence.length);
    expect(readFileSync(join(results, 'environment.properties'), 'utf8')).toContain('simulated system');
  });

  it('clears what an earlier run left', () => {
    mkdirSync(results);
    writeFileSync(join(results, 'old-result.json'), '{}');
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    writeAllureResults(run, folder, results);
    expect(readdirSync(results)).not.toContain('old-result.json');
  });

  it('says which evidence is missing, and shows it in its place', () => {
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    rmSync(join(folder, 'evidence', 'ST-B4-03'), { recursive: true });
    const { notes } = writeAllureResults(run, folder, results);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('evidence/ST-B4-03/');
    expect(notes[0]).toContain('npm run scenario -- ST-B4-03');
  });

  it('refuses two results of one identity, of which Allure would show one', () => {
    const run = sampleRun();
    const [first] = run.executions;
    const doubled = { ...run, executions: [...run.executions, ...(first === undefined ? [] : [first])] };
    expect(() => writeAllureResults(doubled, folder, results)).toThrow('two results called "ST-A1-01 | IOC-01');
  });

  it('refuses evidence outside the run folder', () => {
    const run = sampleRun();
    const escaping: RunResult = {
      ...run,
      executions: run.executions.map((one) => ({
        ...one,
        evidence: [{ title: 'Passwords', mediaType: 'text/plain', path: '../../etc/passwd' }],
      })),
    };
    writeSampleEvidence(run, folder);
    expect(() => writeAllureResults(escaping, folder, results)).toThrow('leaves the run folder');
  });

  it('continues the trend of an earlier report', () => {
    const history = join(folder, 'before', 'history');
    mkdirSync(history, { recursive: true });
    writeFileSync(join(history, 'history-trend.json'), JSON.stringify([{ buildOrder: 7 }, { buildOrder: 6 }]));
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    writeAllureResults(run, folder, results, history);
    expect(readdirSync(join(results, 'history'))).toEqual(['history-trend.json']);
    expect(JSON.parse(readFileSync(join(results, 'executor.json'), 'utf8'))).toMatchObject({
      buildOrder: 8,
      buildName: 'first-2026-0001',
    });
  });
});
