import { z } from 'zod';
import { OUTCOMES } from './execution-model';
import { failureSchema } from './failure-schema';
import { count, instant, milliseconds, text, texts } from './schema-parts';

const evidence = z
  .strictObject({
    title: text,
    mediaType: text,
    path: text
      .regex(/^(?!\/)(?!.*\.\.)/)
      .describe(
        'Relative to the folder of the run; what passed is packed: a/b/c.txt is then the entry c.txt of a/b.zip.',
      ),
  })
  .readonly();

const step = z
  .strictObject({
    text,
    kind: z.enum(['step', 'hook']),
    status: z.enum(['passed', 'failed', 'skipped', 'pending', 'undefined', 'ambiguous']),
    durationMs: milliseconds,
    message: text.exactOptional(),
    evidence: z.array(evidence).readonly(),
  })
  .readonly();

const answer = text.describe('Response code; a document that was not taken has "HTTP" and its status.');
const response = text.describe('Response code of the device; empty where none came or was due.');

/** One service request of an execution, as a scenario saw it. */
export const serviceRequestSeen = z
  .strictObject({
    variant: text.describe('Service reference variant.'),
    name: text,
    device: text.describe('Type of the device that was asked, or that it was about.'),
    roles: texts.describe('Roles of the sender.'),
    expected: z.strictObject({ answer, response }).readonly(),
    came: z.strictObject({ answer, response, refusals: texts.describe('What the device said instead.') }).readonly(),
    seconds: z.number().min(0).describe('Virtual time from the request to its last word.'),
    target: count.describe('Seconds within which the last word was expected.'),
  })
  .readonly();

/** One execution. */
export const executionSchema = z
  .strictObject({
    id: text.min(1).describe('Locked id of the scenario or of the row.'),
    title: text,
    feature: text,
    featurePath: text,
    line: count,
    scenarioLine: count.describe('Of the scenario or outline: its rows share it.'),
    rule: text.exactOptional(),
    area: text,
    stage: text,
    dmc: text,
    phase: text,
    axis: z.enum(['dmc-and-phase', 'release-and-phase', 'release', 'once']),
    citedBy: z
      .array(z.strictObject({ dmc: text, phase: text }).readonly())
      .readonly()
      .describe('Further cells whose evidence this execution is.'),
    tags: texts,
    positive: texts.describe('Requirements of which it shows what must happen.'),
    negative: texts.describe('Requirements of which it shows what must be refused.'),
    severity: z.enum(['blocker', 'critical', 'normal', 'minor', 'trivial']),
    environment: text,
    seed: text,
    worker: count.exactOptional().describe('Number of the worker that ran it, from 1.'),
    outcome: z.enum(OUTCOMES),
    reason: text.exactOptional(),
    failure: failureSchema.exactOptional().describe('Why it failed or is blocked.'),
    fingerprint: text
      .regex(/^2-[0-9a-f]{12}$/)
      .exactOptional()
      .describe('Version 2: tells a failure from other failures of the same scenario, by its fields.'),
    knownIssue: text.exactOptional(),
    transcript: z
      .strictObject({ digest: text.regex(/^sha256:[0-9a-f]{64}$/), messages: count })
      .readonly()
      .exactOptional()
      .describe('Its normalised transcript; absent where the messages of the services cannot be had.'),
    standingChecks: z
      .array(text)
      .readonly()
      .exactOptional()
      .describe('The standing checks that were made, where not all could be: it was observed from outside.'),
    startedAt: instant,
    durationMs: milliseconds,
    codes: z
      .array(z.strictObject({ code: text, by: text }).readonly())
      .readonly()
      .describe('Refusals that services were seen to give.'),
    serviceRequests: z
      .array(serviceRequestSeen)
      .readonly()
      .exactOptional()
      .describe('What was expected of service requests that were sent one after the other, and what came.'),
    steps: z.array(step).readonly(),
    evidence: z.array(evidence).readonly(),
    reproduce: text.describe('Command that repeats this one execution.'),
  })
  .readonly();
