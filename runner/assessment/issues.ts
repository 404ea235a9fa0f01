import type { ExecutionResult, KnownIssueResult, OpenIssues, SeverityLevel } from '../../reports/record/result-model';
import { SEVERITY_LEVELS } from '../../reports/record/result-model';
import { SEVERITIES } from '../../support/scope/plan';

/** What is open among executions: known issues by their ids, and scenarios that failed without one by theirs. */
export interface OpenFailures {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * What is open among executions, at some levels of severity. A known issue has the severity of its row in the ledger, any other
 * failure that of its scenario.
 */
export function openIssues(
  executions: readonly ExecutionResult[],
  ledger: readonly KnownIssueResult[],
  levels: readonly number[],
): OpenFailures {
  const known = new Set<string>();
  const unknown = new Set<string>();
  for (const { id, outcome, severity, knownIssue } of executions) {
    const own = SEVERITIES.indexOf(severity) + 1;
    if (outcome === 'known-issue') {
      const row = ledger.find((issue) => issue.id === knownIssue);
      if (levels.includes(row?.severity ?? own)) known.add(row?.id ?? id);
    } else if (outcome === 'failed' && levels.includes(own)) unknown.add(id);
  }
  return { known: [...known], unknown: [...unknown] };
}

/** What is open by severity, the worst first. */
export function countOpenIssues(
  executions: readonly ExecutionResult[],
  ledger: readonly KnownIssueResult[],
): OpenIssues[] {
  return SEVERITY_LEVELS.map((level: SeverityLevel) => {
    const { known, unknown } = openIssues(executions, ledger, [level]);
    return { level, known: known.length, unknown: unknown.length };
  });
}
