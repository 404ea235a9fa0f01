import type { Facts } from './facts';
import { matchKnownIssues } from './ledger';
import { comparePairs } from './regression/pairs';

/**
 * What a run shows once its executions are there: failures held against the ledger, and the second sets of its regressions
 * against the first.
 * @param startedAt when the run began
 * @param runFolder where its evidence lies
 */
export async function completeFacts(
  ran: Omit<Facts, 'pairs' | 'knownIssues'>,
  startedAt: Date,
  runFolder: string,
): Promise<Facts> {
  const { plan, scope, executions } = ran;
  if (executions === undefined) return { ...ran, pairs: [], knownIssues: [] };
  const ledger = scope.knownIssues.map(({ line: _line, ...issue }) => issue);
  const matched = matchKnownIssues(executions, ledger, plan, startedAt);
  return { ...ran, ...matched, pairs: await comparePairs(plan, matched.executions, runFolder) };
}
