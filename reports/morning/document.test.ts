import { describe, expect, it } from 'vitest';
import type { Forensics } from '../forensics/forensics-model';
import { testOneWord } from '../fixtures/page-tests';
import { releaseRun } from '../fixtures/release';
import { ALL_OUTCOMES, sampleRun } from '../fixtures/sample';
import { sampleSince } from '../fixtures/since';
import type { RunResult } from '../record/result-model';
import { sinceSentences } from '../since-words';
import { jobSummary } from '../summary/job-summary';
import { morningPage } from './document';

const context = { reports: [{ name: 'Allure', path: 'allure/index.html' }], evidence: () => undefined };
const htmlOf = (run: RunResult): string => morningPage(run, context).html();

function withSince(run: RunResult, changes: Partial<RunResult> = {}): RunResult {
  return { ...run, since: sampleSince(run), ...changes };
}

describe.each([
  ['a run with every outcome', withSince(sampleRun(ALL_OUTCOMES))],
  ['a run of a whole release plan', releaseRun(300)],
])('the morning page of %s', (_name, run) => {
  testOneWord(htmlOf(run));
});

describe('what is said since the run before', () => {
  it('is three sentences, with what is inconsistent', () => {
    expect(sinceSentences(withSince(sampleRun()))).toEqual({
      against:
        'Against first-1-0001 (27 November 2026, 02:00 UTC, met); changed since then: dcc-like-system 0.1.0+sha256:bbbbbbbbbbbb:',
      worse:
        'Worse: 1 new failure, 1 that fails otherwise than before, 1 no longer accepted as a known issue, 1 without a result that had one.',
      better: 'Better: 1 mended, 1 with a result again (1 inconsistent: otherwise before on the same build).',
      silentlyChanged: `Silently changed: 1 test, of ${sampleRun().executions.length} whose transcripts could be compared.`,
    });
  });

  it('names the cause of the new failures where it is one, and how many there are else', () => {
    const run = sampleRun(ALL_OUTCOMES);
    const [one] = run.executions.filter(({ failure }) => failure?.cause !== undefined);
    if (one === undefined) throw new Error('nothing failed');
    const { id, stage, dmc, phase } = one;
    const changes = [{ kind: 'new failure' as const, id, stage, dmc, phase }];
    const since = { ...sampleSince(run), changes };
    expect(sinceSentences({ ...run, since })?.worse).toBe(
      `Worse: 1 new failure, of one cause (${one.failure?.cause}).`,
    );
  });

  it('says how many tests a repetition leaves to the run before it', () => {
    const whole = sampleRun();
    const executions = whole.executions.map((one, index) =>
      index < 12 ? { ...one, outcome: 'not-run-here' as const } : one,
    );
    const since = { ...sampleSince(whole), changes: [] };
    const repeated = { ...whole.run, continues: [{ run: 'first-1-0001', executions: 0, how: 'On another build.' }] };
    expect(sinceSentences({ ...whole, run: repeated, executions, since })?.worse).toBe(
      'Worse: nothing; 12 not run here and not compared.',
    );
  });

  it('is that nothing changed, or that it cannot be known', () => {
    const run = sampleRun();
    const since = { ...sampleSince(run), changes: [], transcripts: 0, differences: [] };
    expect(sinceSentences({ ...run, since })).toEqual({
      against: 'Against first-1-0001 (27 November 2026, 02:00 UTC, met), on the same build, environment and seed:',
      worse: 'Worse: nothing.',
      better: 'Better: nothing.',
      silentlyChanged: 'Silently changed: not known, since no transcripts could be compared.',
    });
    expect(sinceSentences(run)).toBeUndefined();
  });
});

describe('the morning page', () => {
  it('begins with what is worse, better and silently changed, before its contents', () => {
    const html = htmlOf(withSince(sampleRun(ALL_OUTCOMES)));
    const places = ['Worse: ', 'Better: ', 'Silently changed: ', 'class="contents"'].map((text) => html.indexOf(text));
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
    expect(places.every((place) => place > 0)).toBe(true);
  });

  it('tells each cause with a failure that stands for it, its command and the sequence of its messages', () => {
    const run = withSince(sampleRun(ALL_OUTCOMES));
    const failing = run.executions.find(({ failure }) => failure?.cause === run.causes[0]?.id);
    if (failing === undefined) throw new Error('nothing failed');
    const drawn = { ...failing, evidence: [{ title: 'Sequence', mediaType: 'image/svg+xml', path: 'evidence/a.svg' }] };
    const executions = run.executions.map((one) => (one === failing ? drawn : one));
    const picture = '<svg aria-labelledby="sequence-title"><title id="sequence-title">S</title></svg>';
    const html = morningPage({ ...run, executions }, { ...context, evidence: () => picture }).html();
    expect(html).toContain(`<code>${failing.reproduce}</code>`);
    expect(html).toContain(`<title id="title-${failing.id}">`);
    expect(html).toContain('href="evidence/a.svg"');
  });

  it('says so where no earlier run is known', () => {
    expect(htmlOf(sampleRun())).toContain('No earlier run of this plan over these combinations is known here');
  });

  it('says of new failures that were repeated what they depend on, first in a sentence', () => {
    const run = withSince(sampleRun(ALL_OUTCOMES));
    const trial = { seed: '7', environment: 'embedded', outcome: 'failed' } as const;
    const place = { id: 'ST-A1-01', dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST' };
    const repeated: Forensics['repeated'] = [
      { ...place, depends: 'by order', trials: [{ ...trial, how: 'in company', before: 3 }], command: 'npm run x' },
      { ...place, trials: [], command: 'npm run y' },
    ];
    const forensics = { run: run.run.id, at: '2026-11-29T02:00:00.000Z', failures: 9, repeated };
    const sentence = 'Repeated: 2 of 9 new failures: 1 by order, 1 not known.';
    const html = morningPage(run, { ...context, forensics }).html();
    expect(html.indexOf(sentence)).toBeGreaterThan(html.indexOf('Silently changed: '));
    expect(html.indexOf(sentence)).toBeLessThan(html.indexOf('class="contents"'));
    expect(html).toContain(
      'fails after the 3 that its worker had run before it.<span class="source">ST-A1-01 (IOC-01 Active)</span><span class="source"><code>npm run x',
    );
    expect(jobSummary(run, forensics)).toContain(`- ${sentence}`);
    expect(htmlOf(run)).not.toContain('Repeated: ');
  });

  it('stays small, however much has changed', () => {
    const run = releaseRun(3_000);
    const changes = run.executions.map(({ id, stage, dmc, phase }) => ({
      kind: 'silently changed' as const,
      id,
      stage,
      dmc,
      phase,
    }));
    const html = htmlOf({ ...run, since: { ...sampleSince(run), changes } });
    expect(Buffer.byteLength(html)).toBeLessThan(200_000);
    expect(html).toContain(`further tests: see “since” in result.json`);
  });
});
