import { beginning, type Act, type Keyword, type Line } from './model';

/** A scenario that was made up. */
export interface ExploredScenario {
  /** As a feature file with this one scenario. */
  readonly feature: string;
  /** Line of the scenario in it, from 1. */
  readonly line: number;
  /** Number of its steps. */
  readonly steps: number;
}

/** Id under which explored scenarios run. */
export const EXPLORED_ID = 'EX-01';

/** Longer than anything that an exploration makes fail lasts. */
const REST: Line = { keyword: 'When', text: 'three days pass' };

/**
 * Steps as a scenario: it begins on a day, and ends when everything that failed works again. Where a meter is modelled and nothing
 * has failed, it shows what its model says; the rules of every scenario hold in any case.
 */
export function scenarioOf(day: string | undefined, acts: readonly Act[]): ExploredScenario {
  const first: Line[] = day === undefined ? [] : [{ keyword: 'Given', text: `it is ${day}` }];
  const model = beginning();
  const middle = acts.flatMap((act) => {
    const after = act.after?.(model) ?? [];
    act.happen(model);
    return [act, ...after];
  });
  const [modelled] = model.installations;
  const meters = ['electricity meter', 'gas meter'].map((device): Line => ({
    keyword: 'Then',
    text: `the ${device} of the first installation shows what its consumption, tariff and payments come to`,
  }));
  const last = modelled?.household === true && !model.disturbed ? meters : [];
  const lines = [...first, ...middle, REST, ...last];
  const head = [
    'Feature: Explored',
    '',
    `  @id:${EXPLORED_ID} @ST-B2`,
    '  Scenario: A sequence of acts that was made up',
  ];
  return { feature: `${[...head, ...stepLines(lines)].join('\n')}\n`, line: head.length, steps: lines.length };
}

function stepLines(lines: readonly Line[]): string[] {
  let before: Keyword | undefined;
  return lines.map(({ keyword, text }) => {
    const word = keyword === before ? 'And' : keyword;
    before = keyword;
    return `    ${word} ${text}`;
  });
}
