import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sampleRun } from '../fixtures/sample';
import type { ExecutionResult } from '../record/result-model';
import { readCodes } from './codes';

/** An execution whose steps say these texts. */
function saying(texts: readonly string[]): ExecutionResult {
  const [first] = sampleRun().executions;
  if (first === undefined) throw new Error('The sample is empty.');
  const steps = texts.map((text) => ({ text, kind: 'step' as const, status: 'passed' as const, durationMs: 1 }));
  return { ...first, title: 'A scenario', steps: steps.map((step) => ({ ...step, evidence: [] })) };
}

function unexplained(texts: readonly string[]): string[] {
  const codes = readCodes([saying(texts)], new Set());
  return codes.filter(({ provenance }) => provenance === 'unknown').map(({ code }) => code);
}

/** The codes in the tables of a published description: `| E19 | ...`. */
function codesInTables(markdown: string): string[] {
  return [...markdown.matchAll(/^\| ([EINW]\d+) +\|/gm)].map(([, code = '']) => `"${code}"`);
}

it('explains every code that a feature names', () => {
  const texts = globSync('features/**/*.feature').flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  expect(readCodes([saying(texts)], new Set()).length).toBeGreaterThan(50);
  expect(unexplained(texts)).toEqual([]);
});

it('explains every answer and alert that the published description of service requests has a table row for', () => {
  const codes = codesInTables(readFileSync('environments/contracts/service-requests.md', 'utf8'));
  expect(codes.length).toBeGreaterThan(30);
  expect(unexplained(codes)).toEqual([]);
});

it('puts them in the order of their numbers', () => {
  const codes = readCodes([saying(['Then the alerts "N27", "N3" and "I99" come'])], new Set());
  expect(codes.map(({ code }) => code)).toEqual(['I99', 'N3', 'N27']);
});

it('owns up to a code that nobody has published', () => {
  expect(unexplained(['Then the request is answered with "E9999"'])).toEqual(['E9999']);
});
