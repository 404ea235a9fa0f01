import type { Chunk } from './protocol';
import type { PlannedExecution } from '../../planning/planned-execution';

/**
 * Most executions in a chunk: enough to make the start of cucumber cheap, few enough that workers finish at about the same time
 * and a crash costs little.
 */
export const CHUNK_SIZE = 20;

/** How executions weigh, and what a chunk may weigh, if it holds more than one. */
export interface ChunkWeights {
  readonly of: (execution: PlannedExecution) => number;
  readonly most: number;
}

/**
 * Cuts executions into chunks of one cell and stage each, in the planned order. The cut depends on the plan alone, not on the
 * number of workers.
 * @param planned without executions that are set aside
 * @param after number of the last chunk of an earlier round; 0 for none
 * @param weights cut by these too; by the number of executions alone unless given
 */
export function cutIntoChunks(
  planned: readonly PlannedExecution[],
  {
    size = CHUNK_SIZE,
    after = 0,
    weights,
  }: { readonly size?: number; readonly after?: number; readonly weights?: ChunkWeights } = {},
): Chunk[] {
  const chunks: PlannedExecution[][] = [];
  for (const same of Map.groupBy(planned, ({ dmc, phase, stage }) => JSON.stringify([dmc.id, phase, stage])).values()) {
    let weight = Infinity;
    let current: PlannedExecution[] = [];
    for (const execution of same) {
      const own = weights?.of(execution) ?? 0;
      if (current.length === size || weight + own > (weights?.most ?? 0)) {
        chunks.push((current = []));
        weight = 0;
      }
      current.push(execution);
      weight += own;
    }
  }
  return chunks.map((executions, index) => ({ number: after + index + 1, executions }));
}

/** Such as `ST-A1-01 to ST-A2-03 of IOC-01 Active, Migration ST`. */
export function chunkName({ executions }: Chunk): string {
  const [first] = executions;
  const last = executions.at(-1);
  if (first === undefined || last === undefined) return 'nothing';
  const { dmc, phase, stage, scenario } = first;
  const range = first === last ? scenario.id : `${scenario.id} to ${last.scenario.id}`;
  return `${range} of ${dmc.id} ${phase}, ${stage}`;
}
