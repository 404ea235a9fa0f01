/** Cuts the executions of a plan into shards: the same cut on every machine, without communication. */
import { duration } from '../../reports/text';
import { RunError } from '../../support/scope/errors';
import { NEEDS } from '../../support/scope/needs';
import { cellsToEnter } from '../assessment/assessment';
import type { EnvironmentFacts } from '../assessment/facts';
import { loadOf, type Durations } from '../planning/durations';
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

/** Part of what a shard is to take that a chunk may take at most: so far apart can shards be. */
const FINENESS = 0.04;

/**
 * Distributes executions: chunk by chunk in the planned order, each chunk to the shard with the fewest executions so far, the
 * first of several. Where it is known what they take, the longest chunk comes first, and goes to the shard that takes least so far.
 * @param planned without executions that are set aside
 * @returns the executions of each shard
 * @throws RunError where there are more shards than chunks, so that some would be empty
 */
export function distribute(
  planned: readonly PlannedExecution[],
  of: number,
  durations?: Durations,
): PlannedExecution[][] {
  const weigh = (executions: readonly PlannedExecution[]): number =>
    durations === undefined ? executions.length : loadOf(executions, durations);
  const most = (weigh(planned) / of) * FINENESS;
  const chunks =
    durations === undefined
      ? cutIntoChunks(planned)
      : cutIntoChunks(planned, { weights: { of: durations.of, most } }).toSorted(
          (one, other) => weigh(other.executions) - weigh(one.executions),
        );
  if (of > chunks.length) {
    const last = shardName({ number: of, of });
    throw new RunError(
      `The ${last} is empty: the plan can be cut into ${chunks.length} shards at most, so use fewer (--shard 1/${chunks.length}).`,
    );
  }
  const shards = Array.from({ length: of }, () => ({ executions: [] as PlannedExecution[], weight: 0 }));
  for (const { executions } of chunks) {
    const lightest = shards.reduce((least, shard) => (shard.weight < least.weight ? shard : least));
    lightest.executions.push(...executions);
    lightest.weight += weigh(executions);
  }
  return shards.map(({ executions }) => executions);
}

/** What one shard holds. */
export interface ShardCut {
  /** Keys of its executions. */
  readonly keys: ReadonlySet<string>;
  /** Milliseconds that they are expected to take; undefined where that is not known. */
  readonly expectedMs: number | undefined;
}

/**
 * What each shard holds.
 * @param seed the seed of the run
 * @param durations by which it is cut; by the number of executions where none are given
 * @throws RunError where some shard would be empty
 */
export async function cutIntoShards(
  { plan, scope, choice, scenarios }: PlanContext,
  seed: string,
  of: number,
  durations: Durations | undefined,
): Promise<ShardCut[]> {
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
  return distribute(due, of, durations).map((executions) => ({
    keys: new Set(executions.map(keyOfPlanned)),
    expectedMs: durations === undefined ? undefined : loadOf(executions, durations),
  }));
}

/**
 * What one shard holds.
 * @param say receives what it is expected to take, where that is known
 * @returns the keys of its executions
 * @throws RunError where some shard would be empty
 */
export async function executionsOfShard(
  context: PlanContext & { readonly durations?: Durations },
  seed: string,
  shard: Shard,
  say: (line: string) => void,
): Promise<ReadonlySet<string>> {
  const cut = await cutIntoShards(context, seed, shard.of, context.durations);
  const own = cut[shard.number - 1];
  if (own === undefined) throw new RunError(`There is no ${shardName(shard)}.`);
  const expected = cut.flatMap(({ expectedMs }) => expectedMs ?? []);
  if (own.expectedMs !== undefined) {
    const [least, most] = [Math.min(...expected), Math.max(...expected)];
    const apart = most === 0 ? 0 : (100 * (most - least)) / most;
    say(
      `The ${shardName(shard)} is expected to execute for ${duration(own.expectedMs)} in one worker; the shards are ${apart.toFixed(1)} % apart at most.`,
    );
  }
  return own.keys;
}
