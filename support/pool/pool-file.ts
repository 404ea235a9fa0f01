import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readJson } from '../scope/json';
import { PHASES } from '../scope/plan';
import { madeInstallation, type InstallationOrder } from '../roles/lab-shapes';

/** What an installation has to be, whatever it is called. */
export type Wanted = Omit<InstallationOrder, 'reference'>;

const pooled = z.strictObject({
  id: z.string().regex(/^[\w-]+$/),
  dmc: z.string(),
  phase: z.enum(PHASES),
  /** Nothing has been done with it when the pool is written. */
  state: z.literal('ready'),
  /** Whether a scenario may leave it otherwise than it was, as a migration does. */
  mayBeUsedUp: z.boolean(),
  wanted: z.custom<Wanted>((value) => typeof value === 'object' && value !== null),
  made: madeInstallation,
});
const poolSchema = z.strictObject({ installations: z.array(pooled) });

/** A declared test installation. */
export type PooledInstallation = z.output<typeof pooled>;

/** @throws ProblemsError naming every wrong field where the file is no pool */
export function readPool(file: string): readonly PooledInstallation[] {
  return readJson(file, poolSchema).installations;
}

/** Writes a pool. */
export function writePool(file: string, installations: readonly PooledInstallation[]): void {
  writeFileSync(file, `${JSON.stringify({ installations }, null, 2)}\n`, { mode: 0o600 });
}
