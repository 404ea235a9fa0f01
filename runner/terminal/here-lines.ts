import type { PlannedExecution } from '../planning/planned-execution';
import { counted } from '../../reports/text';

/** Scenarios that lack the same are named up to so many. */
const MOST_NAMED = 5;

/**
 * What of a plan would run on an environment and what not, and which step keeps it out; one line each.
 * @param planned for that environment
 */
export function hereLines(environment: string, planned: readonly PlannedExecution[]): string[] {
  const applying = planned.filter(({ aside }) => aside?.outcome !== 'does-not-apply');
  const out = applying.filter(({ aside }) => aside !== undefined);
  const byReason = [...Map.groupBy(out, ({ aside }) => aside?.reason ?? '')].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return [
    '',
    `On ${environment}: ${counted(applying.length - out.length, 'execution')} would run, ${out.length} would not.`,
    ...byReason.map(([reason, same]) => `  ${String(same.length).padStart(5)}  ${reason} ${namesOf(same)}`),
  ];
}

function namesOf(planned: readonly PlannedExecution[]): string {
  const ids = [...new Set(planned.map(({ scenario }) => scenario.id))];
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  return `(${ids.slice(0, MOST_NAMED).join(', ')}${more})`;
}
