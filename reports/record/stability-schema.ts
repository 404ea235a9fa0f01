import { z } from 'zod';
import { instant, text } from './schema-parts';
import { STABLE_RUNS } from './stability-model';

/** How tests came out in earlier runs on the same build and version of the suite. */
export const stabilitySchema = z
  .strictObject({
    earlier: z
      .array(
        z
          .strictObject({
            run: text,
            startedAt: instant,
            seed: text,
            pack: text.exactOptional().describe('SHA-256 of its evidence pack.'),
          })
          .readonly(),
      )
      .max(STABLE_RUNS - 1)
      .readonly()
      .describe('Runs of the plan on the same build and version of the suite, the newest first.'),
    unstable: z
      .array(z.strictObject({ id: text, stage: text, dmc: text, phase: text }).readonly())
      .readonly()
      .describe('Tests that passed in this run and not in each of these.'),
  })
  .readonly();
