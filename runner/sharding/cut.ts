/** Cuts what a plan owes into shares, so that every machine comes to the same cut without asking another one. */
import { RunError } from '../../support/scope/errors';
import type { CellChoice } from '../planning/cells';
import { NEEDS } from '../planning/features/tags';
import type { Scenario } from '../planning/features/read-feature';
import { cellsToEnter } from '../assessment/assessment';
import type { EnvironmentFacts } from '../assessment/facts';
import { planExecutions } from '../planning/plan-executions';
import type { Plan } from '../../support/scope/plan';
import type { Scope } from '../../support/scope/scope';
import { cutIntoChunks } from '../execution/workers/chunks';
import { shareName, type Share } from './share';
import { keyOfPlanned, type PlannedExecution } from '../planning/planned-execution';

/** What a cut follows from, beside the seed. */
export interface Intent {
  readonly plan: Plan;
  readonly scope: Scope;
  readonly choice: CellChoice;
  readonly scenarios: readonly Scenario[];
}

/** A place that lacks nothing: what a machine can do must not move the cut. */
const ANYWHERE: EnvironmentFacts = {
  name: 'anywhere',
  simulated: true,
  capabilities: NEEDS,
  versions: { system: `sha256:${'0'.repeat(64)}` },
  illnesses: [],
};

/**
 * Deals executions out: chunk by chunk in the planned order, each chunk to the share that has the fewest executions so far, the
 * first of several.
 * @param planned without what does not apply
 * @returns the executions of each share
 * @throws RunError where there are more shares than chunks, so that some would hold nothing
 */
export function dealOut(planned: readonly PlannedExecution[], of: number): PlannedExecution[][] {
  const chunks = cutIntoChunks(planned);
  if (of > chunks.length) {
    const last = shareName({ number: of, of });
    throw new RunError(
      `The ${last} holds nothing: the plan can be cut into ${chunks.length} at most, so use fewer (--shard 1/${chunks.length}).`,
    );
  }
  const shares: PlannedExecution[][] = Array.from({ length: of }, () => []);
  for (const { executions } of chunks) {
    const lightest = shares.reduce((least, share) => (share.length < least.length ? share : least));
    lightest.push(...executions);
  }
  return shares;
}

/**
 * The executions of each share of a run, by their keys.
 * @param seed the seed of the run
 * @throws RunError where some share would hold nothing
 */
export async function cutIntoShares(
  { plan, scope, choice, scenarios }: Intent,
  seed: string,
  of: number,
): Promise<ReadonlySet<string>[]> {
  const { cells, formal } = choice;
  const nothing = { executions: undefined, places: [], stageRuns: [], pairs: [], knownIssues: [] };
  const entered = cellsToEnter({ plan, scope, cells, formal, environment: ANYWHERE, ...nothing });
  const planned = await planExecutions(entered, scenarios, seed, undefined);
  const due = planned.filter(({ aside }) => aside === undefined);
  return dealOut(due, of).map((executions) => new Set(executions.map(keyOfPlanned)));
}

/**
 * What one share of a run holds, by keys.
 * @throws RunError where some share would hold nothing
 */
export async function executionsOfShare(intent: Intent, seed: string, share: Share): Promise<ReadonlySet<string>> {
  const keys = (await cutIntoShares(intent, seed, share.of))[share.number - 1];
  if (keys === undefined) throw new RunError(`There is no ${shareName(share)}.`);
  return keys;
}
