import { describe, expect, it } from 'vitest';
import { explore, type Exploration, type Finding } from './explore';
import type { ExploredScenario } from './gherkin';
import type { Learnt } from './learnt';

const LEARNT: Learnt = {
  refusals: [
    {
      given: 'a migrated installation',
      act: 'another supplier asks the electricity meter for its balance',
      then: ['the request is answered with "E4"'],
    },
    { given: 'an authorisation with no rows', act: 'the supplier submits it', then: ['it is rejected'] },
  ],
  configurations: [],
  truths: ['the inventory shows the electricity meter as commissioned'],
  endings: [
    { variation: 'whose whitelist is empty', ending: 'the migration stops at the whitelist with "SIM-WHL-01"' },
  ],
};

/** Explores a system that fails wherever a scenario fits all of these. */
async function exploration(
  steps: number,
  seed: string,
  ...weak: RegExp[]
): Promise<Exploration & { readonly seen: ExploredScenario[] }> {
  const seen: ExploredScenario[] = [];
  const run = async (scenario: ExploredScenario): Promise<string | undefined> => {
    seen.push(scenario);
    return weak.length > 0 && weak.every((pattern) => pattern.test(scenario.feature)) ? 'It broke.' : undefined;
  };
  const told: Finding[] = [];
  const result = await explore(steps, seed, LEARNT, run, (finding) => told.push(finding));
  expect(told).toEqual(result.findings);
  return { ...result, seen };
}

describe('explore', () => {
  it('makes up scenarios until so many steps have been taken, the same for the same seed', async () => {
    const one = await exploration(300, '1');
    expect(one.steps).toBeGreaterThanOrEqual(300);
    expect(one.findings).toEqual([]);
    expect(one.scenarios).toBe(one.seen.length);
    expect((await exploration(300, '1')).seen).toEqual(one.seen);
    expect((await exploration(300, '2')).seen).not.toEqual(one.seen);
  });

  it('does what is possible: an installation is made before it is authorised, and authorised once', async () => {
    const { seen } = await exploration(2_000, '1');
    for (const { feature } of seen) {
      const authorised = [...feature.matchAll(/the migration of the (\w+) installation is authorised/g)].map(
        ([, which]) => which,
      );
      expect(new Set(authorised).size).toBe(authorised.length);
      const made = feature.indexOf('installation');
      expect(made).toBeLessThan(!feature.includes('is authorised') ? Infinity : feature.indexOf('is authorised'));
    }
    expect(seen.some(({ feature }) => feature.includes('And the migration of the second installation'))).toBe(true);
  });

  it('holds a meter against its model where nothing was made to fail', async () => {
    const { seen } = await exploration(4_000, '1');
    const modelled = seen.filter(({ feature }) => feature.includes('an installation with a prepaying household'));
    expect(modelled.length).toBeGreaterThan(0);
    for (const { feature } of modelled) {
      const isDisturbed =
        / for (?:10 minutes|three hours|30 hours|two days)|acknowledgement|has changed to|receives the| reach(?:es)? | put /.test(
          feature,
        );
      expect(feature.includes('payments come to')).toBe(!isDisturbed);
    }
  });

  it('has people go on with a migration where that is due: once, and after nothing else was made to fail', async () => {
    const { seen } = await exploration(20_000, '1');
    const recovered = seen.filter(({ feature }) => /Control Centre (?:orders|releases)/.test(feature));
    expect(recovered.length).toBeGreaterThan(0);
    for (const { feature } of recovered) {
      const ordinals = [...feature.matchAll(/(?:recovery of|releases) the (\w+) installation/g)].map(
        ([, which]) => which,
      );
      expect(new Set(ordinals).size).toBe(ordinals.length);
      const authorised = feature.indexOf(`migration of the ${ordinals[0] ?? ''} installation is authorised`);
      expect(feature.slice(0, authorised)).not.toMatch(/ is down for | network of the | reaches the /);
    }
  });

  it('delivers nothing in the place of what is sent to a party that is down', async () => {
    const { seen } = await exploration(20_000, '1');
    const replaced = seen.flatMap(({ feature }) =>
      [
        ...feature.matchAll(
          /(?:reaches|And) (the [A-Z][\w ]+?) (?:receives the migration instruction )?(?:twice|truncated)/g,
        ),
      ].map(([, party]) => ({ feature, party: party ?? '' })),
    );
    expect(replaced.length).toBeGreaterThan(100);
    for (const { feature, party } of replaced) {
      expect(feature).not.toContain(`${party} is down`);
      expect(feature).not.toContain(`reaches ${party} after an outage`);
      expect(feature).not.toContain('the first acknowledgement of every kind');
    }
  });

  it('makes a finding as short as it can be, as a scenario', async () => {
    const { findings } = await exploration(20_000, '1', /tops up/, /the S1SP is down/);
    const [{ scenario, why } = { scenario: undefined, why: '' }] = findings;
    expect(why).toBe('It broke.');
    const lines = scenario?.feature.split('\n').slice(4, -1) ?? [];
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}(?:And|When) the supplier tops up the electricity meter/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}(?:And|Given) the S1SP is down for/));
    expect(lines.at(-1)).toMatch(/three days pass$/);
    expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(6);
    expect(findings.length).toBeLessThanOrEqual(5);
  });
});
