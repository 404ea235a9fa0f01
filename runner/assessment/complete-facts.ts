import { keptDetection } from '../detection/detection-results';
import { explainFailures } from './causes';
import type { Facts } from './facts';
import { matchKnownIssues } from './ledger';
import { comparePairs } from './regression/pairs';

/**
 * What a run shows once its executions are there: what its failures come from, failures held against the ledger, and the second
 * sets of its regressions against the first.
 * @param startedAt when the run began
 * @param runFolder where its evidence lies
 */
export async function completeFacts(
  ran: Omit<Facts, 'causes' | 'pairs' | 'knownIssues'>,
  startedAt: Date,
  runFolder: string,
): Promise<Facts> {
  const { plan, scope, executions } = ran;
  if (executions === undefined) return { ...ran, causes: [], pairs: [], knownIssues: [] };
  const { causes, executions: explained } = explainFailures(executions, scope.codes);
  const ledger = scope.knownIssues.map(({ line: _line, ...issue }) => issue);
  const matched = matchKnownIssues(explained, ledger, plan, startedAt);
  const detection = keptDetection(runFolder);
  const proofs = detection === undefined ? {} : { detection };
  return { ...ran, causes, ...matched, ...proofs, pairs: await comparePairs(plan, matched.executions, runFolder) };
}
