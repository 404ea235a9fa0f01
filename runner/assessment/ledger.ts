import type { ExecutionResult, KnownIssueResult } from '../../reports/record/result-model';
import { counted, date } from '../../reports/text';
import { SEVERITIES, type Plan } from '../../support/scope/plan';
import type { KnownIssue } from '../../support/scope/known-issues';

/** Executions matched with the ledger, and the state of each of its rows. */
export interface MatchedIssues {
  readonly executions: readonly ExecutionResult[];
  readonly knownIssues: readonly KnownIssueResult[];
}

/** Fingerprints that were made of prose, which reads otherwise now. */
const VERSION_1 = /^[0-9a-f]{12}$/;

/**
 * Matches failures with the ledger. A failure is a known issue where a row has its scenario, its combination and its
 * fingerprint, and the date of the row has not passed; every other failure stays one. For this version of the suite a row with a
 * fingerprint of version 1 has whatever its scenario and combination fail with, if they fail with one fingerprint only.
 * @param executions as they ran, or as an earlier call has made them
 * @param startedAt when the run began: dates are held against that day
 */
export function matchKnownIssues(
  executions: readonly ExecutionResult[],
  ledger: readonly KnownIssue[],
  plan: Plan,
  startedAt: Date,
): MatchedIssues {
  const today = startedAt.toISOString().slice(0, 10);
  const open = executions.map(unmatched);
  const fingerprints = new Map(ledger.map((issue) => [issue, fingerprintOf(issue, open)]));
  const matched = open.map((execution) => {
    const row = ledger.find((issue) => concerns(issue, execution) && fingerprints.get(issue) === execution.fingerprint);
    if (row === undefined || execution.outcome !== 'failed') return execution;
    const knownIssue = row.id;
    if (row.targetDate >= today) return { ...execution, outcome: 'known-issue' as const, knownIssue };
    return { ...execution, knownIssue };
  });
  return { executions: matched, knownIssues: ledger.map((row) => stateOf(row, matched, plan, today)) };
}

function unmatched({ knownIssue: _knownIssue, ...execution }: ExecutionResult): ExecutionResult {
  return execution.outcome === 'known-issue' ? { ...execution, outcome: 'failed' } : execution;
}

/** The fingerprint that a row stands for. */
function fingerprintOf(row: KnownIssue, executions: readonly ExecutionResult[]): string {
  if (!VERSION_1.test(row.fingerprint)) return row.fingerprint;
  const failed = executions.filter((execution) => concerns(row, execution) && execution.outcome === 'failed');
  const [present, ...others] = new Set(failed.map(({ fingerprint }) => fingerprint));
  return present !== undefined && others.length === 0 ? present : row.fingerprint;
}

function concerns({ scenario, dmcs }: KnownIssue, { id, dmc }: Pick<ExecutionResult, 'id' | 'dmc'>): boolean {
  return scenario === id && (dmcs.length === 0 || dmcs.includes(dmc));
}

function stateOf(row: KnownIssue, executions: readonly ExecutionResult[], plan: Plan, today: string): KnownIssueResult {
  const ran = executions.filter(
    (execution) => concerns(row, execution) && ['passed', 'failed', 'known-issue'].includes(execution.outcome),
  );
  const own = ran.filter(({ knownIssue }) => knownIssue === row.id);
  const other = ran.filter(({ outcome, knownIssue }) => outcome === 'failed' && knownIssue === undefined);
  const covered = own.map(({ id, dmc, phase, stage }) => ({ id, dmc, phase, stage }));
  const result = (state: KnownIssueResult['state'], note: string): KnownIssueResult => ({
    ...row,
    state,
    note,
    executions: covered,
    inWorkOffPlan: state === 'open' && mayStayOpen(row, plan),
  });
  if (ran.length === 0) return result('not run', 'This run has no execution that it concerns.');
  if (own.length > 0) {
    const passed = ran.filter(({ outcome }) => outcome === 'passed').length;
    const often = `It failed as recorded in ${own.length} of ${counted(ran.length, 'execution')}${passed === 0 ? '' : ` and passed in ${passed}`}`;
    const renew = VERSION_1.test(row.fingerprint)
      ? ` Its fingerprint is of version 1: write ${own[0]?.fingerprint ?? ''} in its place.`
      : '';
    if (row.targetDate < today)
      return result('expired', `${often}; it was to be mended by ${date(row.targetDate)}.${renew}`);
    return result('open', `${often}; to be mended by ${date(row.targetDate)}.${renew}`);
  }
  const [first] = other;
  if (first !== undefined) {
    const note = `${first.id} failed otherwise: fingerprint ${first.fingerprint ?? 'none'} in the place of ${row.fingerprint}.`;
    return result('changed', note);
  }
  return result(
    'stale',
    `It passed in ${ran.length === 1 ? 'its one execution' : `each of ${ran.length} executions`}: take the row out of the ledger.`,
  );
}

/** Whether the plan lets failures of that severity stay open in a Work-Off Plan. */
function mayStayOpen({ severity }: KnownIssue, { criteria }: Plan): boolean {
  return criteria.some(
    ({ measure }) =>
      measure.kind === 'failures' &&
      measure.workOffPlan !== undefined &&
      measure.severities.some((name) => SEVERITIES.indexOf(name) + 1 === severity),
  );
}
