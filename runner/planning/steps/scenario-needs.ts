import { NEEDS, type Need } from '../../../support/scope/needs';
import type { ScenarioSource } from '../features/read-feature';
import type { StepLanguage } from './step-language';

/** A need of a scenario, with the first of its steps that has it. */
export interface StepNeed {
  readonly need: Need;
  readonly step: string;
}

/** What scenarios need of the place where they run, by their ids; one that is not in it needs nothing. */
export type ScenarioNeeds = ReadonlyMap<string, readonly StepNeed[]>;

/** The needs of scenarios: of each, what its steps need, those of the background among them. */
export function needsOfScenarios(sources: readonly ScenarioSource[], language: StepLanguage): ScenarioNeeds {
  return new Map(sources.map(({ scenario, pickle }) => [scenario.id, needsOf(pickle.steps, language)]));
}

function needsOf(steps: ScenarioSource['pickle']['steps'], language: StepLanguage): StepNeed[] {
  const all = steps.map(({ text }) => ({ step: text, needs: language.needsOf(text) }));
  return NEEDS.flatMap((need) => {
    const first = all.find(({ needs }) => needs.has(need));
    return first === undefined ? [] : [{ need, step: first.step }];
  });
}
