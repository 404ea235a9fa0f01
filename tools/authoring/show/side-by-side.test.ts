import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execution } from '../../../runner/fixtures/builders';
import { NORMALISED_TRANSCRIPT } from '../../../support/evidence/normalise';
import { besideMarkup } from './beside-markup';
import { keepLastGood, lastGoodOf, transcriptOf } from './last-good';
import { sideBySide } from './side-by-side';
import { besideLine, besideLines } from './terminal';

const BETWEEN = '\n~~~\n';
const ORDER = '<time-1> SMSO -> WAN: Order\n{"iccid":"<number-1>"}';
const ACKNOWLEDGED = '<time-1> WAN -> SMSO: Acknowledgement\n{"result":"done"}';
const CHECK = '<time-2> S1SP -> Device: Check\n{"device":"<eui-1>"}';
const GOOD = [ORDER, ACKNOWLEDGED, CHECK].join(BETWEEN);

/** Without the numbers of names. */
const plain = (text: string): string => text.replaceAll(/-\d>/g, '>');

const against = (...now: readonly string[]): ReturnType<typeof sideBySide> =>
  sideBySide({ run: 'scenario-1-0007', transcript: GOOD }, now.join(BETWEEN));

describe('a run beside the last in which the scenario passed', () => {
  it('is the same, whatever the numbers of names', () => {
    const beside = against(ORDER, ACKNOWLEDGED, CHECK.replace('<eui-1>', '<eui-2>'));
    expect(beside).toMatchObject({ same: 3, rows: [] });
    expect(besideLines(beside)).toEqual([
      '  Every message is as in the last run in which it passed (scenario-1-0007): look for what the scenario itself says otherwise.',
    ]);
    // Of one that has passed there is nothing to look for.
    expect(besideLines(beside, true)).toEqual([
      '  Every message is as in the last run in which it passed (scenario-1-0007).',
    ]);
    expect(besideMarkup(beside)?.source).toContain('Every message is as in the last run');
  });

  it('lays what changed beside what it was', () => {
    const refused = ACKNOWLEDGED.replace('done', 'refused');
    const beside = against(ORDER, refused, CHECK);
    expect(beside).toMatchObject({ same: 2, rows: [{ good: plain(ACKNOWLEDGED), now: plain(refused) }] });
    const page = besideMarkup(beside)?.source;
    expect(page).toContain('<del>done</del>');
    expect(page).toContain('<ins>refused</ins>');
    expect(besideLines(beside).at(-1)).toBe('    changed: <time> WAN -> SMSO: Acknowledgement');
  });

  it('names what is lacking and what is new', () => {
    const other = '<time-2> S1SP -> DCO: Validation\n{}';
    const beside = against(ORDER, ACKNOWLEDGED, other);
    expect(beside.rows).toEqual([{ good: plain(CHECK) }, { now: plain(other) }]);
    expect(besideLines(beside).slice(1)).toEqual([
      '    lacking: <time> S1SP -> Device: Check',
      '    new: <time> S1SP -> DCO: Validation',
    ]);
    expect(besideLine(beside)).toEqual([
      '  Messages unlike those of the last run in which it passed (scenario-1-0007): 1 lacking, 1 new; the page shows them.',
    ]);
    expect(besideLine(against(ORDER, ACKNOWLEDGED, CHECK))).toEqual(besideLines(against(ORDER, ACKNOWLEDGED, CHECK)));
    expect(against(ORDER).rows).toEqual([{ good: plain(ACKNOWLEDGED) }, { good: plain(CHECK) }]);
  });
});

describe('the last good run', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'last-good-'));
    writeFileSync(path.join(folder, 'transcript.txt'), GOOD);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const evidence = [{ title: NORMALISED_TRANSCRIPT, mediaType: 'text/plain', path: 'transcript.txt' }];

  it('is that of the same scenario in the same stage, combination and Test Phase', () => {
    const store = path.join(folder, 'store');
    const passed = execution('passed', { evidence });
    const { id } = passed;
    keepLastGood(store, [passed], folder);
    const kept = { run: path.basename(folder), transcript: GOOD };
    expect(lastGoodOf(store, execution('failed', { id }))).toEqual(kept);
    expect(lastGoodOf(store, execution('failed', { id, phase: 'Mixed' }))).toBeUndefined();
    expect(lastGoodOf(store, execution('failed', { id, stage: 'Another' }))).toBeUndefined();
    // One that was rewritten since is another scenario.
    const said = {
      text: 'Given an installation',
      kind: 'step',
      status: 'passed',
      durationMs: 1,
      evidence: [],
    } as const;
    expect(lastGoodOf(store, execution('failed', { id, steps: [said] }))).toBeUndefined();
  });

  it('is kept of what passed and left its messages, and of nothing else', () => {
    const store = path.join(folder, 'store');
    keepLastGood(store, [execution('failed', { evidence }), execution('passed')], folder);
    expect(lastGoodOf(store, execution('passed'))).toBeUndefined();
    expect(transcriptOf(execution('passed'), folder)).toBeUndefined();
  });
});
