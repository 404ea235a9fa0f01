import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attributes, testPage, words } from '../fixtures/page-tests';
import { manyCells } from '../fixtures/many-cells';
import { releaseRun } from '../fixtures/release';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import { sampleSince } from '../fixtures/since';
import type { RunResult } from '../record/result-model';
import { shortened } from '../text';
import { expandFirstUses } from './first-use';
import { completionReportHtml } from './document';
import { completionReport } from './document-model';

const page = (run: RunResult, allure = true): string =>
  completionReportHtml(completionReport(run, { allure, signedWith: undefined }, undefined));
const samples: readonly [string, RunResult][] = [
  ['a run that met its criteria', sampleRun()],
  ['a run with every outcome', sampleRun(ALL_OUTCOMES)],
  ['a run of many cells', manyCells()],
  ['a run of a whole Test Phase', wholePhaseRun()],
  ['a run of a whole release plan', releaseRun()],
  ['an empty run', { ...sampleRun(), executions: [], criteria: [], requirements: [], notRun: [], cells: [] }],
];

describe.each(samples)('the page of %s', (_name, run) => {
  testPage(page(run), 'Simulated system. Fictitious Device Model Combinations.');
});

describe('what the page says', () => {
  const all = sampleRun(ALL_OUTCOMES);

  it('shows each of the seven outcomes with its reason', () => {
    const text = words(page(all));
    for (const label of [
      'Passed',
      'Failed',
      'Known issue',
      'Does not apply',
      'Not run here',
      'Blocked',
      'Incomplete',
    ]) {
      expect(text).toContain(label);
    }
    for (const { reason } of Object.values(ALL_OUTCOMES)) {
      expect(text).toContain((reason ?? '').replaceAll('"', '&quot;'));
    }
  });

  it('says what is otherwise than in the run before, with the digest of its pack, where one was known', () => {
    const since = { ...sampleSince(all), pack: 'ab'.repeat(32) };
    const text = words(page({ ...all, since }));
    for (const said of ['Since the previous run', 'Worse: ', 'Better: ', 'Silently changed: ', 'ab'.repeat(32)]) {
      expect(text).toContain(said);
    }
    expect(words(page(all))).toContain('First run: no earlier run of this plan and scope was known');
  });

  it('gives every requirement, in the plan or not, the anchor that Allure links to', () => {
    const ids = attributes(page(all), 'id');
    expect(all.requirements.map((one) => one.id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('says beside a requirement what did not pass, and what does not apply', () => {
    const html = page(all);
    const coverage = words(html.slice(html.indexOf('id="traces"')).split('</section>')[0] ?? '');
    expect(coverage).toContain('Does not apply: ST-B3-01');
    expect(coverage).toContain('Passed in 0 of 1: ST-B4-03');
    expect(coverage).not.toContain('ST-B4-01 (');
  });

  it('names the gaps', () => {
    expect(words(page(sampleRun()))).toContain('There is no gap.');
    expect(words(page(all))).toMatch(/Gaps: ST-A3 , ST-A6 , ST-B3 , ST-C2/);
  });

  it('tells a failure: where, what was expected, what came, its evidence and how to repeat it', () => {
    const html = page(all);
    const detail = words(html.slice(html.indexOf('id="detail--ST-B4-03'), html.indexOf('id="detail--ST-C2-02')));
    expect(detail).toContain('The whitelist of the communications hub must match');
    expect(detail).toContain('At the step Then the migration stops with &quot;SIM-WHL-02&quot;');
    expect(detail).toMatch(/Expected ?what the test says ?Observed ?no answer from the electricity meter/);
    expect(detail).toContain('Party S1SP');
    expect(detail).toContain('Cause C-403');
    expect(detail).toContain('evidence/ST-B4-03/9-audit-trail.txt');
    expect(detail).toContain('npm run scenario -- ST-B4-03');
  });

  it('tells each fault with its effect, severity, owner and tests, on page one in a sentence', () => {
    const html = page(all);
    const text = words(html);
    expect(text).toContain('1 execution failed and 1 failed as known, from 2 causes');
    const sentence = expandFirstUses(
      `<p>${shortened(all.causes[0]?.sentence ?? '', 150).replaceAll('"', '&quot;')}</p>`,
    );
    const [first = ''] = html.split('id="recommendation"');
    expect(words(first)).toContain(`C-403${words(sentence)}Effect: Consumers would feel a failure of`);
    const fault = words(html.slice(html.indexOf('id="cause--C-403"')).split('</article>')[0] ?? '');
    expect(fault).toMatch(
      /Effect on consumers ?Consumers would feel .* Severity ?\d .* Expected \(ST-B4-03\) ?what the test says ?Observed ?no answer /,
    );
    expect(fault).toMatch(/Owner ?S1SP, by the audit trail; to be confirmed ?Re-test ?npm run scenario -- ST-B4-03/);
    expect(words(page(sampleRun()))).toContain('No test failed.');
  });

  it('gives no fault a severity that is less grave than what the criteria count', () => {
    const failed = sampleRun({ 'ST-B4-03': { outcome: 'failed', reason: 'no answer' } });
    const grave = failed.executions.map((one) =>
      one.id === 'ST-B4-03' ? { ...one, severity: 'blocker' as const } : one,
    );
    expect(words(page({ ...failed, executions: grave }))).toMatch(/Severity 1; 1 test\./);
  });

  it('says on every page when criteria are not met, the run is incomplete or it is informal', () => {
    const failed = page(sampleRun({ 'ST-B4-03': { outcome: 'failed', reason: 'no answer' } }));
    expect(failed).toMatch(/@top-left \{\s*content: "Criteria not met\./);
    expect(page(all)).toMatch(/@top-left \{\s*content: "Run incomplete:/);
    const met = sampleRun();
    const informal = page({ ...met, run: { ...met.run, formal: false } });
    expect(informal).not.toContain('class="verdict verdict-met"');
    expect(informal).toMatch(/@top-left \{\s*content: "Informal run:/);
    expect(words(informal)).toContain('an informal run is not signed off.');
    expect(page(met)).not.toContain('class="notice"');
  });

  it('owns up to planned executions of which it holds no result', () => {
    const run = sampleRun();
    expect(words(page(run))).toContain('Every planned execution was carried out.');
    const short = words(page({ ...run, executions: run.executions.slice(2) }));
    expect(short).toContain('The run holds no result of 2 planned executions.');
    const none = words(page({ ...run, executions: [] }));
    expect(none).toContain('Nothing was executed');
    expect(none + short + words(page(all))).not.toContain('Every planned execution was carried out.');
  });

  it('says once of a scenario that it shows nothing, in however many stages', () => {
    const run = sampleRun({ 'ST-A1-90': { outcome: 'not-run-here', reason: 'This environment has no browser.' } });
    const again = run.executions
      .filter(({ id }) => id === 'ST-A1-90')
      .map((one) => ({ ...one, stage: 'Regression, set 1' }));
    const html = page({ ...run, executions: [...run.executions, ...again] });
    const section = html.slice(html.indexOf('id="not-run"')).split('</section>')[0] ?? '';
    expect(section.split('This environment has no browser.')).toHaveLength(2);
    expect(words(section)).toContain('1 test does not apply, or came to no result');
  });

  it('counts what does not apply beside the executions and the refusals, never among them', () => {
    const run = sampleRun();
    const fault = run.executions.find(({ negative }) => negative.length > 0);
    if (fault === undefined) throw new Error('The sample makes no fault.');
    const faults = run.executions.filter(({ negative }) => negative.length > 0).length;
    const text = words(page(sampleRun({ [fault.id]: { outcome: 'does-not-apply', reason: 'It has no gas meter.' } })));
    expect(text).toContain(`${faults - 1} tests of this run are negative ones; in ${faults - 1} of them`);
    const area = run.executions.filter(({ area: name }) => name === fault.area).length;
    expect(text).toContain(`${area - 1} executions, ${area - 1} of them passed. Beside them 1 does not apply.`);
  });

  it('counts every area in one table, and what was not run to the end apart', () => {
    const run = sampleRun(ALL_OUTCOMES);
    const count = (...outcomes: string[]): number =>
      run.executions.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const aside = count('does-not-apply');
    const open = count('not-run-here', 'blocked', 'incomplete');
    const fields = [run.executions.length - aside, count('passed'), count('failed'), count('known-issue'), open, aside];
    expect(open).toBeGreaterThan(0);
    const total = page(run).split('<tfoot>')[1]?.split('</tfoot>')[0] ?? '';
    expect([...total.matchAll(/<td class="number">(\d+)<\/td>/g)].map(([, field]) => Number(field))).toEqual(fields);
  });

  it('shows nothing as demonstrated by an environment that had no cell', () => {
    const run = sampleRun();
    const idle = {
      environment: 'elsewhere',
      assigned: [],
      executions: 0,
      demonstrated: true,
      note: 'Nothing ran there.',
    };
    const text = words(page({ ...run, environments: [...run.environments, idle] }));
    expect(text).toMatch(/elsewhere ?no Test Phase of this run ?0 ?Nothing to show/);
  });

  it('keeps what was not run apart from what is not in the plan', () => {
    const run = sampleRun({ 'ST-A1-90': { outcome: 'not-run-here', reason: 'This environment has no browser.' } });
    const unrun = run.executions
      .filter((one) => one.id === 'ST-A1-90')
      .map((one) => ({ what: `${one.id} ${one.title}`, why: one.reason ?? '' }));
    const html = page({ ...run, notRun: [...unrun, ...run.notRun] });
    const section = (id: string): string => html.slice(html.indexOf(`id="${id}"`)).split('</section>')[0] ?? '';
    expect(section('not-run')).toContain('ST-A1-90');
    expect(section('not-in-plan')).not.toContain('ST-A1-90');
    expect(section('not-in-plan')).toContain('Full system regression');
  });

  it('never recommends an entry in the EPCL', () => {
    const text = words(page(sampleRun()));
    expect(text).toContain('EPCL (Eligible Product Combinations List): No recommendation.');
    expect(text).toContain('It is not a recommendation, and nothing may be entered in the EPCL because of it.');
    expect(text).toContain('to advise that this part of the testing is complete');
    expect(words(page(all))).toContain('to note that the run is incomplete');
  });

  it('explains the codes that the scenarios name, and owns up to one that is not published', () => {
    const text = words(page(sampleRun()));
    expect(text).toMatch(/SIM-AUT-11 The MPAN&#39;s format or check digit is wrong MODEL/);
    const run = sampleRun();
    const unknown = run.executions.map((one) => ({ ...one, title: `${one.title} with SIM-XYZ-99` }));
    expect(words(page({ ...run, executions: unknown }))).toContain('SIM-XYZ-99 Not in the published tables.');
  });

  it('shows for each published code what provoked it, that nothing did, or why nothing can', () => {
    const html = page(sampleRun());
    const section = words(html.slice(html.indexOf('id="codes"')).split('</section>')[0] ?? '');
    expect(section).toContain(
      '1 of the 2 published codes that could have come were provoked; for 1 further one the table says why nothing can.',
    );
    expect(section).toMatch(/SIM-WHL-02 The hub&#39;s whitelist .* an installation ST-B4-03 ?ST-B4-04/);
    expect(section).toMatch(
      /SIM-COM-01 The communications hub does not answer ?MODEL an installation Could have come, and did not/,
    );
    const silent = sampleRun();
    const unasked = silent.codes.map((one) => (one.code === 'SIM-COM-01' ? { ...one, code: 'SIM-COM-09' } : one));
    expect(words(page({ ...silent, codes: unasked }))).toMatch(/SIM-COM-09 The communications hub .* Not in this run/);
    expect(section).toMatch(/SIM-COM-03 .* Excepted ?Nothing has gas here\./);
    expect(section).toMatch(
      /DSP E19 Answer: the device is not known to the inventory ?SOURCED: DUIS response codes a request ST-C1-02/,
    );
  });

  it('claims no simulation of an environment that is not one', () => {
    const run = sampleRun();
    const real = words(page({ ...run, run: { ...run.run, simulated: false, environment: 'uit-a' } }));
    expect(real).not.toContain('Simulated system');
    expect(real).toContain('Evidence from the environment &quot;uit-a&quot;');
  });

  it('links to the Allure report only when there is one', () => {
    expect(page(all, true)).toContain('../allure/index.html');
    expect(page(all, false)).not.toContain('../allure/index.html');
  });

  it('takes every text of the record as text', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'</style><script>';
    const run = JSON.parse(
      JSON.stringify(all, (key, value: unknown) =>
        typeof value === 'string' && !['outcome', 'verdict', 'result', 'status', 'kind', 'severity'].includes(key)
          ? `${value}${hostile}`
          : value,
      ),
    ) as RunResult;
    const html = page(run);
    expect(html).not.toMatch(/<img|<script/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('colours', () => {
  const css = readFileSync(resolve(__dirname, '../templates/documents.css'), 'utf8');
  const luminance = (colour: string): number => {
    const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = channels.map((one) =>
      one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const variables = [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => ({
    name,
    colour,
  }));

  it.each(variables.filter(({ name }) => !['line', 'wash'].includes(name)))(
    'the text colour $name stands out from white, from shaded rows and from the row that a link leads to',
    ({ colour }) => {
      for (const background of ['#ffffff', '#f4f6f8', '#fff4cf']) {
        expect(contrast(colour, background)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('the banner and the verdicts stand out from their own grounds', () => {
    for (const [text, ground] of [
      ['#5f3000', '#fdf3e3'],
      ['#a4161a', '#fdf3e3'],
      ['#0b6b3a', '#eaf6ef'],
      ['#a4161a', '#fdeeee'],
      ['#8a1f5c', '#fbeef5'],
    ] as const) {
      expect(css).toContain(ground);
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
