import type { EnvironmentEvidence, ExecutionResult, Omission, PlannedSet } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import { functionText } from '../../support/scope/releases';
import type { Facts } from './facts';

/** Whether what was planned is what was executed. */
export function plannedSetOf(executions: readonly ExecutionResult[], notSelected: readonly string[]): PlannedSet {
  const due = executions.filter(({ outcome }) => outcome !== 'does-not-apply');
  const missing = due.filter(({ outcome }) => ['not-run-here', 'blocked', 'incomplete'].includes(outcome));
  const executed = due.length - missing.length;
  const same = due.length > 0 && missing.length === 0;
  const numbers = `${counted(due.length, 'execution')} planned, ${executed} executed`;
  const statement = same
    ? `What was planned is what was executed: ${numbers}.`
    : `What was planned is not what was executed: ${numbers}, ${missing.length} without a result that proves anything.`;
  return {
    planned: due.length,
    executed,
    missing: missing.map(({ id, dmc, phase, stage }) => `${id} ${dmc} ${phase} ${stage}`),
    notSelected,
    same,
    statement,
  };
}

/** What the releases of the run declare not to use, and which scenarios do not apply to their combinations for it. */
export function omissionsOf({ cells }: Facts, executions: readonly ExecutionResult[]): Omission[] {
  const releases = [...new Set(cells.map(({ dmc }) => dmc.release))];
  return releases.flatMap((release) => {
    const dmcs = cells.filter(({ dmc }) => dmc.release === release).map(({ dmc }) => dmc);
    const own = new Set(dmcs.map(({ id }) => id));
    return (dmcs[0]?.notUsed ?? []).map(({ name, reason }): Omission => {
      const scenarios = executions.filter(
        ({ dmc, outcome, tags }) => own.has(dmc) && outcome === 'does-not-apply' && tags.includes(`@applies:${name}`),
      );
      return { release, function: functionText(name), reason, scenarios: [...new Set(scenarios.map(({ id }) => id))] };
    });
  });
}

/** Which evidence came from which environment: that of the run, and those that the plan assigns cells to. */
export function evidenceByEnvironment(
  { environment, plan, cells }: Facts,
  executions: readonly ExecutionResult[],
): EnvironmentEvidence[] {
  const executed = executions.filter(({ outcome }) => ['passed', 'failed', 'known-issue'].includes(outcome));
  const assignments = plan.places ?? [];
  const names = [
    environment.name,
    ...assignments.map((one) => one.environment),
    ...executed.map((one) => one.environment),
  ];
  return [...new Set(names)].map((name) => {
    const assigned = assignments
      .filter((one) => one.environment === name)
      .flatMap((one) => one.cells)
      .filter((cell) => cells.some(({ dmc, phase }) => dmc.id === cell.dmc && phase === cell.phase));
    const count = executed.filter((one) => one.environment === name).length;
    const elsewhere = assigned.filter((cell) => {
      const own = executed.filter(({ dmc, phase }) => dmc === cell.dmc && phase === cell.phase);
      return own.length === 0 || own.some((one) => one.environment !== name);
    });
    const named = elsewhere.map(({ dmc, phase }) => `${dmc} ${phase}`).join(', ');
    const lack = elsewhere.length === 0 ? '' : ` Not shown there although the plan assigns it: ${named}.`;
    const note = `${counted(count, 'execution')} of ${executed.length} ran on ${name}.${lack}`;
    return { environment: name, assigned, executions: count, demonstrated: elsewhere.length === 0, note };
  });
}
