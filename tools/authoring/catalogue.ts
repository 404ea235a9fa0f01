import { loadSteps } from '../../runner/planning/steps/load-steps';
import { StepLanguage } from '../../runner/planning/steps/step-language';

/** A step definition, as a tester reads it. */
export interface Definition {
  /** `Given`, `When` or `Then`. */
  readonly keyword: string;
  /** Its words, parameter types in braces; a regular expression between slashes. */
  readonly pattern: string;
  /** `steps/alerts.ts:54` */
  readonly place: string;
  /** Names of its parameter types, in order. */
  readonly parameters: readonly string[];
}

/** Every step definition of the project. */
export async function readDefinitions(root: string): Promise<Definition[]> {
  const { words } = StepLanguage.of((await loadSteps(root)).library);
  return words.map(({ keyword, pattern, place, parameters }) => ({ keyword, pattern, place, parameters }));
}
