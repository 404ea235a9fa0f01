import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLE_PROOF } from '../fixtures/detection';
import { words } from '../fixtures/page-tests';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import { sampleSince } from '../fixtures/since';
import type { RunResult } from '../record/result-model';
import { documentsOf } from './documents';

/** The questions of `docs/tag-questions.md`: number, document, heading, and what has to stand below it, of each list one. */
const QUESTIONS = readFileSync(resolve(__dirname, '../../docs/tag-questions.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((field) => field.trim()))
  .filter(([, number = '']) => /^\d+$/.test(number))
  .map(([, number = '', , document = '', heading = '', said = '']) => ({
    number,
    document,
    heading,
    said: said.split(' / ').map((words) => words.split(' _or_ ')),
  }));

const DOCUMENTS = ['TCR', 'D&B', 'RS'];

function provenRun(): RunResult {
  const run = wholePhaseRun();
  const [test] = run.executions;
  const manual = {
    ...{ test: test?.id ?? '', requirement: 'ST-A1', build: '7d1f0c0e5a7b', role: 'Tester of the DCC' },
    ...{ date: '2026-11-20', outcome: 'passed' as const, attachment: 'minutes.pdf', digest: 'ab'.repeat(32) },
  };
  const earlier = ['1', '2', '3', '4'].map((seed) => ({
    ...{ run: `first-${seed}-0001`, seed, startedAt: '2026-11-01T02:00:00.000Z' },
  }));
  return {
    ...run,
    since: sampleSince(run),
    detection: [SAMPLE_PROOF],
    stability: { earlier, unstable: [] },
    manualEvidence: [manual],
  };
}

function informalRun(): RunResult {
  const run = sampleRun();
  return { ...run, run: { ...run.run, formal: false } };
}

/** A document as its headings with what stands below each, headings below it among that. */
type Chapters = ReadonlyMap<string, string>;

function chaptersOf(html: string): Chapters {
  const found = [...html.matchAll(/<h([2-4]) id="[^"]*">(?:<span class="number">[^<]*<\/span> )?([^<]*)</g)];
  return new Map(
    found.map(({ 1: level = '', 2: heading = '', index }, place) => {
      const next = found.slice(place + 1).find((other) => Number(other[1]) <= Number(level));
      return [heading, words(html.slice(index, next?.index)).replaceAll('&quot;', '"')];
    }),
  );
}

function documentsByName(run: RunResult): ReadonlyMap<string, Chapters> {
  const documents = documentsOf(run, { allure: true, signedWith: undefined }, SAMPLE_SCOPE);
  return new Map(DOCUMENTS.map((name, index) => [name, chaptersOf(documents[index]?.html() ?? '')]));
}

describe.each([
  ['a run that met its criteria', sampleRun()],
  ['a run with every outcome', sampleRun(ALL_OUTCOMES)],
  ['an informal run', informalRun()],
  ['a run of a whole Test Phase', wholePhaseRun()],
  ['a run after another one, proven, and beside manual evidence', provenRun()],
])('the questions of TAG: %s', (_name, run) => {
  const documents = documentsByName(run);

  it.each(QUESTIONS)(
    'question $number is answered in the $document under "$heading"',
    ({ document, heading, said }) => {
      const chapter = documents.get(document)?.get(heading);
      expect(chapter).toBeDefined();
      const missing = said.filter((any) => !any.some((one) => one !== '' && chapter?.includes(one)));
      expect(missing, chapter?.slice(0, 2_000)).toEqual([]);
    },
  );
});

it('there are thirty questions or more, numbered in order', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(30);
  expect(QUESTIONS.map(({ number }) => Number(number))).toEqual(QUESTIONS.map((_, index) => index + 1));
});
