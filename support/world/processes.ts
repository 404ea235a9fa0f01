import type { MigrationWorld } from './world';

/** What a scenario has started beside the system. */
interface Process {
  /** Safe to call again. */
  crash(): Promise<void>;
}

const started = new WeakMap<MigrationWorld, Process[]>();

/** Has a process end with the scenario. */
export function endWithScenario(world: MigrationWorld, process: Process): void {
  started.set(world, [...(started.get(world) ?? []), process]);
}

/** Ends what the scenario has started. */
export async function endProcesses(world: MigrationWorld): Promise<void> {
  for (const process of started.get(world) ?? []) await process.crash();
}
