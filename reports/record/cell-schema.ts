import { z } from 'zod';
import { RUN_VERDICTS, STAGE_KINDS } from './stage-model';
import { count, counted, date, text, texts } from './schema-parts';

export const criterionVerdict = z.enum([
  'met',
  'met with work-off plan',
  'not met',
  'not demonstrated',
  'not in this plan',
]);

export const waivers = z
  .array(
    z
      .strictObject({
        criterion: text,
        dmc: text.exactOptional(),
        phase: text.exactOptional(),
        approver: text.describe('A role, never a name.'),
        reason: text,
        date,
        reference: text,
      })
      .readonly(),
  )
  .readonly();

export const requirementVerdict = z.enum(['shown', 'failed', 'gap', 'does not apply', 'not in this plan']);

const device = z.strictObject({ type: text, manufacturer: text, model: text, firmware: text }).readonly();

const dmc = z
  .strictObject({
    id: text,
    release: text,
    groupId: text,
    smso: text,
    s1sp: text,
    communicationsProvider: text,
    devices: z.array(device).readonly(),
  })
  .readonly();

const cellCounts = z
  .strictObject({ ...counted, cited: count.describe('Executions of another cell that stand for this one.') })
  .readonly();

const stage = z
  .strictObject({
    name: text.min(1).describe('Executions name it.'),
    kind: z.enum(STAGE_KINDS),
    set: z.union([z.literal(1), z.literal(2)]).exactOptional(),
    closes: text.exactOptional().describe('Of a regression set: the test stage that it closes.'),
    outcome: z.enum(['passed', 'passed with known issues', 'failed', 'incomplete', 'not entered', 'does not apply']),
    reason: text.exactOptional(),
    counts: cellCounts,
    environments: texts,
    seed: text.exactOptional(),
    transport: z
      .enum(['sockets', 'in-process'])
      .exactOptional()
      .describe(
        'How calls reached the services: through the network, or handed to their HTTP interfaces in one process.',
      ),
    build: z.record(text, text).readonly().exactOptional(),
  })
  .readonly();

const difference = z
  .strictObject({
    id: text,
    title: text,
    kind: z.enum(['outcome', 'transcript', 'missing']),
    class: text.exactOptional(),
    verdict: z.enum(['explained', 'unexplained']),
    note: text,
    set1: text,
    set2: text,
  })
  .readonly();

const regression = z
  .strictObject({
    closes: text,
    sets: z.tuple([text, text]).readonly(),
    seeds: z.tuple([text, text]).readonly(),
    sameBuild: z.boolean(),
    compared: count,
    sameOutcome: count,
    sameTranscript: count,
    messages: count,
    differences: z.array(difference).readonly(),
    verdict: z.enum(['same', 'explained', 'unexplained', 'not compared']),
    reason: text.exactOptional(),
  })
  .readonly();

/** What would be recommended if the system were real. */
export const recommendation = z
  .strictObject({
    verdict: z.enum([
      'would be recommended',
      'would be recommended with work-off plan',
      'would not be recommended',
      'no statement',
    ]),
    sentence: text,
  })
  .readonly();

/** One cell. */
export const cell = z
  .strictObject({
    dmc,
    phase: text,
    stages: z.array(stage).readonly(),
    regressions: z.array(regression).readonly(),
    recommendation,
    verdict: z.enum([...RUN_VERDICTS, 'refused', 'does not apply']),
    reason: text.exactOptional(),
    criteria: z
      .array(
        z
          .strictObject({
            id: text,
            threshold: text,
            measured: text,
            verdict: criterionVerdict,
            note: text,
            waivers,
          })
          .readonly(),
      )
      .readonly(),
    requirements: z.array(z.strictObject({ id: text, verdict: requirementVerdict }).readonly()).readonly(),
    counts: cellCounts,
  })
  .readonly();
