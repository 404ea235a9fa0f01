import type { z } from 'zod';
import type { Work } from './work';

/** Something that the lab may tell a service of the world. */
export interface Provision {
  readonly shape: z.ZodType;
  /** @param told of that shape */
  apply(told: unknown, work: Work): Promise<void> | void;
}

/** Declares what the lab may tell a service, and what the service does with it. */
export function provision<S extends z.ZodType>(
  shape: S,
  apply: (told: z.output<S>, work: Work) => Promise<void> | void,
): Provision {
  // A method, so that it takes what its own shape gives.
  return { shape, apply };
}
