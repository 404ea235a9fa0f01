import { z } from 'zod';
import { OUTCOMES } from './execution-model';
import { count, instant, milliseconds, text } from './schema-parts';
import { CHANGE_KINDS } from './since-model';
import { RUN_VERDICTS } from './stage-model';

const test = { id: text, stage: text, dmc: text, phase: text };

const change = z
  .strictObject({
    kind: z.enum(CHANGE_KINDS),
    ...test,
    before: z.enum(OUTCOMES).exactOptional().describe('Absent of a new test.'),
    now: z.enum(OUTCOMES).exactOptional().describe('Absent of a removed test.'),
    inconsistent: z
      .strictObject({ runs: count, failed: count })
      .readonly()
      .exactOptional()
      .describe('It came out otherwise before on the same build and suite: runs on them, and failures among these.'),
  })
  .readonly();

/** A run against the one before it. */
export const sinceSchema = z
  .strictObject({
    run: text.describe('Id of the run before.'),
    startedAt: instant,
    result: z.enum(RUN_VERDICTS),
    pack: text.exactOptional().describe('SHA-256 of its evidence pack.'),
    differences: z.array(z.strictObject({ what: text, before: text, now: text }).readonly()).readonly(),
    compared: count.describe('Tests that both runs have.'),
    transcripts: count.describe('Of these, tests whose transcripts could be compared.'),
    changes: z.array(change).readonly(),
    slower: z.array(z.strictObject({ ...test, beforeMs: milliseconds, nowMs: milliseconds }).readonly()).readonly(),
  })
  .readonly();
