/** Finds what the failures of a run come from: once, for everything that shows it. */
import type { Cause, ExecutionResult, Failure } from '../../reports/record/result-model';
import { refusalCodesIn, refusalCodesOf } from '../../reports/text';
import type { CodeTables } from '../../support/scope/codes';
import { withoutVariables } from '../execution/scenarios/fingerprint';
import type { ExplainedExecution, FirstDifference, Refusal } from './cause-model';
import { describeCause, describeDifference, refusalsIn } from './cause-sentences';
import { conditionOf, sharedConditions } from './shared-conditions';

/** Executions whose failures name their cause, and the causes. */
export interface ExplainedFailures {
  readonly executions: readonly ExecutionResult[];
  readonly causes: readonly Cause[];
}

/**
 * Groups failures by their first difference, code and party. It is sought in this order: a refusal that was due, by the
 * expectation or by the words of the scenario, and that its service never gave, or gave in vain; where something ended otherwise or did not
 * come, a refusal that no scenario names and that no passed execution of the run has seen either; the expectation itself. Those that stand under one condition, which no passed
 * execution has, are of the largest group among them.
 * @param executions as they ran, or as an earlier call has made them
 */
export function explainFailures(executions: readonly ExecutionResult[], tables: CodeTables): ExplainedFailures {
  const codes = runCodesOf(executions, tables);
  const explained = executions.flatMap((execution): ExplainedExecution[] => {
    if (!hasFailed(execution)) return [];
    return [{ execution, difference: firstDifference(execution, codes) }];
  });
  const passed = executions.filter(({ outcome }) => outcome === 'passed');
  const ordered = joinByCondition(groupsOf(explained), passed);
  const causes = ordered.map((members, index) => toCause(`C-${index + 1}`, members, codes.refusals));
  const found = new Map(
    ordered.flatMap((members, index) =>
      members.map((member) => [member.execution.failure, { cause: `C-${index + 1}`, member }] as const),
    ),
  );
  return {
    causes,
    executions: executions.map((execution) => {
      const { failure } = execution;
      const own = failure === undefined ? undefined : found.get(failure);
      if (failure === undefined || own === undefined) return execution;
      const { cause, member } = own;
      const firstDifference = describeDifference(member);
      return { ...execution, failure: { ...failure, ...partyOf(member.difference), firstDifference, cause } };
    }),
  };
}

/** Failures with the same first difference, the largest group first. */
function groupsOf(explained: readonly ExplainedExecution[]): (readonly ExplainedExecution[])[] {
  const groups = [...Map.groupBy(explained, ({ difference }) => keyOf(difference)).values()];
  return groups.toSorted((one, other) => other.length - one.length);
}

/**
 * Adds to a group the smaller ones that stand wholly under a condition of its own, one that no passed execution has: what they saw
 * follows from the same fault further on.
 */
function joinByCondition(
  groups: readonly (readonly ExplainedExecution[])[],
  passed: readonly ExecutionResult[],
): readonly (readonly ExplainedExecution[])[] {
  const joined: (readonly ExplainedExecution[])[] = [];
  let rest = groups;
  while (rest.length > 0) {
    const [largest = [], ...others] = rest;
    const shared = sharedConditions(
      largest.map(({ execution }) => execution),
      passed,
    );
    const followers = others.map((group) =>
      group.flatMap((member) => {
        const condition = conditionOf(member.execution, shared);
        return condition === undefined ? [] : [{ ...member, condition }];
      }),
    );
    const follows = (at: number): boolean => followers[at]?.length === others[at]?.length;
    joined.push([...largest, ...followers.filter((_, at) => follows(at)).flat()]);
    rest = others.filter((_, at) => !follows(at));
  }
  return joined.toSorted((one, other) => other.length - one.length);
}

function hasFailed(execution: ExecutionResult): execution is ExplainedExecution['execution'] {
  return execution.failure !== undefined && (execution.outcome === 'failed' || execution.outcome === 'known-issue');
}

/** What the other executions of a run say of the codes of one. */
interface RunCodes {
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** Codes that no failure needs: see `usualCodes`. */
  readonly usual: ReadonlySet<string>;
  /** In how many failed executions a refusal that was due is lacking, by code. */
  readonly lacking: ReadonlyMap<string, number>;
  /** Refusals that were given in place of several others: what they stand for is no longer what was due. */
  readonly strays: ReadonlySet<string>;
}

function runCodesOf(executions: readonly ExecutionResult[], tables: CodeTables): RunCodes {
  const refusals = refusalsIn(tables);
  const lacking = new Map<string, number>();
  for (const execution of executions.filter(hasFailed)) {
    for (const { code } of missingRefusals(execution, refusals)) lacking.set(code, (lacking.get(code) ?? 0) + 1);
  }
  return { refusals, usual: usualCodes(executions), lacking, strays: straysIn(executions.filter(hasFailed)) };
}

/** In place of so many others, or of none, one refusal says more than each of those. */
const MANY = 2;

function straysIn(failed: readonly ExplainedExecution['execution'][]): Set<string> {
  const inPlaceOf = Map.groupBy(
    failed.filter((execution) => !refusalCodesOf(execution).includes(execution.failure.code?.given ?? '')),
    ({ failure }) => failure.code?.given ?? '',
  );
  const strays = [...inPlaceOf].filter(
    ([given, group]) => given !== '' && new Set(group.map(({ failure }) => failure.code?.due)).size >= MANY,
  );
  return new Set(strays.map(([given]) => given));
}

function firstDifference(
  execution: ExplainedExecution['execution'],
  { refusals, usual, lacking, strays }: RunCodes,
): FirstDifference {
  const { failure, codes } = execution;
  const stray = refusals.get(failure.code?.given ?? '');
  if (stray !== undefined && strays.has(stray.code)) return { kind: 'undue', refusal: stray };
  const due = refusals.get(codeDue(failure) ?? '');
  // Where the code that was due came, what went otherwise is something else.
  if (due !== undefined && due.code === failure.code?.given) return unmet(failure);
  if (due !== undefined && wasGiven(due, execution)) {
    return { kind: 'unheeded', refusal: due, by: failure.party === due.party ? undefined : failure.party };
  }
  // Of several the one that most failures lack: the others follow from it.
  const [missing] = missingRefusals(execution, refusals).toSorted(
    (one, other) => (lacking.get(other.code) ?? 0) - (lacking.get(one.code) ?? 0),
  );
  if (missing !== undefined) return { kind: 'missing', refusal: missing };
  // Whoever is known to be to blame did not give the refusal of another.
  const unusual = codes.filter((one) => !usual.has(usualKey(one)) && (failure.party ?? one.by) === one.by);
  const ofTrail = isOfOutcome(failure) ? unusual : [];
  const given = [failure.code?.given, ...ofTrail.map(({ code }) => code)];
  const named = refusalCodesOf(execution);
  for (const code of given) {
    const refusal = refusals.get(code ?? '');
    if (refusal !== undefined && !named.includes(refusal.code)) return { kind: 'undue', refusal };
  }
  return unmet(failure);
}

/** A code of this system, in words. */
const CODE_IN_WORDS = /\bSIM-[A-Z0-9]{3}-\d{2}\b/;

/** The code that was due: by the data of a failure, or by the words of what was expected and did not come. */
function codeDue({ code, expected, observed }: Failure): string | undefined {
  const [named] = CODE_IN_WORDS.exec(expected) ?? [];
  return code?.due ?? (named !== undefined && !observed.includes(named) ? named : undefined);
}

/**
 * Whether a refusal on the way can be what a failure comes from: nothing came, or something ended otherwise. Of a wrong value in what
 * did come it tells nothing.
 */
function isOfOutcome({ code, observed }: Failure): boolean {
  return code !== undefined || FOUND_NOTHING.test(observed);
}

const FOUND_NOTHING = /^(none|nothing)\b/;

/** Refusals that were due, by the expectation or by the words of the scenario, and that their services never gave. */
function missingRefusals(
  execution: ExplainedExecution['execution'],
  refusals: ReadonlyMap<string, Refusal>,
): Refusal[] {
  const due = refusals.get(codeDue(execution.failure) ?? '');
  // What fails on its way did not come to what it was to provoke, and where nothing is there, nobody let anything pass.
  if (due === undefined && (!isObserving(execution) || FOUND_NOTHING.test(execution.failure.observed))) return [];
  const seen = codesSeenIn(execution);
  const named = refusalCodesOf(execution).flatMap((code) => (seen.includes(code) ? [] : (refusals.get(code) ?? [])));
  return [...new Set([...(due === undefined ? [] : [due]), ...named])].filter((one) => !wasGiven(one, execution));
}

/** Refusals of which an outcome step has seen that they came. */
function codesSeenIn({ steps }: ExecutionResult): readonly string[] {
  const from = steps.findIndex(({ kind, text }) => kind === 'step' && text.startsWith('Then'));
  const passed = from < 0 ? [] : steps.slice(from).filter(({ status }) => status === 'passed');
  return refusalCodesIn(
    '',
    passed.map(({ text }) => text),
  );
}

function wasGiven({ code, party }: Refusal, { codes }: ExecutionResult): boolean {
  return codes.some((given) => given.code === code && given.by === party);
}

function unmet({ subject, party }: Failure): FirstDifference {
  return { kind: 'unmet', party, subject: withoutVariables(subject) };
}

/** Whether it failed while it looked at what came of its act, and not on the way there. */
function isObserving({ steps }: ExecutionResult): boolean {
  const failing = steps.findIndex(({ status }) => status === 'failed');
  const keyword = steps
    .slice(0, failing + 1)
    .findLast(({ kind, text }) => kind === 'step' && /^(Given|When|Then)\b/.test(text));
  return keyword?.text.startsWith('Then') === true;
}

/** Refusals that executions have seen without naming them, and passed all the same. */
function usualCodes(executions: readonly ExecutionResult[]): Set<string> {
  const passed = executions.filter(({ outcome }) => outcome === 'passed');
  // Without a passed execution nobody knows what is usual.
  const all = passed.length === 0 ? executions : passed;
  return new Set(
    all.flatMap((execution) => {
      const named = passed.length === 0 ? [] : refusalCodesOf(execution);
      return execution.codes.filter(({ code }) => !named.includes(code)).map(usualKey);
    }),
  );
}

function usualKey({ code, by }: { readonly code: string; readonly by: string }): string {
  return `${by} ${code}`;
}

function keyOf(difference: FirstDifference): string {
  if (difference.kind === 'unmet') return `unmet ${difference.party ?? ''} ${difference.subject}`;
  // Who heeds no refusal heeds none of any code.
  if (difference.kind === 'unheeded' && difference.by !== undefined) return `unheeded by ${difference.by}`;
  return `${difference.kind} ${usualKey({ code: difference.refusal.code, by: difference.refusal.party })}`;
}

function partyOf(difference: FirstDifference): { readonly party?: string } {
  const party = difference.kind === 'unmet' ? difference.party : erring(difference);
  return party === undefined ? {} : { party };
}

/** Who did not heed a refusal; else the party of the refusal. */
function erring(difference: Exclude<FirstDifference, { readonly kind: 'unmet' }>): string {
  const { party } = difference.refusal;
  return difference.kind === 'unheeded' ? (difference.by ?? party) : party;
}

function toCause(id: string, members: readonly ExplainedExecution[], refusals: ReadonlyMap<string, Refusal>): Cause {
  const [first] = members;
  const difference = first?.difference;
  return {
    id,
    sentence: describeCause(
      members.filter(({ condition }) => condition === undefined),
      refusals,
    ),
    ...(difference === undefined ? {} : partyOf(difference)),
    ...(difference === undefined || difference.kind === 'unmet' ? {} : { code: difference.refusal.code }),
    count: members.length,
    executions: members.map(({ execution: { id: scenario, stage, dmc, phase } }) => ({
      id: scenario,
      stage,
      dmc,
      phase,
    })),
  };
}
