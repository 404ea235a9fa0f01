/** The journal of a run: every result as it comes, so that a run that was killed can be resumed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { executionSchema } from '../../reports/record/execution-schema';
import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import type { Shard } from '../sharding/shard';
import { keyOf } from '../../support/scope/identity';

/** One JSON object a line, inside the folder of a run. */
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
    /** The shard that it runs; absent where it runs the whole plan. */
    share: z.strictObject({ number: z.int().min(1), of: z.int().min(1) }).exactOptional(),
  }),
  environment: text,
  /** Digest of the inputs. */
  inputs: text,
  /** Digest of the code of steps and support. */
  code: text,
});

/** The end of a shard, with what the record needs of its machine. An ordinary run has a record instead. */
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
  /** The build that the first workers found; a run can only be resumed on the same. */
  z.strictObject({ kind: z.literal('build'), build: z.record(text, text) }),
  z.strictObject({ kind: z.literal('result'), result: executionSchema }),
  z.strictObject({ kind: z.literal('incident'), sentence: text }),
  /** Results of a chunk that was requeued: they and their evidence are discarded. */
  z.strictObject({ kind: z.literal('taken-back'), executions: z.array(key) }),
  ending,
]);

type JournalLine = z.output<typeof line>;

type OpenedLine = z.output<typeof opening>;

/** The start of a run. */
export interface Opening extends Omit<OpenedLine, 'kind' | 'request'> {
  readonly request: Omit<OpenedLine['request'], 'share'> & { readonly shard?: Shard };
}

/** The end of a shard. */
export type Ending = Omit<z.output<typeof ending>, 'kind'>;

/** The content of a journal. */
export interface JournalReading {
  readonly opening: Opening;
  readonly build: Readonly<Record<string, string>> | undefined;
  /** The last result of each execution, without discarded ones. */
  readonly results: readonly ExecutionResult[];
  /** Workers that exited or hung, one sentence each. */
  readonly incidents: readonly string[];
  /** Undefined for a shard that has not finished, and for every ordinary run. */
  readonly ending: Ending | undefined;
}

/** Writes the journal of a run. */
export class Journal {
  readonly #file: string;

  /** @param runFolder folder of the run */
  constructor(runFolder: string) {
    this.#file = path.join(runFolder, JOURNAL_FILE);
  }

  open({ request, ...rest }: Opening): void {
    const { shard, ...asked } = request;
    const part = shard === undefined ? {} : { share: { ...shard } };
    this.#write({ kind: 'opened', ...rest, request: { ...asked, ...part } });
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

  requeued(executions: readonly z.output<typeof key>[]): void {
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
 * Reads the journal of a run; an incomplete last line is ignored.
 * @throws RunError when there is none, or when a line cannot be read
 */
export function readJournal(runFolder: string): JournalReading {
  const file = path.join(runFolder, JOURNAL_FILE);
  if (!existsSync(file)) throw new RunError(`${runFolder} has no ${JOURNAL_FILE}: there is nothing to resume.`);
  const texts = readFileSync(file, 'utf8').split('\n');
  // A line without a line break was being written when the process ended.
  texts.pop();
  const lines = texts.map((content, index) => parseLine(file, index + 1, content));
  const begun = lines.find((entry) => entry.kind === 'opened');
  if (begun === undefined) throw new RunError(`${file} does not say how its run began: start a new one.`);
  const results = new Map<string, ExecutionResult>();
  for (const entry of lines) {
    if (entry.kind === 'result') results.set(keyOf(entry.result), entry.result);
    if (entry.kind === 'taken-back') for (const one of entry.executions) results.delete(keyOf(one));
  }
  const ended = lines.find((entry) => entry.kind === 'ended');
  const build = lines.find((entry) => entry.kind === 'build')?.build;
  const incidents = lines.flatMap((entry) => (entry.kind === 'incident' ? [entry.sentence] : []));
  return { opening: openingOf(begun), build, results: [...results.values()], incidents, ending: endingOf(ended) };
}

function openingOf({ kind: _kind, request, ...rest }: OpenedLine): Opening {
  const { share, ...asked } = request;
  return { ...rest, request: { ...asked, ...(share === undefined ? {} : { shard: share }) } };
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
