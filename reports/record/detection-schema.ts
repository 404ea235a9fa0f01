import { z } from 'zod';
import {
  DETECTION_OUTCOMES,
  DETECTION_STANDINGS,
  DETECTION_TOOLS,
  type DetectionDigests,
  type DetectionFile,
  type DetectionResult,
} from './detection-model';
import { count, instant, text, texts } from './schema-parts';

const digests = { build: text, rules: text, features: text, steps: text, support: text, tool: text } satisfies Record<
  keyof DetectionDigests,
  z.ZodString
>;

const detectionCase = z
  .strictObject({
    id: text,
    area: text,
    requirement: text.exactOptional(),
    what: text,
    outcome: z.enum(DETECTION_OUTCOMES),
    by: texts.describe('Ids of the scenarios that failed.'),
    note: text.exactOptional(),
  })
  .readonly();

const search = {
  tool: z.enum(DETECTION_TOOLS),
  command: text,
  startedAt: instant,
  finishedAt: instant,
  seeds: texts,
  commit: text,
  tried: count,
  population: count.exactOptional().describe('Absent where there is no end of them.'),
  findings: texts,
};

/** What `detection.json` must be. */
export const detectionFileSchema: z.ZodType<DetectionFile> = z
  .strictObject({
    version: z.literal(1),
    searches: z
      .array(
        z
          .strictObject({
            ...search,
            digests: z.strictObject(digests).readonly(),
            cases: z.array(detectionCase).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

const counts = z.record(z.enum(DETECTION_OUTCOMES), count).readonly();
const share = z.number().min(0).max(1);

/** One search, as the record of a run tells it. */
export const detectionResultSchema: z.ZodType<DetectionResult> = z
  .strictObject({
    ...search,
    standing: z.enum(DETECTION_STANDINGS),
    changed: z.array(z.enum(Object.keys(digests) as (keyof DetectionDigests)[])).readonly(),
    commits: count.exactOptional(),
    counts,
    interval: z
      .strictObject({ low: share, high: share })
      .readonly()
      .exactOptional()
      .describe('95 % interval of the share of all non-equivalent faults that are found.'),
    areas: z.array(z.strictObject({ area: text, counts }).readonly()).readonly(),
    requirements: z.array(z.strictObject({ requirement: text, counts }).readonly()).readonly(),
    found: z.array(z.strictObject({ id: text, by: texts }).readonly()).readonly(),
    open: z.array(detectionCase).readonly(),
  })
  .readonly();
