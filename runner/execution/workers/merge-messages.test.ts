import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { mergeMessages } from './merge-messages';
import { ShortIds } from './short-ids';
import { messagesFile } from './protocol';

const folder = mkdtempSync(path.join(tmpdir(), 'messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lineOf = (envelope: object): string => `${JSON.stringify(envelope)}\n`;

/** What a chunk says of the steps, of two scenarios, and of the one that it runs. */
function chunk(number: number): string[] {
  return [
    lineOf({ parameterType: { id: `type-${number}`, name: 'count', regularExpressions: ['\\d+'] } }),
    lineOf({ stepDefinition: { id: 'step-1', pattern: { source: 'it happens' } } }),
    lineOf({ pickle: { id: `run-${number}`, name: 'It is run' } }),
    lineOf({ pickle: { id: `other-${number}`, name: 'It is not run' } }),
    lineOf({ testCase: { testRunStartedId: 'r', pickleId: `run-${number}`, id: `case-${number}`, testSteps: [] } }),
    lineOf({ testCaseStarted: { testCaseId: `case-${number}`, id: `start-${number}` } }),
  ];
}

it('messages of all chunks are put together in order, definitions once, and scenarios only where they ran', () => {
  mkdirSync(path.join(folder, 'messages'));
  for (const number of [1, 2]) writeFileSync(path.join(folder, messagesFile(number)), chunk(number).join(''));
  mergeMessages(folder, 2);
  const [type, step, pickle, , testCase, started] = chunk(1);
  const [, , otherPickle, , otherCase, otherStarted] = chunk(2);
  expect(gunzipSync(readFileSync(path.join(folder, 'messages.ndjson.gz'))).toString()).toBe(
    [type, step, pickle, testCase, started, otherPickle, otherCase, otherStarted].join(''),
  );
});

/** An id as cucumber draws it. */
const drawn = (number: number): string => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** What a chunk says of a feature, and of the one scenario that it runs: its ids are its own. */
function drawnChunk(number: number): string[] {
  const [feature, pickle, test] = [1, 2, 3].map((kind) => drawn(number * 10 + kind));
  return [
    lineOf({
      gherkinDocument: { feature: { name: 'A', tags: [{ id: feature }] }, comments: [], uri: 'features/a.feature' },
    }),
    lineOf({ pickle: { id: pickle, astNodeIds: [feature], name: `says "id":"${drawn(99)}"` } }),
    lineOf({ testCase: { id: test, pickleId: pickle } }),
  ];
}

it('ids are short, the same for a feature however often it is read, and of no two scenarios the same', () => {
  const place = path.join(folder, 'drawn');
  mkdirSync(path.join(place, 'messages'), { recursive: true });
  for (const number of [1, 2]) writeFileSync(path.join(place, messagesFile(number)), drawnChunk(number).join(''));
  mergeMessages(place, 2, '3-');
  const kept = gunzipSync(readFileSync(path.join(place, 'messages.ndjson.gz')))
    .toString()
    .trim()
    .split('\n');
  const name = `says "id":"${drawn(99)}"`;
  expect(kept.map((line) => JSON.parse(line) as object)).toEqual([
    { gherkinDocument: { feature: { name: 'A', tags: [{ id: '3-f1.1' }] }, comments: [], uri: 'features/a.feature' } },
    { pickle: { id: '3-1', astNodeIds: ['3-f1.1'], name } },
    { testCase: { id: '3-2', pickleId: '3-1' } },
    { pickle: { id: '3-3', astNodeIds: ['3-f1.1'], name } },
    { testCase: { id: '3-4', pickleId: '3-3' } },
  ]);
});

it('an id that nothing defines stays as it is', () => {
  const line = lineOf({ testStepStarted: { testStepId: drawn(1) } });
  expect(new ShortIds('').shorten(line)).toBe(line);
});
