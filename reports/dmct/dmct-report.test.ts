import { describe, expect, it } from 'vitest';
import { dmctRun, SAMPLE_DECISION, SAMPLE_PROVING_PACK } from '../fixtures/dmct';
import { attributes, testPage, words } from '../fixtures/page-tests';
import { ALL_OUTCOMES } from '../fixtures/sample';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import { toAllure } from '../allure/results';
import type { RunResult } from '../record/result-model';
import { documentsOf } from '../tag/documents';

const context = { allure: true, signedWith: undefined };
const page = (run: RunResult): string => documentsOf(run, context, SAMPLE_SCOPE)[0]?.html() ?? '';

describe.each([
  ['that rests on a decision', dmctRun(SAMPLE_DECISION)],
  ['that rests on a pack', dmctRun(SAMPLE_PROVING_PACK)],
  ['with every outcome', dmctRun(SAMPLE_PROVING_PACK, ALL_OUTCOMES, 'I1')],
])('the report of a run %s', (_name, run) => {
  testPage(page(run), 'Simulated system. Fictitious Device Model Combinations.');
});

describe('what the report says', () => {
  it('is the one document of its run', () => {
    expect(documentsOf(dmctRun(SAMPLE_DECISION), context, SAMPLE_SCOPE).map(({ file }) => file)).toEqual([
      'tag/dmct-report.html',
    ]);
  });

  it('names on page one the decision that the release rests on', () => {
    const text = words(page(dmctRun(SAMPLE_DECISION)));
    const [first] = text.split('What was tested');
    for (const said of ['A recorded decision.', 'SEC Panel, 2020-03-27', 'Decision 12']) expect(first).toContain(said);
  });

  it('names on page one the pack, its signer and its digest, and lists in what the two runs differ', () => {
    const text = words(page(dmctRun(SAMPLE_PROVING_PACK)));
    const [first] = text.split('What was tested');
    const facts = ['release-1-0007', 'signed by the migration test manager', 'ab'.repeat(32), 'cd'.repeat(32)];
    for (const said of facts) expect(first).toContain(said);
    expect(text).toContain('suite 0.1.0 (commit 0000000) 0.1.0 (commit 36edf99)');
  });

  it('says of a service request that came otherwise that the exchange is not shown', () => {
    const text = words(page(dmctRun(SAMPLE_DECISION, {}, 'I1')));
    expect(text).toMatch(/Not shown The subset of service requests .* 1 of them answered as expected/);
    expect(text).toContain('4.1.1 Read Instantaneous Import Registers of the GSME by IS+GS brought response I1');
    expect(words(page(dmctRun(SAMPLE_DECISION)))).not.toContain('Not shown The subset');
  });

  it('has the anchors that Allure links to', () => {
    const run = dmctRun(SAMPLE_DECISION);
    const ids = attributes(page(run), 'id');
    const links = run.executions.flatMap((one) => toAllure(one, run).test.links);
    const targets = links.flatMap(({ url, type }) => (type === 'requirement' ? [url.split('#')] : []));
    expect(new Set(targets.map(([file]) => file))).toEqual(new Set(['../tag/dmct-report.html']));
    expect(targets.filter(([, id = '']) => !ids.includes(id))).toEqual([]);
  });
});
