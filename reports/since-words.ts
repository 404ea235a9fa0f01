/** How reports say what is otherwise than in the run before. */
import type { ChangeKind, RunResult, SincePreviousRun, TestChange } from './record/result-model';
import { isPartial } from './record/repetition';
import { causeOf } from './failure-words';
import { counted, instant } from './text';

/** What is said of a run against the one before it, in three sentences and a heading. */
export interface SinceSentences {
  readonly against: string;
  readonly worse: string;
  readonly better: string;
  readonly silentlyChanged: string;
}

/** Kinds of changes by what they are for whoever reads them first. */
const WORSE: readonly ChangeKind[] = ['new failure', 'other failure', 'no longer known', 'not executed'];
const BETTER: readonly ChangeKind[] = ['mended', 'executed again'];

/** How many tests a kind stands for, in words. */
const IN_WORDS: Readonly<Record<ChangeKind, (count: number) => string>> = {
  'new failure': (count) => counted(count, 'new failure'),
  'other failure': (count) => `${count} that ${count === 1 ? 'fails' : 'fail'} otherwise than before`,
  'no longer known': (count) => `${count} no longer accepted as ${count === 1 ? 'a known issue' : 'known issues'}`,
  'not executed': (count) => `${count} without a result that had one`,
  mended: (count) => `${count} mended`,
  'executed again': (count) => `${count} with a result again`,
  'silently changed': (count) => counted(count, 'test'),
  'new test': (count) => counted(count, 'new test'),
  'removed test': (count) => `${counted(count, 'test')} no longer there`,
  'changed test': (count) => `${counted(count, 'test')} worded otherwise`,
};

/** The sentences on a run against the one before it; undefined where none was known. */
export function sinceSentences(run: RunResult): SinceSentences | undefined {
  const { since } = run;
  if (since === undefined) return undefined;
  const { changes, transcripts } = since;
  const silent = changes.filter(({ kind }) => kind === 'silently changed').length;
  return {
    against: `Against ${since.run} (${instant(since.startedAt)}, ${since.result})${buildsInWords(since)}:`,
    worse: `Worse: ${tally(changes, WORSE)}${causesInWords(run, changes)}${leftAside(run)}.`,
    better: `Better: ${tally(changes, BETTER)}.`,
    silentlyChanged:
      transcripts === 0
        ? 'Silently changed: not known, since no transcripts could be compared.'
        : `Silently changed: ${silent === 0 ? 'nothing' : IN_WORDS['silently changed'](silent)}, of ${transcripts} whose transcripts could be compared.`,
  };
}

/** Tests of these kinds, with how many of them are inconsistent. */
function tally(changes: readonly TestChange[], kinds: readonly ChangeKind[]): string {
  const own = changes.filter(({ kind }) => kinds.includes(kind));
  const parts = kinds.flatMap((kind) => {
    const count = own.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [IN_WORDS[kind](count)];
  });
  if (parts.length === 0) return 'nothing';
  const inconsistent = own.filter((change) => change.inconsistent !== undefined).length;
  const aside = inconsistent === 0 ? '' : ` (${inconsistent} inconsistent: otherwise before on the same build)`;
  return `${parts.join(', ')}${aside}`;
}

/** What a repetition leaves to the run before it: nothing is said of that, better or worse. */
function leftAside({ run, executions }: RunResult): string {
  const open = executions.filter(({ outcome }) => outcome === 'not-run-here').length;
  return isPartial(run) && open > 0 ? `; ${open} not run here and not compared` : '';
}

/** What the new failures come from: the cause where it is one, whose sentence stands elsewhere on the page, else how many. */
function causesInWords({ executions, causes }: RunResult, changes: readonly TestChange[]): string {
  const places = new Set(changes.filter(({ kind }) => kind === 'new failure').map(placeKey));
  const found = new Set(
    executions.filter((one) => places.has(placeKey(one))).flatMap((one) => causeOf(one, causes) ?? []),
  );
  const [only] = found;
  if (only === undefined) return '';
  if (found.size > 1) return `, of ${found.size} causes`;
  return `, of one cause (${only.id})`;
}

/** What tells one test from another. */
export function placeKey({ id, stage, dmc, phase }: Pick<TestChange, 'id' | 'stage' | 'dmc' | 'phase'>): string {
  return [id, stage, dmc, phase].join('\n');
}

function buildsInWords({ differences }: SincePreviousRun): string {
  const names = differences.map(({ what, now }) => {
    const [build] = /^.*sha256:[0-9a-f]{1,12}/.exec(now) ?? [];
    return build === undefined ? what : `${what} ${build}`;
  });
  return names.length === 0 ? ', on the same build, environment and seed' : `; changed since then: ${names.join(', ')}`;
}

/** What else has changed about the tests themselves, one phrase each. */
export function testsInWords({ changes }: SincePreviousRun): readonly string[] {
  return (['new test', 'removed test', 'changed test'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [IN_WORDS[kind](count)];
  });
}
