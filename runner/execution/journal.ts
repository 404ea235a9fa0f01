/** What a run has done so far, written as it happens, so that a run that was killed can go on from there. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { executionSchema } from '../../reports/record/execution-schema';
import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { keyOf } from '../../support/scope/identity';

/** One line for each thing that happened, inside the folder of a run. */
export const JOURNAL_FILE = 'journal.ndjson';

const text = z.string();

const opening = z.strictObject({
  kind: z.literal('opened'),
  startedAt: z.iso.datetime(),
  request: z.strictObject({
    plan: text,
    dmc: text.exactOptional(),
    phase: text.exactOptional(),
    seed: text,
    schemas: z.strictObject({ folder: text, namedBy: text }).exactOptional(),
    /** Which share of the plan it runs; absent where it runs all of it. */
    share: z.strictObject({ number: z.int().min(1), of: z.int().min(1) }).exactOptional(),
  }),
  environment: text,
  /** Digest of what was read of the project. */
  inputs: text,
});

/** A share came to its end; what else a record says of the machine that ran it. An ordinary run has its record instead. */
const ending = z.strictObject({
  kind: z.literal('ended'),
  at: z.iso.datetime(),
  executor: text,
  workers: z.int().min(1),
  schemaCheck: text,
});

const key = z.strictObject({ id: text, dmc: text, phase: text, stage: text });

const line = z.discriminatedUnion('kind', [
  opening,
  /** The build that the first workers found; another one cannot go on. */
  z.strictObject({ kind: z.literal('build'), build: z.record(text, text) }),
  z.strictObject({ kind: z.literal('result'), result: executionSchema }),
  z.strictObject({ kind: z.literal('incident'), sentence: text }),
  /** Results that are of no account: their worker ended, and their evidence is gone. */
  z.strictObject({ kind: z.literal('taken-back'), executions: z.array(key) }),
  ending,
]);

type JournalLine = z.output<typeof line>;

/** How a run began. */
export type Opening = Omit<z.output<typeof opening>, 'kind'>;

/** How a share ended. */
export type Ending = Omit<z.output<typeof ending>, 'kind'>;

/** What a journal holds. */
export interface JournalReading {
  readonly opening: Opening;
  readonly build: Readonly<Record<string, string>> | undefined;
  /** The last result of each execution that counts. */
  readonly results: readonly ExecutionResult[];
  /** What went wrong with workers, one sentence each. */
  readonly incidents: readonly string[];
  /** How it ended; undefined for a share that did not, and for every ordinary run. */
  readonly ending: Ending | undefined;
}

/** Writes the journal of a run. */
export class Journal {
  readonly #file: string;

  /** @param runFolder folder of the run */
  constructor(runFolder: string) {
    this.#file = path.join(runFolder, JOURNAL_FILE);
  }

  open(begun: Opening): void {
    this.#write({ kind: 'opened', ...begun });
  }

  build(build: Readonly<Record<string, string>>): void {
    this.#write({ kind: 'build', build: { ...build } });
  }

  result(result: ExecutionResult): void {
    this.#write({ kind: 'result', result });
  }

  incident(sentence: string): void {
    this.#write({ kind: 'incident', sentence });
  }

  takenBack(executions: readonly z.output<typeof key>[]): void {
    this.#write({ kind: 'taken-back', executions: [...executions] });
  }

  end(ended: Ending): void {
    this.#write({ kind: 'ended', ...ended });
  }

  #write(entry: JournalLine): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }
}

/**
 * Reads the journal of a run; a last line that was cut off by the end of its process is passed over.
 * @throws RunError when there is none, or when it holds something else
 */
export function readJournal(runFolder: string): JournalReading {
  const file = path.join(runFolder, JOURNAL_FILE);
  if (!existsSync(file)) throw new RunError(`${runFolder} has no ${JOURNAL_FILE}: there is nothing to go on with.`);
  const texts = readFileSync(file, 'utf8').split('\n');
  // What does not end with a line break was being written when the process ended.
  texts.pop();
  const lines = texts.map((content, index) => parseLine(file, index + 1, content));
  const begun = lines.find((entry) => entry.kind === 'opened');
  if (begun === undefined) throw new RunError(`${file} does not say how its run began: start a new one.`);
  const results = new Map<string, ExecutionResult>();
  for (const entry of lines) {
    if (entry.kind === 'result') results.set(keyOf(entry.result), entry.result);
    if (entry.kind === 'taken-back') for (const one of entry.executions) results.delete(keyOf(one));
  }
  const { kind: _kind, ...rest } = begun;
  const ended = lines.find((entry) => entry.kind === 'ended');
  const build = lines.find((entry) => entry.kind === 'build')?.build;
  const incidents = lines.flatMap((entry) => (entry.kind === 'incident' ? [entry.sentence] : []));
  return { opening: rest, build, results: [...results.values()], incidents, ending: endingOf(ended) };
}

function endingOf(line: Extract<JournalLine, { kind: 'ended' }> | undefined): Ending | undefined {
  if (line === undefined) return undefined;
  const { kind: _kind, ...ended } = line;
  return ended;
}

function parseLine(file: string, number: number, content: string): JournalLine {
  try {
    return line.parse(JSON.parse(content));
  } catch {
    throw new RunError(`${file}:${number} cannot be read: the run cannot be resumed, start a new one.`);
  }
}
