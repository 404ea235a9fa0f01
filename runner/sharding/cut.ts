/** Cuts the executions of a plan into shards: the same cut on every machine, without communication. */
import { RunError } from '../../support/scope/errors';
import { NEEDS } from '../../support/scope/needs';
import { cellsToEnter } from '../assessment/assessment';
import type { EnvironmentFacts } from '../assessment/facts';
import type { PlanContext } from '../planning/plan-context';
import { planExecutions } from '../planning/plan-executions';
import { keyOfPlanned, type PlannedExecution } from '../planning/planned-execution';
import { cutIntoChunks } from '../execution/workers/chunks';
import { shardName, type Shard } from './shard';

/** An environment with every capability, so that the cut does not depend on the machine. */
const ANYWHERE: EnvironmentFacts = {
  name: 'anywhere',
  simulated: true,
  capabilities: NEEDS,
  versions: { system: `sha256:${'0'.repeat(64)}` },
  healthProblems: [],
};

/**
 * Distributes executions: chunk by chunk in the planned order, each chunk to the shard with the fewest executions so far, the
 * first of several.
 * @param planned without executions that are set aside
 * @returns the executions of each shard
 * @throws RunError where there are more shards than chunks, so that some would be empty
 */
export function distribute(planned: readonly PlannedExecution[], of: number): PlannedExecution[][] {
  const chunks = cutIntoChunks(planned);
  if (of > chunks.length) {
    const last = shardName({ number: of, of });
    throw new RunError(
      `The ${last} is empty: the plan can be cut into ${chunks.length} shards at most, so use fewer (--shard 1/${chunks.length}).`,
    );
  }
  const shards: PlannedExecution[][] = Array.from({ length: of }, () => []);
  for (const { executions } of chunks) {
    const lightest = shards.reduce((least, shard) => (shard.length < least.length ? shard : least));
    lightest.push(...executions);
  }
  return shards;
}

/**
 * The keys of the executions of each shard.
 * @param seed the seed of the run
 * @throws RunError where some shard would be empty
 */
export async function cutIntoShards(
  { plan, scope, choice, scenarios }: PlanContext,
  seed: string,
  of: number,
): Promise<ReadonlySet<string>[]> {
  const { cells, formal } = choice;
  const nothing = {
    executions: undefined,
    assignedEnvironments: [],
    stageRuns: [],
    causes: [],
    pairs: [],
    knownIssues: [],
  };
  const entered = cellsToEnter({ plan, scope, cells, formal, environment: ANYWHERE, ...nothing });
  const planned = await planExecutions(entered, scenarios, seed, undefined);
  const due = planned.filter(({ aside }) => aside === undefined);
  return distribute(due, of).map((executions) => new Set(executions.map(keyOfPlanned)));
}

/**
 * The keys of the executions of one shard.
 * @throws RunError where some shard would be empty
 */
export async function executionsOfShard(
  context: PlanContext,
  seed: string,
  shard: Shard,
): Promise<ReadonlySet<string>> {
  const keys = (await cutIntoShards(context, seed, shard.of))[shard.number - 1];
  if (keys === undefined) throw new RunError(`There is no ${shardName(shard)}.`);
  return keys;
}
