import { profilesWith } from '../../../support/scope/profiles';
import type { ScenarioSource } from '../features/read-feature';
import type { KnownStep, StepProblem } from './known-step';

/**
 * Steps that cannot be said in every cell in which their scenario runs: of a Device Model Combination that has no such device, or in a
 * Test Phase that has nothing of the kind.
 */
export function cellProblems({ scenario }: ScenarioSource, steps: readonly KnownStep[]): StepProblem[] {
  return [...phaseProblems(scenario, steps), ...deviceProblems(scenario, steps)];
}

function phaseProblems({ phases }: ScenarioSource['scenario'], steps: readonly KnownStep[]): StepProblem[] {
  return steps.flatMap(({ step, word }): StepProblem[] => {
    const own = word.traits.phases ?? phases;
    if (own.length === 0 || (phases.length > 0 && phases.every((phase) => own.includes(phase)))) return [];
    const tags = own.map((phase) => `@phase:${phase}`).join(' ');
    const message = `this step is of the ${own.join(' and ')} phases alone: limit the scenario with ${tags}.`;
    return [{ step, rule: 'of-another-phase', message }];
  });
}

/** A device that not every combination has; one of an enrolled installation is that of another combination. */
const DEVICE =
  /\b(?:the|whose) (gas meter|gas proxy function|prepayment interface|in-home display)\b(?! of (?:the [A-Z]|the electricity-only|every ))/;

function deviceProblems(scenario: ScenarioSource['scenario'], steps: readonly KnownStep[]): StepProblem[] {
  const { applies, phases } = scenario;
  for (const { step } of steps) {
    const [fragment, device = ''] = DEVICE.exec(step.text) ?? [];
    if (fragment === undefined) continue;
    const isGas = device.startsWith('gas');
    // An installation with one meter is not Mixed.
    if (isGas && phases.length === 1 && phases[0] === 'Mixed') continue;
    const profiles = profilesWith(device);
    if (applies.some((profile) => profiles.includes(profile))) continue;
    const tag = `@applies:${profiles[0] ?? ''}`;
    const message = `not every Device Model Combination has a ${device}, and the scenario runs for each: limit it with ${tag}.`;
    return [{ step, rule: 'device-not-everywhere', message: message.replace('a in-home', 'an in-home'), fragment }];
  }
  return [];
}
