import 'ts-node/register';
import { describe, expect, it } from 'vitest';
import { testPage, words } from '../../reports/fixtures/page-tests';
import { scopeDocuments } from '../../reports/tag/scope/documents';
import type { ScopedScenario, ScopeOfTesting } from '../../reports/tag/scope/scope-model';
import { chooseCells } from './cells';
import { loadKnowledge } from './checks/check-scenarios';
import { DEFECTS_FILE, readDefects } from './coverage';
import { readScenarioSources } from './features/feature-set';
import { needsOfScenarios } from './steps/scenario-needs';
import { scopeOf } from './scope-of-testing';
import { loadScope, PLANS_FOLDER } from '../../support/scope/scope';
import { readPlan } from '../../support/scope/read-plan';

/** The scope of the project's own plan of every combination: what is counted in it is counted here in another way. */
const real = await (async (): Promise<ScopeOfTesting> => {
  const scope = loadScope('.');
  const register = scope.requirements.map(({ id }) => id);
  const plan = readPlan(PLANS_FOLDER, 'migration-st', register);
  const choice = chooseCells(plan, scope.catalogue);
  const sources = await readScenarioSources('.', register);
  const { language } = await loadKnowledge('.', scope, []);
  const scenarios = sources.map(({ scenario }) => scenario);
  return scopeOf({
    scope,
    plan,
    choice,
    scenarios,
    needs: needsOfScenarios(sources, language),
    defects: readDefects(DEFECTS_FILE),
    suite: 'commit 1',
  });
})();

const [breadth, regression] = scopeDocuments(real).map(({ html }) => html());
const section = (html: string | undefined, id: string): string =>
  (html ?? '').slice((html ?? '').indexOf(`id="${id}"`)).split('</section>')[0] ?? '';

describe('Depth and Breadth', () => {
  testPage(breadth ?? '', 'Drawn from the plan and its tests, not from results.');

  it('counts in each field the scenarios that are evidence of it', () => {
    const table = section(breadth, 'breadth').split('</table>')[0] ?? '';
    const heads = [...table.matchAll(/<th scope="col"[^>]*>([^<]*)<\/th>/g)].map(([, title]) => title);
    const row = /<a href="#ST-B4">ST-B4<\/a><\/th>(.*?)<\/tr>/s.exec(table)?.[1] ?? '';
    const fields = [...row.matchAll(/<td class="number">(\d+) \/ (\d+)<\/td>/g)].map(([, a, b]) => [
      Number(a),
      Number(b),
    ]);
    // Before the combinations stand the id, the weakest evidence and the regression.
    const [, , , ...dmcs] = heads;
    expect(fields).toHaveLength(dmcs.length);
    fields.forEach((field, index) => {
      const here = real.scenarios.filter(({ runs }) =>
        runs.some((run) => [run, ...run.citedBy].some(({ dmc, phase }) => dmc === dmcs[index] && phase === 'Active')),
      );
      const count = (way: 'positive' | 'negative'): number => here.filter((one) => one[way].includes('ST-B4')).length;
      expect(field).toEqual([count('positive'), count('negative')]);
      expect(count('negative')).toBeGreaterThan(0);
    });
  });

  it('says what a stage selects in words, and counts what varies as the overview counts it', () => {
    const stages = real.stages.map((stage) => ({ ...stage, tags: 'not @volume' }));
    const [named] = scopeDocuments({ ...real, stages }).map(({ html }) => html());
    expect(words(section(named, 'overview'))).toContain('all tests of Migration ST except volume tests');
    const sums = [...section(breadth, 'axes').matchAll(/<td class="number">(\d+)<\/td>/g)].map(([, count]) =>
      Number(count),
    );
    const tests = sums.filter((_count, index) => index % 3 === 0).reduce((sum, count) => sum + count, 0);
    expect(words(section(breadth, 'overview'))).toMatch(
      new RegExp(`Tests ?${tests.toLocaleString('en-GB')} |Tests ?${tests} `),
    );
  });

  it('puts the requirement with the weakest evidence first', () => {
    const scenarios = real.scenarios.map((one) => ({ ...one, positive: one.positive.filter((id) => id !== 'ST-C1') }));
    const [weak] = scopeDocuments({ ...real, scenarios }).map(({ html }) => html());
    const [, table = ''] = section(weak, 'breadth').split('</table>');
    const groups = table.split('<tr class="rule">').slice(1);
    const strengths = groups.map((group) => /<th[^>]*>([^<]*)</.exec(group)?.[1]);
    expect(strengths).toEqual(['One direction', 'Both directions']);
    expect(groups.map((group) => group.includes('>ST-C1</a>'))).toEqual([true, false]);
  });

  it('says for each SMSO and type of installation how much is migration and how much regression', () => {
    const table = section(breadth, 'operators').split('</table>')[0] ?? '';
    const smsos = new Set(real.combinations.map(({ dmc }) => dmc.smso));
    for (const smso of smsos) expect(table).toContain(`<th scope="row" class="id">${smso}</th>`);
    expect(words(table)).toMatch(/Electricity only, no display ?FOC-03/);
    expect(words(table)).toMatch(/Migration: tests ?Migration: executions ?Regression: tests ?Regression: executions/);
  });

  it('lists each published check once under its file, those without a test first', () => {
    const checks = section(breadth, 'checks');
    for (const { code } of real.checks) expect(checks.split(`class="code id">${code}</th>`)).toHaveLength(2);
    const expected = real.scenarios.find(({ refusals, runs }) => refusals.includes('SIM-AUT-03') && runs.length > 0);
    expect(words(checks)).toMatch(new RegExp(`SIM-AUT-03 .*?${expected?.id ?? 'none'}`));
    const without = real.scenarios.map((one) => ({
      ...one,
      refusals: one.refusals.filter((code) => code !== 'SIM-AUT-05'),
    }));
    const [short] = scopeDocuments({ ...real, scenarios: without }).map(({ html }) => html());
    const first = section(short, 'checks').indexOf('SIM-AUT-');
    expect(section(short, 'checks').slice(first)).toMatch(/^SIM-AUT-05/);
  });

  it('has a version: an issued one where the scope is still that, else a draft after it', () => {
    const text = words(section(breadth, 'control'));
    const digest = /scope ([0-9a-f]{12})/.exec(text)?.[1] ?? 'none';
    expect(text).toMatch(/Draft after version 1\.0 for IOC \(8 May 2019\)/);
    const versions = real.versions.map((one) =>
      one.document === 'depth-and-breadth' && one.release === 'IOC' && one.version === '1.0'
        ? { ...one, scope: digest }
        : one,
    );
    const issued = words(scopeDocuments({ ...real, versions, suite: 'commit 2' })[0]?.html() ?? '');
    expect(issued).toContain(`Version 1.0 of 8 May 2019, unchanged (scope ${digest}).`);
    const [chosen, ...others] = real.scenarios;
    const scenarios = [...(chosen === undefined ? [] : [{ ...chosen, title: 'Another' }]), ...others];
    expect(words(scopeDocuments({ ...real, versions, scenarios })[0]?.html() ?? '')).not.toContain('unchanged (scope');
  });

  it('names every scenario of the plan once by its id, and what does not apply with its reason', () => {
    const planned = real.scenarios.filter(({ runs }) => runs.length > 0);
    const depth = section(breadth, 'depth');
    expect(planned.filter(({ id }) => depth.split(`<th scope="row" class="id">${id}</th>`).length !== 2)).toEqual([]);
    expect(words(section(breadth, 'aside'))).toContain('The combination does not have gas devices.');
  });

  it('says that a requirement of the plan has no scenario', () => {
    expect(words(section(breadth, 'overview'))).not.toContain('No scenario yet for');
    const scenarios = real.scenarios.filter(({ negative }) => !negative.includes('ST-B4'));
    const [short] = scopeDocuments({ ...real, scenarios }).map(({ html }) => html());
    expect(words(section(short, 'overview'))).toContain('No test yet for: ST-B4 (what must be refused).');
  });

  it('tells a requirement whose scenarios do not apply from one that has none', () => {
    const aside = { dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST', reason: 'It has no gas meter.' };
    const scenarios = real.scenarios.map((one) =>
      one.negative.includes('ST-B4') ? { ...one, runs: [], asides: [aside] } : one,
    );
    const [idle] = scopeDocuments({ ...real, scenarios }).map(({ html }) => html());
    const text = words(section(idle, 'overview'));
    expect(text).not.toContain('No test yet for: ST-B4');
    expect(text).toContain('none of which applies to a Test Phase of this plan: ST-B4 (what must be refused).');
  });

  it('says which service requests each role may send', () => {
    const text = words(section(breadth, 'service-requests'));
    expect(text).toMatch(
      /4\.1\.1 ?Read Instantaneous Import Registers ?ESME[^,]*, GSME[^,]*, GPF.*? ?yes ?yes ?no ?yes ?yes ?no/,
    );
  });

  it('holds the comments of TAG, and says whether a disagreement was referred', () => {
    const text = words(section(breadth, 'comments'));
    expect(text).toContain('1 disagreement was referred to the Secretary of State.');
    const [none] = scopeDocuments({ ...real, comments: [] }).map(({ html }) => html());
    expect(words(section(none, 'comments'))).toContain('TAG has made no comment on this document');
  });

  it('says on every page when combinations or phases were left out by hand', () => {
    const [informal] = scopeDocuments({ ...real, formal: false }).map(({ html }) => html());
    expect(informal).toMatch(/@top-left \{\s*content: "Informal:/);
    expect(breadth).not.toContain('class="notice"');
  });
});

describe('Regression Scope', () => {
  testPage(regression ?? '', 'Drawn from the plan and its tests, not from results.');

  const [first, second, third] = real.scenarios;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('The project has no scenarios.');
  const chosen: ScopedScenario = { ...first, regression: true, positive: ['ST-A1'], negative: [] };
  const fault: ScopedScenario = { ...second, regression: true, negative: ['ST-B4'], severity: 'critical' };
  const full: ScopedScenario = {
    ...third,
    regression: false,
    feature: 'Schedules go on',
    featurePath: 'features/full-system-regression/schedules.feature',
  };
  const html = scopeDocuments({ ...real, scenarios: [chosen, fault, full] })[1]?.html();

  it('lists as left to the full run what the plan is to show, and nothing else', () => {
    expect(words(section(regression ?? '', 'omitted'))).not.toMatch(/none of them in the subset:[^.]*D[UT]-/);
  });

  it('names the scenarios of the subset and of the full system regression, each with why it is in', () => {
    const subset = words(section(html, 'subset'));
    expect(subset).toContain(`${chosen.id} `);
    expect(subset).toContain('Main flow of ST-A1');
    expect(subset).toMatch(/Damaging failure of ST-B4 ?, severity 2/);
    expect(subset).not.toContain(`${full.id} `);
    expect(words(section(html, 'full-system'))).toMatch(/what worked before must still work\. Schedules go on /);
  });

  it('says what it would notice, by requirement and by what a proof found', () => {
    const counts = { found: 2, missed: 1, 'timed out': 0, 'not met': 0, equivalent: 0 };
    const proof = {
      tool: 'prove',
      command: 'npm run prove',
      startedAt: '2026-11-20T01:00:00.000Z',
      finishedAt: '2026-11-20T02:00:00.000Z',
      seeds: ['1'],
      commit: 'commit 1',
      tried: 3,
      findings: [],
      standing: 'this build',
      changed: [],
      counts,
      areas: [],
      requirements: [],
      found: [
        { id: 's1sp-ignores-whitelist', by: [fault.id] },
        { id: 'mcc-ignores-password', by: ['ST-X9-99'] },
      ],
      open: [],
    } as const;
    const runs = [{ dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST', citedBy: [] }];
    const scenarios = [chosen, { ...fault, positive: [], runs }, full];
    const shown = words(section(scopeDocuments({ ...real, scenarios, detection: [proof] })[1]?.html(), 'notice'));
    expect(shown).toMatch(/ST-B4 ?Whitelist reading.*? ?0 ?1 ?\d+ ?that it is no longer refused/);
    expect(words(section(html, 'notice'))).toContain('No proof is attached to this document');
    expect(shown).toContain('the suite found 2 of 3 seeded defects, and tests of the regression at least 1 of these');
    expect(shown).toContain('mcc-ignores-password: found by ST-X9-99');
    expect(shown).not.toContain('s1sp-ignores-whitelist: found by');
  });

  it('says of a scenario that the plan does not run whether it does not apply or is left out', () => {
    const place = { dmc: 'IOC-01', phase: 'Active', stage: 'Migration ST' } as const;
    const aside = { ...place, reason: 'It has no gas meter.' };
    const told = (changes: Partial<ScopedScenario>): string =>
      words(section(scopeDocuments({ ...real, scenarios: [{ ...chosen, ...changes }] })[1]?.html(), 'subset'));
    expect(told({ runs: [], asides: [aside] })).toContain('Does not apply to any Test Phase of this plan.');
    expect(told({ runs: [], asides: [] })).toContain('Not in this plan.');
    expect(told({ runs: [{ ...place, citedBy: [] }], asides: [aside] })).not.toMatch(
      /Does not apply to any cell|Not in this plan\./,
    );
  });

  it('owns up to what there is none of', () => {
    const none = scopeDocuments({ ...real, scenarios: [{ ...first, regression: false }] })[1]?.html();
    expect(words(none ?? '')).toContain('No test is tagged for the functional end-of-cycle regression.');
    expect(words(none ?? '')).toContain('There is no test of the full system regression.');
  });
});
