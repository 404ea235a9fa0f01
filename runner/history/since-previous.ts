/** Holds a run against the run of the same plan before it: once, when it ends; the record keeps what comes of it. */
import { isPartial } from '../../reports/record/repetition';
import {
  CHANGE_KINDS,
  type ChangeKind,
  type ExecutionResult,
  type Outcome,
  type RunResult,
  type SincePreviousRun,
  type SlowerTest,
  type TestChange,
} from '../../reports/record/result-model';
import { keyOf } from '../../support/scope/identity';
import type { IndexedRun, IndexedTest } from './index-tables';
import type { RunIndex } from './run-index';
import { testedBy, wordsOf } from './versions';

/**
 * What is otherwise in a run than in the one before it: the newest of its plan over the same cells, or over one of them.
 * @returns undefined where the history knows of no such run
 */
export function sincePreviousRun(index: RunIndex, run: RunResult): SincePreviousRun | undefined {
  const previous = previousOf(index, run);
  return previous === undefined ? undefined : compare(index, previous, run);
}

function previousOf(index: RunIndex, { run, executions }: RunResult): IndexedRun | undefined {
  const own = new Set(executions.map(({ dmc, phase }) => `${dmc} ${phase}`));
  const isSame = (cells: readonly string[]): boolean =>
    cells.length === own.size && cells.every((cell) => own.has(cell));
  const isShared = (cells: readonly string[]): boolean => cells.some((cell) => own.has(cell));
  const earlier = index.runsBefore(run.plan, run.startedAt);
  return [isSame, isShared].map((isLike) => earlier.find((one) => isLike(index.cellsOf(one)))).find(Boolean);
}

/** A test of the run before and the same test now. */
interface Pair {
  readonly test: IndexedTest;
  readonly execution: ExecutionResult;
}

function compare(index: RunIndex, previous: IndexedRun, { run, executions }: RunResult): SincePreviousRun {
  const { id, startedAt, result, pack } = previous;
  const tests = index.testsOf(previous);
  const before = new Map(tests.map((test) => [keyOf(test), test]));
  const pairs = executions.flatMap((execution): Pair[] => {
    const test = before.get(keyOf(execution));
    return test === undefined ? [] : [{ test, execution }];
  });
  const changed = pairs.flatMap(({ test, execution }): TestChange[] => {
    const kind = kindOf(test, execution);
    if (kind === 'not executed' && isPartial(run)) return [];
    if (kind === undefined) return [];
    const past = { kind, ...placeOf(execution), before: test.outcome, now: execution.outcome };
    return [{ ...past, ...inconsistency(index.outcomesOn(testedBy(run.versions), test), execution.outcome) }];
  });
  const changes = [...changed, ...addedAndRemoved(tests, executions)];
  return {
    ...{ run: id, startedAt, result },
    ...(pack === null ? {} : { pack }),
    differences: differencesOf(previous, run),
    compared: pairs.length,
    transcripts: pairs.filter(hasTranscripts).length,
    changes: CHANGE_KINDS.flatMap((kind) => changes.filter((change) => change.kind === kind)),
    slower: slowerOf(pairs),
  };
}

function placeOf({ id, stage, dmc, phase }: IndexedTest | ExecutionResult): Omit<SlowerTest, 'beforeMs' | 'nowMs'> {
  return { id, stage, dmc, phase };
}

const hasFailed = (outcome: Outcome): boolean => outcome === 'failed' || outcome === 'known-issue';
const hasResult = (outcome: Outcome): boolean => outcome === 'passed' || hasFailed(outcome);

/** What became of a test; undefined where it came out as before. */
function kindOf(test: IndexedTest, execution: ExecutionResult): ChangeKind | undefined {
  const [was, is] = [test.outcome, execution.outcome];
  if (!hasResult(is)) return hasResult(was) ? 'not executed' : undefined;
  if (hasFailed(is)) {
    if (!hasFailed(was)) return 'new failure';
    if (test.fingerprint !== (execution.fingerprint ?? null)) return 'other failure';
    return was === 'known-issue' && is === 'failed' ? 'no longer known' : undefined;
  }
  if (hasFailed(was)) return 'mended';
  if (!hasResult(was)) return 'executed again';
  if (test.words !== wordsOf(execution)) return 'changed test';
  const told = hasTranscripts({ test, execution }) && test.transcript !== execution.transcript?.digest;
  return told ? 'silently changed' : undefined;
}

function hasTranscripts({ test, execution }: Pair): boolean {
  return test.transcript !== null && execution.transcript !== undefined;
}

/** @param earlier outcomes on the same build and suite in runs before */
function inconsistency(earlier: readonly Outcome[], now: Outcome): Pick<TestChange, 'inconsistent'> {
  const all = [...earlier, now].filter(hasResult);
  const failed = all.filter(hasFailed).length;
  return failed === 0 || failed === all.length ? {} : { inconsistent: { runs: all.length, failed } };
}

/** Tests that only one of the runs has, in cells that both have. */
function addedAndRemoved(before: readonly IndexedTest[], now: readonly ExecutionResult[]): TestChange[] {
  const missing = <T extends IndexedTest | ExecutionResult>(
    from: readonly T[],
    there: typeof before | typeof now,
  ): T[] => {
    const cells = new Set(there.map(({ dmc, phase }) => `${dmc} ${phase}`));
    const known = new Set(there.map(keyOf));
    return from.filter((test) => cells.has(`${test.dmc} ${test.phase}`) && !known.has(keyOf(test)));
  };
  return [
    ...missing(now, before).map((test) => ({ kind: 'new test' as const, ...placeOf(test), now: test.outcome })),
    ...missing(before, now).map((test) => ({ kind: 'removed test' as const, ...placeOf(test), before: test.outcome })),
  ];
}

function differencesOf(previous: IndexedRun, run: RunResult['run']): SincePreviousRun['differences'] {
  const [then, today] = [previous, run].map(({ versions, environment, seed }) => ({ ...versions, environment, seed }));
  const known = new Set([...Object.keys(then ?? {}), ...Object.keys(today ?? {})]);
  return [...known].flatMap((what) => {
    const [before = 'none', now = 'none'] = [then, today].map((one) => new Map(Object.entries(one ?? {})).get(what));
    return before === now ? [] : [{ what, before, now }];
  });
}

/** Less is the noise of a machine with something else to do. */
const SLOWER = { times: 2, milliseconds: 1_000, shown: 10 };

function slowerOf(pairs: readonly Pair[]): SlowerTest[] {
  return pairs
    .filter(({ test, execution }) => test.outcome === 'passed' && execution.outcome === 'passed')
    .map(({ test, execution }) => ({
      ...placeOf(execution),
      ...{ beforeMs: test.durationMs, nowMs: execution.durationMs },
    }))
    .filter(({ beforeMs, nowMs }) => nowMs >= beforeMs * SLOWER.times && nowMs - beforeMs >= SLOWER.milliseconds)
    .toSorted((one, other) => other.nowMs - other.beforeMs - (one.nowMs - one.beforeMs))
    .slice(0, SLOWER.shown);
}
