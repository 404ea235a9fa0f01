import { groupBy } from '../../../reports/group';
import type { Chunk } from './protocol';
import type { PlannedExecution } from '../../planning/planned-execution';

/**
 * Executions in one chunk at most: enough that starting cucumber for it costs little beside them, few enough that workers
 * end at about the same time and a crash costs little.
 */
export const CHUNK_SIZE = 20;

/**
 * Cuts what is to be run into chunks of one cell and stage each, in the planned order. It depends on the plan alone, never on
 * the number of workers.
 * @param planned without those that are set aside
 * @param after number of the last chunk that there is already
 */
export function cutIntoChunks(
  planned: readonly PlannedExecution[],
  { size = CHUNK_SIZE, after = 0 }: { readonly size?: number; readonly after?: number } = {},
): Chunk[] {
  const chunks: PlannedExecution[][] = [];
  for (const same of groupBy(planned, ({ dmc, phase, stage }) => JSON.stringify([dmc.id, phase, stage])).values()) {
    for (let start = 0; start < same.length; start += size) chunks.push(same.slice(start, start + size));
  }
  return chunks.map((executions, index) => ({ number: after + index + 1, executions }));
}

/** A chunk as people say it: `ST-A1-01 to ST-A2-03 of IOC-01 Active, Migration ST`. */
export function chunkName({ executions }: Chunk): string {
  const [first] = executions;
  const last = executions.at(-1);
  if (first === undefined || last === undefined) return 'nothing';
  const { dmc, phase, stage, scenario } = first;
  const range = first === last ? scenario.id : `${scenario.id} to ${last.scenario.id}`;
  return `${range} of ${dmc.id} ${phase}, ${stage}`;
}
