import 'ts-node/register';
import { beforeAll, expect, it } from 'vitest';
import { problemLine } from '../../../support/scope/problem';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { readFeature } from '../features/read-feature';
import type { StepKnowledge } from '../steps/explain-step';
import { checkScenarios, loadKnowledge } from './check-scenarios';

const scope = loadScope('.');
let knowledge: StepKnowledge;
beforeAll(async () => {
  knowledge = await loadKnowledge('.', scope, []);
});

const WHEN = 'When its migration is authorised';
const THEN = 'Then the SMSO can read every meter';

/** A feature of one scenario of these steps; the first stands on line 4. */
function scenario(...steps: string[]): string {
  return [
    'Feature: F',
    '  @id:ST-B4-77 @ST-B4 @axis:once',
    '  Scenario: A',
    ...steps.map((step) => `    ${step}`),
    '',
  ].join('\n');
}

it.each([
  [
    'a code whose quotation mark does not end',
    scenario('Given an installation', WHEN, 'Then the migration stops at the whitelist with "SIM-WHL-01'),
    'what is quoted stands between two marks of this kind: ". The nearest: "the migration stops at the whitelist with "SIM-WHL-01"".',
  ],
  [
    'a code in other marks',
    scenario('Given an installation', WHEN, "Then the migration stops at the whitelist with 'SIM-WHL-01'"),
    'what is quoted stands between two marks of this kind: ". The nearest: "the migration stops at the whitelist with "SIM-WHL-01"".',
  ],
  [
    'a place in digits',
    scenario('Given two installations', 'When their migration is authorised', 'Then the 2nd installation is migrated'),
    'f.feature:6:10: a place in an order is said in words, up to the tenth. The nearest: "the second installation is migrated".',
  ],
  [
    'two variations at once',
    scenario('Given an installation without WAN and whose whitelist is empty', WHEN, THEN),
    '"without WAN" and "whose whitelist is empty" cannot be joined by "and" here: say one of them.',
  ],
  [
    'a time with three digits',
    scenario(
      'Given a migrated installation',
      'When the electricity supplier schedules a daily reading of the electricity meter at 6:30am',
      THEN,
    ),
    'a time of day has four digits of 24 hours. The nearest: "the electricity supplier schedules a daily reading of the electricity meter at 06:30".',
  ],
  [
    'what is the opposite of what is known',
    scenario('Given an installation', WHEN, 'Then the installation is not excluded'),
    '"not excluded" is no known state of an installation: npm run steps -- standing lists those that are.',
  ],
  [
    'a day that no month has',
    scenario('Given it is 31 February 2020', 'And an installation', WHEN, THEN),
    'f.feature:4:11: a value of this step cannot be: There is no 31 February 2020.',
  ],
  [
    'a time that no clock shows',
    scenario('Given an installation', 'When 2000 weeks pass', THEN),
    'f.feature:5:10: a value of this step cannot be: "2000 weeks" is longer than ten years',
  ],
  [
    'a step without its table',
    scenario('Given 40 installations, among them', 'When their migration is authorised', THEN),
    'f.feature:4:11: this step goes on with a table of the columns installations, which, code: write it below.',
  ],
  [
    'a table below a step that takes none',
    scenario('Given an installation', '  | a |', WHEN, THEN),
    'f.feature:4:11: this step takes no table or text below it: delete it',
  ],
])('%s is a problem of its step', async (_what, text, expected) => {
  const { sources } = await readFeature(text, 'f.feature', new Set(requirementIds(scope)));
  const found = checkScenarios(sources, knowledge).map(problemLine);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});
