/** What came of repeating the new failures of a run: a file beside its record, which no verdict reads. */
import { z } from 'zod';
import { OUTCOMES } from '../record/result-model';

/** Inside the folder of a run. */
export const FORENSICS_FILE = 'forensics.json';

/** What a failure depends on: see `docs/reading-reports.md`. */
export const DEPENDENCIES = ['always', 'by seed', 'by order', 'by load', 'by environment'] as const;

export type Dependency = (typeof DEPENDENCIES)[number];

/**
 * How it was repeated. `alone`: first in a fresh process, with the seed of the run; `other seed`: after that, with another one;
 * `elsewhere`: on another environment, or through sockets; `in company`: after those that its worker had run before it, in their
 * order; `under load`: as in company, by several workers at a time.
 */
const REPETITIONS = ['alone', 'other seed', 'elsewhere', 'in company', 'under load'] as const;

const text = z.string();

const trial = z.strictObject({
  how: z.enum(REPETITIONS),
  seed: text,
  environment: text,
  outcome: z.enum(OUTCOMES),
  /** Whether it failed as it had in the run; absent where it did not fail. */
  same: z.boolean().exactOptional(),
  /** How many ran before it, in company and under load. */
  before: z.int().exactOptional(),
});

const repeated = z.strictObject({
  id: text,
  dmc: text,
  phase: text,
  stage: text,
  /** Absent where the repetitions do not tell. */
  depends: z.enum(DEPENDENCIES).exactOptional(),
  trials: z.array(trial),
  /** Command that shows it. */
  command: text,
});

/** The file as it is written. */
export const forensicsSchema = z.strictObject({
  run: text,
  at: z.iso.datetime(),
  /** New failures of the run, whether they were repeated or not. */
  failures: z.int(),
  repeated: z.array(repeated),
});

/** A failure repeated once. */
export type Trial = z.output<typeof trial>;

/** A new failure, and what came of repeating it. */
export type RepeatedFailure = z.output<typeof repeated>;

/** What came of repeating the new failures of a run. */
export type Forensics = z.output<typeof forensicsSchema>;
