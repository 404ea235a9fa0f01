import { existsSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { readJson } from './json';
import { PHASES, type Phase } from './plan';

/** What a pool declares for one combination and Test Phase. */
export interface PoolStock {
  readonly dmc: string;
  readonly phase: Phase;
  /** Installations that nobody has taken. */
  readonly installations: number;
  /** Types of the devices that each of them has. */
  readonly deviceTypes: readonly string[];
}

/** As much of a pool as tells what is in stock. */
const poolSchema = z.object({
  installations: z.array(
    z.object({
      id: z.string(),
      dmc: z.string(),
      phase: z.enum(PHASES),
      made: z.object({ devices: z.array(z.object({ deviceType: z.string() })) }),
    }),
  ),
});

/**
 * What a pool of declared installations has in stock.
 * @param file the pool
 * @throws RunError where the file is no pool
 */
export function stockOf(file: string): PoolStock[] {
  const taken = existsSync(reservationsOf(file)) ? readdirSync(reservationsOf(file)) : [];
  const ready = readJson(file, poolSchema).installations.filter(({ id }) => !taken.includes(id));
  const groups = Map.groupBy(ready, ({ dmc, phase }) => `${dmc} ${phase}`).values();
  return [...groups].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const types = alike.map(({ made }) => new Set(made.devices.map(({ deviceType }) => deviceType)));
    const inAll = [...(types[0] ?? [])].filter((type) => types.every((own) => own.has(type)));
    return [{ dmc: first.dmc, phase: first.phase, installations: alike.length, deviceTypes: inAll }];
  });
}

/** Folder in which the installations of a pool are reserved, a file for each, named by its id. */
export function reservationsOf(file: string): string {
  return `${file}.reserved`;
}
