import { defineParameterType } from '@cucumber/cucumber';
import type { PortfolioClass, RetryDecision } from '../../support/roles';

/** What follows a failed attempt, as testers say it. */
const DECISIONS: Readonly<Record<string, RetryDecision>> = {
  'to be tried again on another day': 'another-day',
  'to be authorised anew': 'new-authorisation',
  'raised to the Migration Control Centre': 'operator',
  'and excluded': 'excluded',
};

/** `to be tried again on another day` and the like: what a report says of what follows an attempt. */
defineParameterType({
  name: 'decision',
  regexp: new RegExp(Object.keys(DECISIONS).join('|')),
  transformer: (words: string): RetryDecision => DECISIONS[words] ?? 'none',
});

/** Counts of a portfolio that are expected; classes that are not named are empty. */
export interface Figures extends Readonly<Partial<Record<PortfolioClass, number>>> {
  /** Where it is said: how many have been attempted. */
  readonly attempted?: number;
}

const NUMBERS: Readonly<Record<string, number>> = { no: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const CLASSES: Readonly<Record<string, keyof Figures>> = {
  migrated: 'migrated',
  failed: 'failed',
  'in flight': 'inFlight',
  scheduled: 'scheduled',
  excluded: 'excluded',
  attempted: 'attempted',
};
const FIGURE = `(?:${Object.keys(NUMBERS).join('|')}|\\d+) (?:${Object.keys(CLASSES).join('|')})`;

/** `one migrated, two failed and three attempted`, or `nothing`: how many installations are in each class. */
defineParameterType({
  name: 'figures',
  regexp: new RegExp(`nothing|${FIGURE}(?:(?:, | and )${FIGURE})*`),
  transformer: (words: string): Figures =>
    Object.fromEntries(
      words.split(/, | and /).flatMap((figure) => {
        const [count = '', ...name] = figure.split(' ');
        const of = CLASSES[name.join(' ')];
        return of === undefined ? [] : [[of, NUMBERS[count] ?? Number(count)]];
      }),
    ),
});
