import type { Pickle } from '../../../support/scope/messages';
import type { StepWord } from '../steps/step-language';

type PickleStep = Pickle['steps'][number];

/** A step of a scenario with the one definition that it fits. */
export interface KnownStep {
  readonly step: PickleStep;
  readonly word: StepWord;
}

/** What is wrong with a step that a definition fits. */
export interface StepProblem {
  readonly step: PickleStep;
  readonly rule: string;
  readonly message: string;
  /** The part of the step that is meant. */
  readonly fragment?: string;
  readonly nearest?: readonly string[];
}
