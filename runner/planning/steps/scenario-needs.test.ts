import 'ts-node/register';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { readScenarioSources } from '../features/feature-set';
import { loadSteps } from './load-steps';
import { needsOfScenarios } from './scenario-needs';
import { StepLanguage } from './step-language';

let language: StepLanguage;

beforeAll(async () => {
  language = StepLanguage.of((await loadSteps('.')).library);
});

describe('what a step needs', () => {
  it.each<[string, string[]]>([
    ['an installation', []],
    ['an installation whose gas meter runs firmware other than declared', []],
    ['an installation without WAN', ['lab']],
    ['an installation whose gas meter refuses new keys', ['lab']],
    ['its migration is authorised', []],
    ['23 hours pass', ['response-times']],
    ['25 hours pass', []],
    ['11 days pass', ['virtual-time']],
    ['it is 29 February 2020', ['lab', 'virtual-time']],
    ['an authorisation for 2 installations, the second with an MPAN that is registered to another supplier', ['lab']],
    ['an authorisation for 2 installations, the second with no gas supplier', []],
    ['the DCO Viable Installations File does not reach the S1SP', ['interception']],
    ['the supplier signs in to the portal', ['browser']],
    ['the supplier wants three installations migrated on the first open day', ['own-system']],
    ['the demand file is rejected with "SIM-DEM-04"', []],
    ['the gas supplier has received one schedule notification', ['own-system']],
    ['the portal shows no installation', ['browser', 'own-system']],
    ['every one of them is answered correctly and within its target time', ['response-times']],
  ])('"%s" needs %j', (text, needs) => {
    expect(language.fitting(text)).toHaveLength(1);
    expect([...language.needsOf(text)]).toEqual(needs);
  });
});

describe('what a scenario needs', () => {
  it('is what its steps need together, each with the first step that does', async () => {
    const sources = await readScenarioSources('.', requirementIds(loadScope('.')));
    const needs = needsOfScenarios(sources, language);
    expect(needs.size).toBe(sources.length);
    for (const { scenario, pickle } of sources) {
      const all = new Set(pickle.steps.flatMap(({ text }) => [...language.needsOf(text)]));
      const own = needs.get(scenario.id) ?? [];
      expect(new Set(own.map(({ need }) => need))).toEqual(all);
      for (const { need, step } of own) {
        expect(pickle.steps.find(({ text }) => language.needsOf(text).has(need))?.text).toBe(step);
      }
    }
  });
});
