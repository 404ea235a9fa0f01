import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * What follows an attempt that failed. MODEL: the real error handling and retry strategy (MEHRS) is not public.
 *
 * B: another day, automatically, within the authorised window.
 * C: data must be put right first, under a new authorisation.
 * D: stopped and raised to the Migration Control Centre.
 */
export type Afterwards = 'B' | 'C' | 'D';

/** What is done about one code. */
export interface RetryRule {
  /** A: tried again within the attempt; when that was in vain, what `afterwards` says. */
  readonly retryClass: 'A' | Afterwards;
  /** Minutes after the beginning of a step at which it is tried; only class A has more than the first try. */
  readonly triesAtMinutes: readonly number[];
  readonly afterwards: Afterwards;
}

/** What nobody has classified is not tried again before people have looked at it. */
const UNCLASSIFIED: RetryRule = { retryClass: 'D', triesAtMinutes: [0], afterwards: 'D' };

const FILE = 'retry-strategy.csv';
const COLUMNS = ['code', 'class', 'triesAtMinutes', 'afterwards', 'provenance'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Whose refusals end no attempt: they are given before one begins. */
const OUTSIDE_ATTEMPTS = ['mcc', 'smso'];

/** The published retry strategy: which codes are tried again, when, and by whom. */
export class RetryStrategy {
  private constructor(private readonly rules: ReadonlyMap<string, RetryRule>) {}

  /**
   * Reads `retry-strategy.csv` and checks it against the published codes.
   * @param contractsFolder folder of the published tables
   * @throws Error naming file, line and code of the first row that is wrong, or the code that has none
   */
  static read(contractsFolder: string): RetryStrategy {
    const codes = parse<Readonly<Record<string, string>>>(readFileSync(join(contractsFolder, 'codes.csv')), {
      columns: true,
    });
    const outcomeCodes = codes.filter(
      ({ party = '', level }) => level === 'record' && !OUTSIDE_ATTEMPTS.includes(party),
    );
    return RetryStrategy.from(
      readFileSync(join(contractsFolder, FILE), 'utf8'),
      outcomeCodes.map(({ code = '' }) => code),
    );
  }

  /**
   * @param text csv of the strategy
   * @param codes every code that an outcome can carry
   * @throws Error as `read`
   */
  static from(text: string, codes: readonly string[]): RetryStrategy {
    const [heading = [], ...lines] = parse(text);
    if (heading.join() !== COLUMNS.join()) {
      throw new Error(`${FILE}, line 1: the columns must be ${COLUMNS.join(', ')}.`);
    }
    const rules = new Map<string, RetryRule>();
    for (const [index, values] of lines.entries()) {
      const row = Object.fromEntries(COLUMNS.map((column, at) => [column, values[at] ?? ''])) as Row;
      const place = `${FILE}, line ${index + 2} (${row.code})`;
      if (!codes.includes(row.code)) throw new Error(`${place}: no outcome can carry this code.`);
      if (rules.has(row.code)) throw new Error(`${place}: the code stands twice.`);
      rules.set(row.code, ruleOf(row, place));
    }
    const missing = codes.find((code) => !rules.has(code));
    if (missing !== undefined) throw new Error(`${FILE}: the code ${missing} has no line; give it a class.`);
    return new RetryStrategy(rules);
  }

  /** What is done about a code; an unknown one is class D. */
  of(code: string | undefined): RetryRule {
    return this.rules.get(code ?? '') ?? UNCLASSIFIED;
  }
}

function ruleOf({ class: retryClass, triesAtMinutes, afterwards, provenance }: Row, place: string): RetryRule {
  if (!/^(SOURCED|RECOLLECTION|MODEL)\b/.test(provenance)) {
    throw new Error(`${place}: provenance must begin with SOURCED, RECOLLECTION or MODEL.`);
  }
  if (retryClass === 'A') {
    const tries = triesAtMinutes.split(' ').map(Number);
    const waits = tries.slice(1).map((minutes, index) => minutes - (tries[index] ?? 0));
    const grow = waits.length > 0 && waits.every((wait, index) => wait > (waits[index - 1] ?? 0));
    if (tries[0] !== 0 || !grow) {
      throw new Error(`${place}: triesAtMinutes must begin with 0 and go on with growing waits, such as "0 15 60".`);
    }
    if (!isAfterwards(afterwards)) throw new Error(`${place}: afterwards must be B, C or D.`);
    return { retryClass, triesAtMinutes: tries, afterwards };
  }
  if (!isAfterwards(retryClass)) throw new Error(`${place}: class must be A, B, C or D.`);
  if (triesAtMinutes !== '' || afterwards !== '') {
    throw new Error(`${place}: only class A has triesAtMinutes and afterwards.`);
  }
  return { retryClass, triesAtMinutes: [0], afterwards: retryClass };
}

function isAfterwards(text: string): text is Afterwards {
  return text === 'B' || text === 'C' || text === 'D';
}

const read = new Map<string, RetryStrategy>();

/**
 * The strategy that is published in a folder; read once.
 * @throws Error as `RetryStrategy.read`
 */
export function retryStrategyIn(contractsFolder: string): RetryStrategy {
  const known = read.get(contractsFolder) ?? RetryStrategy.read(contractsFolder);
  read.set(contractsFolder, known);
  return known;
}
