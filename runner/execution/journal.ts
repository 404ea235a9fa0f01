/** The journal of a run: every result as it comes, so that a run that was killed can be resumed. */
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { executionSchema } from '../../reports/record/execution-schema';
import type { ExecutionResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import type { Shard } from '../sharding/shard';
import { keyOf } from '../../support/scope/identity';
import { findRunFolder } from './run-folder';

/** One JSON object a line, inside the folder of a run. */
export const JOURNAL_FILE = 'journal.ndjson';

/** The names that a journal has: the second once it is packed. */
export const JOURNAL_FILES = [JOURNAL_FILE, `${JOURNAL_FILE}.gz`] as const;

const text = z.string();

const opening = z.strictObject({
  kind: z.literal('opened'),
  startedAt: z.iso.datetime(),
  request: z.strictObject({
    plan: text,
    dmc: text.exactOptional(),
    phase: text.exactOptional(),
    seed: text,
    /** Value of `--order`; absent where it is run as planned. */
    order: text.exactOptional(),
    /** Digest of what executions were expected to take, in the inputs; absent where nobody knew. */
    durations: text.exactOptional(),
    schemas: z.strictObject({ folder: text, namedBy: text }).exactOptional(),
    /** The run of which it runs again what had not passed; absent of every other. */
    rerunOf: text.exactOptional(),
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
  /** With the number of the worker that ran it, in the order in which each of them did; absent where nobody ran it. */
  z.strictObject({ kind: z.literal('result'), worker: z.int().min(1).exactOptional(), result: executionSchema }),
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
  /** Keys of the executions in the order in which they ran, worker by worker. */
  readonly order: readonly string[];
  /** Workers that exited or hung, one sentence each. */
  readonly incidents: readonly string[];
  /** Undefined for a shard that has not finished, and for every ordinary run. */
  readonly ending: Ending | undefined;
}

/** Writes the journal of a run. */
export class Journal {
  readonly #file: string;

  /**
   * Opens the journal of a new run, or that of one that goes on: what its end left of a line is cut off.
   * @param runFolder folder of the run
   */
  constructor(runFolder: string) {
    this.#file = path.join(runFolder, JOURNAL_FILE);
    if (!existsSync(this.#file)) return;
    const bytes = readFileSync(this.#file);
    truncateSync(this.#file, bytes.lastIndexOf('\n') + 1);
  }

  open({ request, ...rest }: Opening): void {
    const { shard, ...asked } = request;
    const part = shard === undefined ? {} : { share: { ...shard } };
    this.#write({ kind: 'opened', ...rest, request: { ...asked, ...part } });
  }

  build(build: Readonly<Record<string, string>>): void {
    this.#write({ kind: 'build', build: { ...build } });
  }

  /** @param worker number of the worker that ran it */
  result(result: ExecutionResult, worker?: number): void {
    this.#write({ kind: 'result', ...(worker === undefined ? {} : { worker }), result });
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

/** The file with the journal of a run, packed where the run is large and over; undefined where there is none. */
export function journalIn(runFolder: string): string | undefined {
  return JOURNAL_FILES.map((name) => path.join(runFolder, name)).find((file) => existsSync(file));
}

/** Packs the journal of a run that is over: its record holds all that it says, and nothing will be added. */
export function packJournal(runFolder: string): void {
  const plain = path.join(runFolder, JOURNAL_FILE);
  if (!existsSync(plain)) return;
  const unfinished = `${plain}.part`;
  writeFileSync(unfinished, gzipSync(readFileSync(plain)));
  renameSync(unfinished, `${plain}.gz`);
  rmSync(plain);
}

/**
 * Reads the journal of a run; an incomplete last line is ignored.
 * @throws RunError when there is none, or when a line cannot be read
 */
export function readJournal(runFolder: string): JournalReading {
  const file = journalIn(runFolder);
  if (file === undefined) throw new RunError(`${runFolder} has no ${JOURNAL_FILE}: there is nothing to resume.`);
  const bytes = readFileSync(file);
  const texts = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
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
  return {
    opening: openingOf(begun),
    build,
    results: [...results.values()],
    order: orderOf(lines),
    incidents,
    ending: endingOf(ended),
  };
}

/**
 * Keys of the executions of an earlier run in the order in which they ran, worker by worker.
 * @param run name of its folder, or path to it
 * @throws RunError when there is no such run
 */
export function recordedOrder(reports: string, run: string): readonly string[] {
  return readJournal(findRunFolder(reports, run, ...JOURNAL_FILES).path).order;
}

function orderOf(lines: readonly JournalLine[]): string[] {
  const ran = lines.flatMap((entry) => (entry.kind === 'result' ? [entry] : []));
  return [...new Set(ran.toSorted((a, b) => (a.worker ?? 0) - (b.worker ?? 0)).map(({ result }) => keyOf(result)))];
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
