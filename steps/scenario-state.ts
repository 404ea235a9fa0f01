import { expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

/** A value that one step of a scenario sets and a later step gets; each scenario has its own. */
export class ScenarioState<T> {
  private readonly values = new WeakMap<MigrationWorld, T>();

  /** @param what name of the value, for the message where no step has set it */
  constructor(private readonly what: string) {}

  set(world: MigrationWorld, value: T): void {
    this.values.set(world, value);
  }

  /** The value; undefined where no step has set it. */
  find(world: MigrationWorld): T | undefined {
    return this.values.get(world);
  }

  /** @throws UnmetExpectation when no earlier step has set it */
  get(world: MigrationWorld): T {
    return expectFound(`${this.what} by an earlier step`, this.values.get(world));
  }
}
