import { expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

/** Something that one step of a scenario finds out and a later one speaks of. */
export class Memory<T> {
  private readonly kept = new WeakMap<MigrationWorld, T>();

  /** @param what what it is, for the message where no step has kept it */
  constructor(private readonly what: string) {}

  keep(world: MigrationWorld, value: T): void {
    this.kept.set(world, value);
  }

  /** What was kept, if anything. */
  find(world: MigrationWorld): T | undefined {
    return this.kept.get(world);
  }

  /** @throws AssertionError when no earlier step has kept anything */
  recall(world: MigrationWorld): T {
    return expectFound(this.what, this.kept.get(world));
  }
}
