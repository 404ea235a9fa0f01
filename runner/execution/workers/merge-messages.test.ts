import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { mergeMessages } from './merge-messages';
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
