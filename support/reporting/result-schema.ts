import { z } from 'zod';
import { OUTCOMES, RESULT_MODEL_VERSION, type RunResult } from './result-model';

const text = z.string();
const texts = z.array(text).readonly();
const milliseconds = z.number().min(0).describe('Milliseconds of wall-clock time.');
const instant = z.iso.datetime().describe('Wall-clock instant, ISO 8601 in UTC.');
const count = z.int().min(0);

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

const execution = z
  .strictObject({
    id: text.min(1).describe('Locked id of the scenario or of the row.'),
    title: text,
    feature: text,
    featurePath: text,
    line: count,
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
    outcome: z.enum(OUTCOMES),
    reason: text.exactOptional(),
    startedAt: instant,
    durationMs: milliseconds,
    codes: z
      .array(z.strictObject({ code: text, by: text }).readonly())
      .readonly()
      .describe('Refusals that services were seen to give.'),
    steps: z.array(step).readonly(),
    evidence: z.array(evidence).readonly(),
    reproduce: text.describe('Command that repeats this one execution.'),
  })
  .readonly();

const criterionVerdict = z.enum(['met', 'not met', 'not demonstrated', 'not in this plan']);

const criterion = z
  .strictObject({
    id: text,
    kind: z.enum(['entry', 'exit']),
    text,
    source: text,
    threshold: text,
    measured: text,
    verdict: criterionVerdict,
    note: text,
  })
  .readonly();

const requirementVerdict = z.enum(['shown', 'failed', 'gap', 'does not apply', 'not in this plan']);

const requirement = z
  .strictObject({
    id: text,
    source: text,
    text,
    shownBy: texts,
    inPlan: z.boolean(),
    reason: text.exactOptional(),
    positive: texts,
    negative: texts,
    notIn: z.array(z.strictObject({ phase: text, why: text }).readonly()).readonly(),
    verdict: requirementVerdict,
  })
  .readonly();

const code = z
  .strictObject({
    code: text,
    party: text,
    level: z.enum(['file', 'record', 'device', 'request']),
    meaning: text,
    provenance: text,
    published: z.boolean().describe('Whether environments/contracts/codes.csv has it.'),
    provokedBy: texts.describe('Ids of the scenarios in which that party was seen to give it.'),
    exception: text.exactOptional(),
  })
  .readonly();

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

const run = z
  .strictObject({
    id: text,
    plan: text,
    planTitle: text,
    planClaim: text,
    formal: z.boolean(),
    startedAt: instant,
    finishedAt: instant,
    durationMs: milliseconds,
    seed: text,
    command: text,
    environment: text,
    simulated: z.boolean(),
    versions: z.record(text, text).readonly(),
    schemaCheck: text,
    executor: text,
    workers: z.int().min(1),
    incidents: texts,
  })
  .readonly();

const counted = {
  passed: count,
  failed: count,
  'known-issue': count,
  'does-not-apply': count,
  'not-run-here': count,
  blocked: count,
  incomplete: count,
  planned: count.describe('Executions that apply.'),
  executed: count.describe('Executions that ran to an end.'),
};

const cell = z
  .strictObject({
    dmc,
    phase: text,
    stages: texts,
    verdict: z.enum(['met', 'not met', 'incomplete', 'refused', 'does not apply']),
    reason: text.exactOptional(),
    criteria: z
      .array(
        z.strictObject({ id: text, threshold: text, measured: text, verdict: criterionVerdict, note: text }).readonly(),
      )
      .readonly(),
    requirements: z.array(z.strictObject({ id: text, verdict: requirementVerdict }).readonly()).readonly(),
    counts: z
      .strictObject({ ...counted, cited: count.describe('Executions of another cell that stand for this one.') })
      .readonly(),
  })
  .readonly();

/** The result model as a schema: what `result.json` must be. */
export const runResultSchema: z.ZodType<RunResult> = z
  .strictObject({
    modelVersion: z.literal(RESULT_MODEL_VERSION),
    run,
    cells: z.array(cell).readonly(),
    executions: z.array(execution).readonly(),
    criteria: z.array(criterion).readonly(),
    requirements: z.array(requirement).readonly(),
    codes: z.array(code).readonly(),
    notRun: z.array(z.strictObject({ what: text, why: text }).readonly()).readonly(),
    outOfScope: texts,
    counts: z.strictObject(counted).readonly(),
    verdict: z
      .strictObject({
        result: z.enum(['met', 'not met', 'incomplete']),
        sentence: text,
        exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      })
      .readonly(),
  })
  .readonly()
  .meta({ title: 'Result of a run', description: 'The record from which every report is derived.' });

/** The published JSON schema: what `reports/result.schema.json` holds. */
export function publishedResultSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(runResultSchema);
}
