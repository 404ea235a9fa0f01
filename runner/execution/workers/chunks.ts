import type { Chunk } from './protocol';
import type { PlannedExecution } from '../../planning/planned-execution';

/**
 * Most executions in a chunk: enough to make the start of cucumber cheap, few enough that workers finish at about the same time
 * and a crash costs little.
 */
export const CHUNK_SIZE = 20;

/**
 * Cuts executions into chunks of one cell and stage each, in the planned order. The cut depends on the plan alone, not on the
 * number of workers.
 * @param planned without executions that are set aside
 * @param after number of the last chunk of an earlier round; 0 for none
 */
export function cutIntoChunks(
  planned: readonly PlannedExecution[],
  { size = CHUNK_SIZE, after = 0 }: { readonly size?: number; readonly after?: number } = {},
): Chunk[] {
  const chunks: PlannedExecution[][] = [];
  for (const same of Map.groupBy(planned, ({ dmc, phase, stage }) => JSON.stringify([dmc.id, phase, stage])).values()) {
    for (let start = 0; start < same.length; start += size) chunks.push(same.slice(start, start + size));
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
