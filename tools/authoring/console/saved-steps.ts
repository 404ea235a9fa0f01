import { RunError } from '../../../support/scope/errors';

/** A step that was said, with its keyword. */
export interface SaidStep {
  readonly step: string;
  readonly isDone: boolean;
}

/**
 * What was said, as a scenario has it: one When, before which everything that was done is a Given, and And where a keyword goes on. A Then
 * that failed is left out.
 * @throws RunError where nothing would be left, where something else has failed, where nothing is observed after the last act, or where
 * a world was made after it, which would be another scenario in any other order
 */
export function savedSteps(said: readonly SaidStep[]): string[] {
  if (said.length === 0) throw new RunError('Nothing has been said yet that could be saved.');
  const lost = said.find(({ step, isDone }) => !isDone && !step.startsWith('Then '));
  if (lost !== undefined) {
    throw new RunError(
      `"${lost.step}" has failed, and a scenario without it is another one: begin anew (:new), or say it otherwise.`,
    );
  }
  const done = said.filter(({ isDone }) => isDone).map(({ step }) => step);
  if (done.length === 0) throw new RunError('Every step that was said has failed: there is nothing to save.');
  const last = done.findLastIndex((step) => step.startsWith('When '));
  const late = done.slice(last + 1).find((step) => step.startsWith('Given '));
  if (last >= 0 && late !== undefined) {
    throw new RunError(
      `"${late}" was said after the last When: a scenario builds its world first. Begin anew (:new), Given before When.`,
    );
  }
  if (!done.slice(last + 1).some((step) => step.startsWith('Then '))) {
    throw new RunError('Nothing is observed after the last act: say a Then that passes, then :save again.');
  }
  const firstOfLast = done.slice(0, last).findLastIndex((step) => !step.startsWith('When ')) + 1;
  const keywords = done.map((step, index) => {
    const [keyword = ''] = step.split(' ');
    return keyword === 'When' && index < firstOfLast ? 'Given' : keyword;
  });
  return done.map((step, index) => {
    const keyword = keywords[index] ?? '';
    const goesOn = index > 0 && keywords[index - 1] === keyword;
    return `${goesOn ? 'And' : keyword} ${step.slice(step.indexOf(' ') + 1)}`;
  });
}
