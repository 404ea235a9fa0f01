import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import type { RunResult } from '../record/result-model';
import { documentsOf } from './documents';

/** The questions of `docs/tag-questions.md`: number, document and heading. */
const QUESTIONS = readFileSync(resolve(__dirname, '../../docs/tag-questions.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((field) => field.trim()))
  .filter(([, number = '']) => /^\d+$/.test(number))
  .map(([, number = '', , document = '', heading = '']) => ({ number, document, heading }));

const DOCUMENTS = ['TCR', 'D&B', 'RS'];

function headingsOf(run: RunResult): ReadonlyMap<string, readonly string[]> {
  const documents = documentsOf(run, { allure: true, signedWith: undefined }, SAMPLE_SCOPE);
  return new Map(
    DOCUMENTS.map((name, index) => {
      const html = documents[index]?.html() ?? '';
      const headings = [...html.matchAll(/<h[2-4] id="[^"]*">(?:<span class="number">[^<]*<\/span> )?([^<]*)</g)];
      return [name, headings.map(([, text = '']) => text)];
    }),
  );
}

describe.each([
  ['a run that met its criteria', sampleRun()],
  ['a run with every outcome', sampleRun(ALL_OUTCOMES)],
  ['a run of a whole Test Phase', wholePhaseRun()],
])('the questions of TAG: %s', (_name, run) => {
  const headings = headingsOf(run);

  it.each(QUESTIONS)('question $number is answered in the $document under "$heading"', ({ document, heading }) => {
    expect(headings.get(document)).toContain(heading);
  });
});

it('there are thirty questions or more, numbered in order', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(30);
  expect(QUESTIONS.map(({ number }) => Number(number))).toEqual(QUESTIONS.map((_, index) => index + 1));
});
