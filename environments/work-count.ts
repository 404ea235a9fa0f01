import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { WORK_KINDS, channelOf, type WorkKind } from './dcc-like-system/src/domain/work-count';

/** How often the system did each kind of work. */
export type WorkCounts = Readonly<Record<WorkKind, number>>;

/** Does a piece of work, and counts what systems in this process do in that time. */
export async function countWork(work: () => Promise<void>): Promise<WorkCounts> {
  const counts = Object.fromEntries(WORK_KINDS.map((kind) => [kind, 0])) as Record<WorkKind, number>;
  const listeners = WORK_KINDS.map((kind) => ({ channel: channelOf(kind), count: () => void (counts[kind] += 1) }));
  for (const { channel, count } of listeners) subscribe(channel, count);
  try {
    await work();
  } finally {
    for (const { channel, count } of listeners) unsubscribe(channel, count);
  }
  return counts;
}
