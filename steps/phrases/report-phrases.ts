import { defineParameterType } from '@cucumber/cucumber';
import { CODE } from '../../support/interfaces/vocabulary';
import type { Part, PortfolioClass, ReportKind, ReportRow, RetryDecision } from '../../support/roles';
import { partOf, USER } from './users';
import { NUMBERS } from './words';

/** Reports as testers say them. */
export const REPORT_NAMES: Readonly<Record<ReportKind, string>> = {
  authorisations: 'authorisation report',
  outcomes: 'outcome report',
  'in-flight': 'in-flight list',
  schedule: 'schedule',
  portfolio: 'portfolio',
  errors: 'errors by code',
};

/** What follows a failed attempt, as testers say it. */
const DECISIONS: Readonly<Record<string, RetryDecision>> = {
  'to be tried again on another day': 'another-day',
  'to be authorised again': 'new-authorisation',
  'raised to the Migration Control Centre': 'operator',
  'and excluded': 'excluded',
};

/** What the outcome report is expected to say of an installation. */
export type ReportedOutcome = Partial<
  Pick<ReportRow<'outcomes'>, 'result' | 'attempt' | 'code' | 'decision' | 'excludedDevices'>
>;

function reportedOutcome(
  attempt?: string,
  leftBehind?: string,
  failedAt?: string,
  code?: string,
  words?: string,
): ReportedOutcome {
  if (typeof attempt === 'string') return { result: 'Migrated', attempt: Number(attempt), decision: 'none' };
  if (typeof leftBehind === 'string') {
    return { result: 'Migrated', decision: 'none', excludedDevices: `GSME: ${leftBehind}; GPF: ${leftBehind}` };
  }
  const decision = DECISIONS[words ?? ''] ?? 'none';
  return { result: 'NotMigrated', attempt: Number(failedAt), ...(code === undefined ? {} : { code }), decision };
}

/**
 * `migrated at attempt 2`, `migrated without gas, with "GT01"`, `failed at attempt 1 with "SIM-WHL-02", to be authorised again`:
 * what the outcome report says of an installation.
 */
defineParameterType({
  name: 'reportedOutcome',
  regexp: new RegExp(
    [
      'migrated at attempt (\\d+)',
      `migrated without gas, with "(${CODE})"`,
      `failed at attempt (\\d+) with "(${CODE})", (${Object.keys(DECISIONS).join('|')})`,
    ].join('|'),
  ),
  transformer: reportedOutcome,
});

/** What the authorisation report is expected to say of an authorisation. */
export type ReportedAuthorisation = Partial<
  Pick<ReportRow<'authorisations'>, 'status' | 'code' | 'rows' | 'scheduled' | 'rejected' | 'refusals'>
>;

const COUNT = `${Object.keys(NUMBERS).join('|')}|\\d+`;

/** `partly accepted, with two rows scheduled and one rejected with "SIM-AUT-11"`, `rejected with "SIM-AUT-03"`. */
defineParameterType({
  name: 'reportedAuthorisation',
  regexp: new RegExp(
    [
      `partly accepted, with (${COUNT}) rows scheduled and (${COUNT}) rejected with "(${CODE})"`,
      `rejected with "(${CODE})"`,
    ].join('|'),
  ),
  transformer: (some?: string, others?: string, code?: string, whole?: string): ReportedAuthorisation => {
    if (typeof whole === 'string') return { status: 'rejected', code: whole, rows: 0 };
    const [scheduled, rejected] = [some, others].map((word = '') => NUMBERS[word] ?? Number(word));
    const [rows, refusals] = [(scheduled ?? 0) + (rejected ?? 0), `${code ?? ''}: ${String(rejected)}`];
    return { status: 'partly-accepted', rows, scheduled: scheduled ?? 0, rejected: rejected ?? 0, refusals };
  },
});

/** Whose portfolio is meant: that of a supplier, of the Migration Control Centre, or the supplier's of the first week. */
export type Portfolio = Part | 'control centre' | 'first week';

/** `the portfolio of the gas supplier`, `... of the Migration Control Centre`, `... of the first week`. */
defineParameterType({
  name: 'portfolio',
  regexp: new RegExp(`the portfolio of (?:(${USER})|(the Migration Control Centre)|the first week)`),
  transformer: (user?: string, centre?: string): Portfolio => {
    if (typeof user === 'string') return partOf(user);
    return typeof centre === 'string' ? 'control centre' : 'first week';
  },
});

/** `finds`, `does not find`. */
defineParameterType({
  name: 'finds',
  regexp: /finds|does not find/,
  transformer: (words: string): boolean => words === 'finds',
});

/** The counts of a portfolio without installations. */
export const EMPTY_PORTFOLIO = { migrated: 0, failed: 0, inFlight: 0, scheduled: 0, excluded: 0 };

/** Counts of a portfolio that are expected; classes that are not named are empty. */
export interface Figures extends Readonly<Partial<Record<PortfolioClass, number>>> {
  /** Where it is said: how many have been attempted. */
  readonly attempted?: number;
}

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
