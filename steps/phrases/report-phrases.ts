import type { Part, PortfolioClass, ReportKind, ReportRow, RetryDecision } from '../../support/roles';
import { code, count, user } from './basic-types';
import { wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** Reports as testers say them. */
export const REPORT_NAMES: Readonly<Record<ReportKind, string>> = {
  authorisations: 'authorisation report',
  outcomes: 'outcome report',
  'in-flight': 'in-flight list',
  schedule: 'schedule',
  portfolio: 'portfolio',
  errors: 'errors by code',
};

/** What follows a failed attempt. */
const retryDecision = wordsType<RetryDecision>(
  { name: 'retryDecision', meaning: 'what follows a failed attempt' },
  {
    'to be tried again on another day': 'another-day',
    'to be authorised again': 'new-authorisation',
    'raised to the Migration Control Centre': 'operator',
    'and excluded': 'excluded',
  },
);

/** What the outcome report is expected to say of an installation. */
export type ReportedOutcome = Partial<
  Pick<ReportRow<'outcomes'>, 'result' | 'attempt' | 'code' | 'decision' | 'excludedDevices'>
>;

/** What the outcome report says of an installation. */
const reportedOutcome = phrasesType<ReportedOutcome>(
  {
    name: 'reportedOutcome',
    meaning: 'what the outcome report says of an installation',
    example: 'migrated at attempt 2',
    parts: [retryDecision],
  },
  [
    [
      'migrated at attempt {number}',
      ([attempt]) => ({ result: 'Migrated', attempt: Number(attempt), decision: 'none' }),
    ],
    [
      'migrated without gas, with {code}',
      ([quoted = '']) => {
        const left = code.read(quoted);
        return { result: 'Migrated', decision: 'none', excludedDevices: `GSME: ${left}; GPF: ${left}` };
      },
    ],
    [
      'failed at attempt {number} with {code}, {retryDecision}',
      ([attempt, quoted = '', words = '']) => ({
        result: 'NotMigrated',
        attempt: Number(attempt),
        code: code.read(quoted),
        decision: retryDecision.read(words),
      }),
    ],
  ],
);

/** What the authorisation report is expected to say of an authorisation. */
export type ReportedAuthorisation = Partial<
  Pick<ReportRow<'authorisations'>, 'status' | 'code' | 'rows' | 'scheduled' | 'rejected' | 'refusals'>
>;

/** `partly accepted, with two rows scheduled and one rejected with "SIM-AUT-11"`, `rejected with "SIM-AUT-03"`. */
const reportedAuthorisation = phrasesType<ReportedAuthorisation>(
  {
    name: 'reportedAuthorisation',
    meaning: 'what the authorisation report says of an authorisation',
    example: 'rejected with "SIM-AUT-03"',
  },
  [
    [
      'partly accepted, with {count} rows scheduled and {count} rejected with {code}',
      ([some = '', others = '', quoted = '']) => {
        const [scheduled, rejected] = [count.read(some), count.read(others)];
        const refusals = `${code.read(quoted)}: ${String(rejected)}`;
        return { status: 'partly-accepted', rows: scheduled + rejected, scheduled, rejected, refusals };
      },
    ],
    ['rejected with {code}', ([quoted = '']) => ({ status: 'rejected', code: code.read(quoted), rows: 0 })],
  ],
);

/** Whose portfolio is meant: that of a supplier, of the Migration Control Centre, or the supplier's of the first week. */
export type Portfolio = Part | 'control centre' | 'first week';

const portfolio = phrasesType<Portfolio>(
  { name: 'portfolio', meaning: 'a portfolio', example: 'the portfolio of the gas supplier' },
  [
    ['the portfolio of {user}', ([words = '']) => user.read(words)],
    ['the portfolio of the Migration Control Centre', () => 'control centre'],
    ['the portfolio of the first week', () => 'first week'],
  ],
);

const finds = wordsType(
  { name: 'finds', meaning: 'whether something is found' },
  { finds: true, 'does not find': false },
);

/** The counts of a portfolio without installations. */
export const EMPTY_PORTFOLIO = { migrated: 0, failed: 0, inFlight: 0, scheduled: 0, excluded: 0 };

/** Counts of a portfolio that are expected; classes that are not named are empty. */
export interface Figures extends Readonly<Partial<Record<PortfolioClass, number>>> {
  /** Where it is said: how many have been attempted. */
  readonly attempted?: number;
}

const installationClass = wordsType<keyof Figures>(
  { name: 'installationClass', meaning: 'a class of installations in a portfolio' },
  {
    migrated: 'migrated',
    failed: 'failed',
    'in flight': 'inFlight',
    scheduled: 'scheduled',
    excluded: 'excluded',
    attempted: 'attempted',
  },
);

const figuresOf = (words: readonly string[]): Figures =>
  Object.fromEntries(
    words.flatMap((word, index) =>
      index % 2 === 0 ? [[installationClass.read(words[index + 1] ?? ''), count.read(word)]] : [],
    ),
  );
const FIGURE = '{count} {installationClass}';

/** `one migrated, two failed and three attempted`, or `nothing`: how many installations are in each class. */
export const figures = phrasesType<Figures>(
  {
    name: 'figures',
    complete: true,
    meaning: 'how many installations are in each class',
    example: 'one migrated and two failed',
    parts: [installationClass],
  },
  [
    ['nothing', () => ({})],
    [FIGURE, figuresOf],
    [`${FIGURE} and ${FIGURE}`, figuresOf],
    [`${FIGURE}, ${FIGURE} and ${FIGURE}`, figuresOf],
    [`${FIGURE}, ${FIGURE}, ${FIGURE} and ${FIGURE}`, figuresOf],
  ],
);

/** The code of the installation that is in intervention; undefined: nothing is listed. */
const inFlight = phrasesType<string | undefined>({ name: 'inFlight', meaning: 'what the in-flight list shows' }, [
  ['nothing', () => undefined],
  ['the installation in intervention with {code}', ([quoted = '']) => code.read(quoted)],
]);

/** What reports say. */
export const REPORT_TYPES: readonly ParameterType[] = [
  retryDecision,
  reportedOutcome,
  reportedAuthorisation,
  portfolio,
  finds,
  installationClass,
  figures,
  inFlight,
];
