/** The ledger of runs: a line for whatever was done with a run. It is only ever added to. */
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { RunResult } from '../../reports/record/result-model';

/** One JSON object a line, inside the folder of the reports. */
const LEDGER_FILE = 'ledger.ndjson';
/** What versions before the ledger wrote: one line for each judged run. It is taken in once and is gone then. */
const OLD_FILE = 'history.ndjson';

const text = z.string();

/** A run that was judged, with what it cost. */
const judgedRun = z.object({
  id: text,
  plan: text,
  formal: z.boolean(),
  environment: text,
  seed: text,
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  result: z.enum(['met', 'met with work-off plan', 'not met', 'incomplete']),
  planned: z.int(),
  executed: z.int(),
  failed: z.int(),
  workers: z.int(),
  /** From the first execution to the last, in milliseconds; 0 where results were taken over from an earlier run. */
  executingMs: z.number(),
  /** Processor time of the executions, without that of browsers. */
  cpuMs: z.number(),
  /** Most memory that the run and its workers held together while executions went on, in bytes. */
  memory: z.number(),
  versions: z.record(text, text),
});

export type JudgedRun = z.output<typeof judgedRun>;

const entry = z.discriminatedUnion('kind', [
  /** `by`: what kind of machine; never a person. */
  z.object({ kind: z.literal('started'), at: z.iso.datetime(), run: text, by: text }),
  judgedRun.extend({ kind: z.literal('judged') }),
  /** `sha256` of the evidence pack. */
  z.object({
    kind: z.literal('packed'),
    at: z.iso.datetime(),
    run: text,
    sha256: text,
    signedWith: text.exactOptional(),
  }),
  /** `pack`: where a verified pack of it is. */
  z.object({ kind: z.literal('pruned'), at: z.iso.datetime(), run: text, pack: text }),
]);

/** Something that was done with a run. */
export type LedgerEntry = z.output<typeof entry>;

/** What executing a run has cost. */
export interface RunCost {
  readonly durationMs: number;
  readonly cpuMs: number;
  readonly memory: number;
}

/** What the ledger keeps of a judged run. */
export function judgedEntry({ run, counts, verdict }: RunResult, plan: string, cost: RunCost): LedgerEntry {
  const { id, formal, environment, seed, startedAt, durationMs, workers, versions, continues } = run;
  return {
    kind: 'judged',
    ...{ id, plan, formal, environment, seed, startedAt, durationMs, workers, versions: { ...versions } },
    result: verdict.result,
    planned: counts.planned,
    executed: counts.executed,
    failed: counts.failed,
    // What was taken over from an earlier run took its time there: the rate of the rest says nothing of the whole.
    executingMs: continues.length > 0 ? 0 : cost.durationMs,
    cpuMs: cost.cpuMs,
    memory: cost.memory,
  };
}

/** Adds a line, in one write: several runs may do so at once. */
export function addToLedger(reports: string, added: LedgerEntry): void {
  takeInOldFile(reports);
  append(reports, [added]);
}

/** The lines of the ledger, the oldest first; one that is cut off, or that another version wrote otherwise, is passed over. */
export function readLedger(reports: string): LedgerEntry[] {
  takeInOldFile(reports);
  return linesOf(path.join(reports, LEDGER_FILE)).flatMap((line) => {
    const read = entry.safeParse(line);
    return read.success ? [read.data] : [];
  });
}

/** The runs that were judged, the oldest first. */
export function judgedRuns(reports: string): JudgedRun[] {
  return readLedger(reports).flatMap((line) => (line.kind === 'judged' ? [line] : []));
}

function append(reports: string, lines: readonly LedgerEntry[]): void {
  appendFileSync(path.join(reports, LEDGER_FILE), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Of two processes that find it, the one that can rename it takes it in. */
function takeInOldFile(reports: string): void {
  const [old, taken] = [path.join(reports, OLD_FILE), path.join(reports, `.${OLD_FILE}-${process.pid}`)];
  if (!existsSync(old)) return;
  try {
    renameSync(old, taken);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const lines = linesOf(taken).flatMap((line) => {
    const read = judgedRun.safeParse(line);
    return read.success ? [{ kind: 'judged' as const, ...read.data }] : [];
  });
  append(reports, lines);
  rmSync(taken);
}

function linesOf(file: string): unknown[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').map(parse);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
