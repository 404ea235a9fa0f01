import type { Clock } from './clock';
import type { DatabaseFile } from './database-file';
import type { LogicalClock } from './logical-clock';

/** What services that run in one process share: one file for their stores, one clock, one logical clock. */
export interface Shared {
  readonly file: DatabaseFile;
  readonly clock: Clock;
  readonly logicalClock: LogicalClock;
}
