import type { ServiceName } from '../../../environment';
import { Database, type Tables } from '../kernel/database';
import type { DatabaseFile } from '../kernel/database-file';
import { UNDISTURBED, type Disturbances } from '../kernel/lab-state';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS {received} (n INTEGER PRIMARY KEY, user TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, answered INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS {received_user} ON {received} (user, n);
CREATE INDEX IF NOT EXISTS {received_unanswered} ON {received} (user) WHERE answered = 0;
`;

/** The tables of the lab. */
export const LAB_TABLES: Tables = { owner: 'lab', schema: SCHEMA };

/** Under these names the lab keeps what it has to know when it is started again. */
const WORLD = 'world';
const CLOCK = 'clock';
const DISTURBANCES = 'disturbances';

/** What the lab has made and switched on. */
export interface LabWorld {
  /** Identifiers derive from it. */
  readonly seed: string;
  /** How many faults and holds have been given an id. */
  readonly numbers: number;
  readonly defectsOn: readonly string[];
  /** Where each fault and hold is on, by its id. */
  readonly places: Readonly<Record<string, ServiceName | 'receivers'>>;
}

/** What the lab begins with. */
export const EMPTY_WORLD: LabWorld = { seed: '', numbers: 0, defectsOn: [], places: {} };

/** Where virtual time stands. */
export interface ClockState {
  /** ISO 8601. */
  readonly now: string;
  /** Number of the newest turn. */
  readonly turn: number;
}

/** The lab's file: what the users' receivers have taken, and where the lab itself stands. */
export class LabStore {
  /** Where virtual time was kept to stand. */
  private instant: string | undefined;

  private constructor(readonly database: Database) {}

  /** @throws StoreFault when the file cannot be used as it is */
  static alone(path: string): LabStore {
    return new LabStore(Database.alone(path, LAB_TABLES));
  }

  /** In a file that was opened for `LAB_TABLES`, among others. */
  static within(file: DatabaseFile): LabStore {
    return new LabStore(Database.within(file, LAB_TABLES.owner));
  }

  // What stands under a name was kept under it.

  get world(): LabWorld {
    return (this.database.state(WORLD) ?? EMPTY_WORLD) as LabWorld;
  }

  keepWorld(world: LabWorld): void {
    this.database.keepState(WORLD, world);
  }

  /** Undefined before time was ever set. */
  get clock(): ClockState | undefined {
    return this.database.state(CLOCK) as ClockState | undefined;
  }

  keepClock(clock: ClockState): void {
    this.database.keepState(CLOCK, clock);
    // What was done at an instant is stored before anything is done at another.
    if (clock.now !== this.instant) this.database.commit();
    this.instant = clock.now;
  }

  get disturbances(): Disturbances {
    return (this.database.state(DISTURBANCES) ?? UNDISTURBED) as Disturbances;
  }

  keepDisturbances(disturbances: Disturbances): void {
    this.database.keepState(DISTURBANCES, disturbances);
  }

  close(): void {
    this.database.close();
  }
}
