import { z } from 'zod';
import { cell, criterionVerdict, recommendation, requirementVerdict, waivers } from './cell-schema';
import { detectionResultSchema } from './detection-schema';
import { executionSchema } from './execution-schema';
import { causeSchema } from './failure-schema';
import { RESULT_MODEL_VERSION, RUN_VERDICTS, SEVERITY_LEVELS, type RunResult } from './result-model';
import { provenSchema } from './proven-schema';
import { sinceSchema } from './since-schema';
import { stabilitySchema } from './stability-schema';
import { cellReference, count, counted, date, instant, milliseconds, text, texts } from './schema-parts';

const level = z.literal(SEVERITY_LEVELS).describe('1 is the worst.');

const criterion = z
  .strictObject({
    id: text,
    kind: z.enum(['entry', 'exit']),
    stage: text.exactOptional().describe('The stage that an entry criterion guards, if not the whole cell.'),
    text,
    source: text,
    threshold: text,
    measured: text,
    verdict: criterionVerdict,
    note: text,
    waivers,
  })
  .readonly();

const requirement = z
  .strictObject({
    id: text,
    source: text,
    text,
    shownBy: texts,
    effect: text.describe('What it would mean for consumers if it were not met.'),
    severity: level,
    inPlan: z.boolean(),
    reason: text.exactOptional(),
    positive: texts,
    negative: texts,
    stages: texts,
    documents: texts,
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
    continues: z.array(z.strictObject({ run: text, executions: count, how: text }).readonly()).readonly(),
    shares: z
      .array(
        z
          .strictObject({
            run: text,
            number: z.int().min(1),
            of: z.int().min(1),
            executions: count,
            executor: text,
          })
          .readonly(),
      )
      .readonly()
      .exactOptional()
      .describe('The shares that it was put together from; absent where one command ran it all.'),
    proven: provenSchema
      .exactOptional()
      .describe('Of Device Model Combination Testing: by what the migration solution of the release is proven.'),
  })
  .readonly();

const knownIssue = z
  .strictObject({
    id: text,
    title: text,
    severity: level,
    scenario: text,
    dmcs: texts.describe('None stands for all.'),
    fingerprint: text.describe('Of version 2; a row of version 1 is matched by scenario and combination.'),
    requirement: text,
    workaround: text,
    ownerRole: text,
    fixRelease: text,
    openedOn: date,
    targetDate: date,
    state: z.enum(['open', 'expired', 'changed', 'stale', 'not run']),
    note: text,
    executions: z.array(z.strictObject({ id: text, stage: text, dmc: text, phase: text }).readonly()).readonly(),
    inWorkOffPlan: z.boolean(),
  })
  .readonly();

const manualEvidence = z
  .strictObject({
    test: text,
    requirement: text,
    build: text,
    role: text,
    date,
    outcome: z.enum(['passed', 'failed']),
    attachment: text,
    digest: text.describe('SHA-256 of the attachment.'),
  })
  .readonly();

const omission = z.strictObject({ release: text, function: text, reason: text, scenarios: texts }).readonly();

const plannedSet = z
  .strictObject({
    planned: count,
    executed: count,
    missing: texts,
    notSelected: texts,
    same: z.boolean(),
    statement: text,
  })
  .readonly();

const environmentShare = z
  .strictObject({
    environment: text,
    assigned: z.array(cellReference).readonly(),
    executions: count,
    demonstrated: z.boolean(),
    note: text,
  })
  .readonly();

/** The result model as a schema: what `result.json` must be. */
export const runResultSchema: z.ZodType<RunResult> = z
  .strictObject({
    modelVersion: z.literal(RESULT_MODEL_VERSION),
    run,
    cells: z.array(cell).readonly(),
    dmcs: z.array(z.strictObject({ dmc: text, release: text, recommendation }).readonly()).readonly(),
    executions: z.array(executionSchema).readonly(),
    causes: z.array(causeSchema).readonly().describe('What the failures come from, the most frequent first.'),
    criteria: z.array(criterion).readonly(),
    requirements: z.array(requirement).readonly(),
    codes: z.array(code).readonly(),
    knownIssues: z.array(knownIssue).readonly(),
    openIssues: z.array(z.strictObject({ level, known: count, unknown: count }).readonly()).readonly(),
    waivers,
    manualEvidence: z
      .array(manualEvidence)
      .readonly()
      .describe('What was tested by hand: it stands beside the results and is counted in none of them.'),
    omissions: z.array(omission).readonly(),
    plannedSet,
    environments: z.array(environmentShare).readonly(),
    notRun: z.array(z.strictObject({ what: text, why: text }).readonly()).readonly(),
    outOfScope: texts,
    counts: z.strictObject(counted).readonly(),
    verdict: z
      .strictObject({
        result: z.enum(RUN_VERDICTS),
        sentence: text,
        exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      })
      .readonly(),
    since: sinceSchema.exactOptional().describe('What is otherwise than in the run of the same plan before it.'),
    stability: stabilitySchema.exactOptional().describe('How tests came out before on the same build.'),
    detection: z
      .array(detectionResultSchema)
      .readonly()
      .exactOptional()
      .describe('What searches for weak places of suite and system have found, held against this build.'),
  })
  .readonly()
  .meta({ title: 'Result of a run', description: 'The record from which every report is derived.' });

/** The published JSON schema: what `reports/record/result.schema.json` holds. */
export function publishedResultSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(runResultSchema);
}
