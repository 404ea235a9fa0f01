import type { ProcessName, ServiceConfig } from './config';
import type { Fault } from './lab-state';
import type { LogicalClock } from './logical-clock';
import type { Peers } from './peers';
import type { Area } from './rules';

/** What a unit of work may ask of the service that it belongs to. */
export interface ServiceContext {
  readonly name: ProcessName;
  readonly config: ServiceConfig<ProcessName>;
  readonly peers: Peers;
  /** Virtual time as the service knows it. */
  readonly now: Date;
  /** Orders what happens at one instant, here and at the other services. */
  readonly logicalClock: LogicalClock;
  /** The rules of an area that hold now. */
  rules<R extends object>(area: Area<R>): R;
  /** A fault that strikes now, if the lab has switched one on. */
  fault(kind: string, match: Readonly<Record<string, string>>): Fault | undefined;
}
