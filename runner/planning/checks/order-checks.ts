import { ENDED_BY, THINGS } from '../../../support/scope/step-traits';
import type { KnownStep, StepProblem } from './known-step';
import { isOf } from './scenario-checks';
import type { StepKnowledge } from '../steps/explain-step';
import { installationProblems, NO_INSTALLATION } from './installation-checks';
import type { StepLanguage, StepWord } from '../steps/step-language';

const WHEN_DOES_NOTHING = 'when-does-nothing';

/** What the steps up to one have brought about. */
interface Before {
  installations: number;
  readonly things: Set<string>;
}

/**
 * Steps that speak of an installation that there is not, or go on from what nobody did: the run would stop there, and the system be
 * blamed.
 * @param steps every step of a scenario in its order
 */
export function orderProblems(steps: readonly KnownStep[], { language }: StepKnowledge): StepProblem[] {
  const before: Before = { installations: 0, things: new Set() };
  const problems: StepProblem[] = keywordProblems(steps);
  // Where the When does nothing, what would come of it is lacking too.
  const isDone = !problems.some(({ rule }) => rule === WHEN_DOES_NOTHING);
  for (const [index, { step, word }] of steps.entries()) {
    if (!problems.some(({ rule }) => rule === NO_INSTALLATION)) {
      const said = steps.slice(0, index).map((earlier) => earlier.step.text);
      problems.push(...installationProblems({ step, word }, before.installations, said, language));
    }
    const said = (text: string): string =>
      text.replaceAll(
        /\{(\w+)\}/g,
        (_all, type: string) => language.argumentsOf(word, step.text, type)[0]?.said ?? type,
      );
    for (const thing of isDone ? (word.traits.follows ?? []) : []) {
      if (before.things.has(said(thing))) continue;
      const message = `no step before this one ${said(thing)}.`;
      problems.push({ step, rule: 'nothing-before', message, nearest: [said(THINGS[thing])] });
    }
    before.installations += madeBy(step, word, language);
    for (const thing of word.traits.brings ?? []) {
      before.things.add(said(thing));
      const end = ENDED_BY[thing];
      if (end === undefined || steps.slice(index + 1).some((later) => later.step.text === said(end))) continue;
      const message = `no step after this one says "${said(end)}": say so, or here which party it does not reach.`;
      problems.push({ step, rule: 'nothing-after', message });
    }
  }
  return problems;
}

/** What stands where its definition has nothing to say: a Given after the When, a Then as a When, a beginning after other steps. */
function keywordProblems(steps: readonly KnownStep[]): StepProblem[] {
  const first = steps.findIndex(({ step }) => isOf(step, 'Action'));
  const isThen = ({ step }: KnownStep): boolean => isOf(step, 'Outcome');
  // What follows the When with "And" is a Then whose line has gone astray: that is said of the scenario, once.
  const isThenFirst = first > 0 && steps.slice(0, first).some(isThen) && !steps.slice(first).some(isThen);
  return steps.flatMap(({ step, word: { keyword, pattern, place, traits } }, index): StepProblem[] => {
    if (traits.first === true && index > 0) {
      return [
        { step, rule: 'not-first', message: 'this step says when everything begins: write it before every other.' },
      ];
    }
    if (isOf(step, 'Outcome') || first < 0 || index < first) return [];
    const isAct = isOf(step, 'Action');
    if (isAct && keyword === 'Then' && isThenFirst && index > first) return [];
    if (isAct && keyword === 'Then') {
      const message = `this When does nothing: "${pattern}" (${place}) is defined as Then. Say what somebody does.`;
      return [{ step, rule: WHEN_DOES_NOTHING, message }];
    }
    if (isAct && (keyword !== 'Given' || traits.alsoWhen === true)) return [];
    const message = 'this step is a Given: write it before the When, after which it comes too late.';
    return [{ step, rule: 'given-too-late', message }];
  });
}

/** How many installations a step makes. */
function madeBy({ text }: KnownStep['step'], word: StepWord, language: StepLanguage): number {
  const { makes } = word.traits;
  if (makes === undefined) return 0;
  if (makes === 'counted') return Number(language.argumentsOf(word, text, 'count')[0]?.value());
  return makes === 'one' ? 1 : Infinity;
}
