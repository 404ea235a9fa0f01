import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestResult } from 'allure-js-commons';
import { largeRun, packSampleEvidence } from '../fixtures/large';
import { ALL_OUTCOMES, sampleRun, writeSampleEvidence } from '../fixtures/sample';
import type { ExecutionResult, RunResult } from '../record/result-model';
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
  it('writes one result for each execution, with its evidence', async () => {
    const run = sampleRun(ALL_OUTCOMES);
    writeSampleEvidence(run, folder);
    expect((await writeAllureResults(run, folder, results)).notes).toEqual([]);
    expect(files('-result.json')).toHaveLength(run.executions.length);
    const evidence = run.executions.flatMap((one) => [...one.evidence, ...one.steps.flatMap((step) => step.evidence)]);
    expect(readdirSync(results).filter((name) => name.includes('-attachment.'))).toHaveLength(evidence.length);
    const facts = readFileSync(join(results, 'environment.properties'), 'utf8');
    expect(facts).toContain('simulated system');
    const listed = files('-result.json').flatMap((name) => {
      const { labels } = JSON.parse(readFileSync(join(results, name), 'utf8')) as TestResult;
      return labels.filter((label) => label.name === 'story');
    });
    expect(listed.length).toBeGreaterThan(run.executions.length);
    expect(facts.replaceAll('\\', '')).toContain(
      `${run.executions.length} executions, each once in Suites; Behaviors lists ${listed.length}, since a test is listed under each`,
    );
  });

  it('clears what an earlier run left', async () => {
    mkdirSync(results);
    writeFileSync(join(results, 'old-result.json'), '{}');
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    await writeAllureResults(run, folder, results);
    expect(readdirSync(results)).not.toContain('old-result.json');
  });

  it('has a category for each cause, with the failures of that cause and no others', async () => {
    const run = sampleRun(ALL_OUTCOMES);
    writeSampleEvidence(run, folder);
    await writeAllureResults(run, folder, results);
    const categories = JSON.parse(readFileSync(join(results, 'categories.json'), 'utf8')) as {
      name: string;
      messageRegex: string;
      matchedStatuses: string[];
    }[];
    const shown = files('-result.json').map(
      (name) => JSON.parse(readFileSync(join(results, name), 'utf8')) as TestResult,
    );
    expect(run.causes.length).toBeGreaterThan(0);
    for (const { id, sentence, executions } of run.causes) {
      const category = categories.find(({ name }) => name === `Cause ${id}: ${sentence}`);
      const pattern = new RegExp(`^${category?.messageRegex.replace('(?s)', '') ?? 'none'}$`, 's');
      const matching = shown.filter(
        ({ status, statusDetails }) =>
          category?.matchedStatuses.includes(String(status)) === true && pattern.test(statusDetails.message ?? ''),
      );
      const failed = run.executions.filter(
        ({ failure, outcome }) => failure?.cause === id && ['failed', 'known-issue'].includes(outcome),
      );
      expect(matching.map(({ fullName }) => fullName?.split(': ')[1]).sort()).toEqual(
        failed.map((one) => one.id).sort(),
      );
      expect(executions.length).toBeGreaterThanOrEqual(failed.length);
    }
  });

  it('says which evidence is missing, and shows it in its place', async () => {
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    rmSync(join(folder, 'evidence', 'ST-B4-03'), { recursive: true });
    const { notes } = await writeAllureResults(run, folder, results);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('evidence/ST-B4-03/');
    expect(notes[0]).toContain('npm run scenario -- ST-B4-03');
  });

  it('reads packed evidence, and of a large run links what passed to its own', async () => {
    const large = largeRun(60, 20);
    const fails = (one: ExecutionResult, index: number): ExecutionResult =>
      index < 3 ? { ...one, outcome: 'failed' } : one;
    const run = { ...large, executions: large.executions.map(fails) };
    packSampleEvidence(run, folder);
    expect((await writeAllureResults(run, folder, results, undefined, 59)).notes).toEqual([]);
    const written = files('-result.json').map(
      (name) => JSON.parse(readFileSync(join(results, name), 'utf8')) as TestResult,
    );
    const linked = written.filter(({ links }) => links.some(({ type }) => type === 'evidence'));
    expect(linked).toHaveLength(60 - 3);
    expect(linked.map(({ status }) => status)).not.toContain('failed');
    expect(linked[0]?.links.at(-1)?.url).toMatch(/^\.\.\/evidence\/.*\.zip$/);
    expect(
      linked.flatMap(({ steps, attachments }) => [...attachments, ...steps.flatMap((step) => step.attachments)]),
    ).toEqual([]);
    const attached = files('-attachment.xml');
    expect(attached).toHaveLength(3);
    expect(readFileSync(join(results, attached[0] ?? ''), 'utf8')).toContain('<migrationCommonFile');
  });

  it('refuses two results of one identity, of which Allure would show one', async () => {
    const run = sampleRun();
    const [first] = run.executions;
    const doubled = { ...run, executions: [...run.executions, ...(first === undefined ? [] : [first])] };
    await expect(writeAllureResults(doubled, folder, results)).rejects.toThrow('two results called "ST-A1-01 | IOC-01');
  });

  it('refuses evidence outside the run folder', async () => {
    const run = sampleRun();
    const escaping: RunResult = {
      ...run,
      executions: run.executions.map((one) => ({
        ...one,
        evidence: [{ title: 'Passwords', mediaType: 'text/plain', path: '../../etc/passwd' }],
      })),
    };
    writeSampleEvidence(run, folder);
    await expect(writeAllureResults(escaping, folder, results)).rejects.toThrow('leaves the run folder');
  });

  it('continues the trend of earlier runs, and tells of the newest alone what each of very many tests came to', async () => {
    const run = sampleRun();
    writeSampleEvidence(run, folder);
    const tests = Array.from({ length: 15_000 }, (_, index) => ({
      ...{ id: `ST-A1-${index}`, dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST' },
      ...{ outcome: index === 0 ? ('failed' as const) : ('passed' as const), durationMs: 5 },
    }));
    const earlier = [7, 6].map((order) => ({ order, id: `first-1-000${order}`, startedAt: run.run.startedAt, tests }));
    await writeAllureResults(run, folder, results, earlier);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(results, 'history', `${name}.json`), 'utf8'));
    expect(read('history-trend')).toMatchObject([
      { buildOrder: 7, reportName: 'first-1-0007', data: { failed: 1, passed: 14_999, total: 15_000 } },
      { buildOrder: 6 },
    ]);
    const [one] = Object.values(read('history') as Record<string, object>);
    expect(one).toMatchObject({ statistic: { failed: 1, total: 1 }, items: [{ statusDetails: 'first-1-0007' }] });
    expect(JSON.parse(readFileSync(join(results, 'executor.json'), 'utf8'))).toMatchObject({
      buildOrder: 8,
      buildName: 'first-2026-0001',
    });
  });
});
