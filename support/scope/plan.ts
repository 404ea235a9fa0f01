import { z } from 'zod';
import { ENVIRONMENT_NAMES } from '../../environments/environment';
import { DOCUMENT_TITLES } from './document-titles';
import { RELEASE_FUNCTIONS, RELEASES } from './releases';
/** Test Phases of a DMC (SOURCED). */
export const PHASES = ['Active', 'Dormant', 'Mixed'] as const;
export type Phase = (typeof PHASES)[number];

/** Severities a scenario may carry, the worst first. Level 1 to 5 of the exit criteria in this order (MODEL). */
export const SEVERITIES = ['blocker', 'critical', 'normal', 'minor', 'trivial'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The first stage of every cell, in which nothing is run: what is asked for before the others. */
export const ENTRY_STAGE = 'Entry criteria';

/** Records that an entry criterion can ask for, see `evidence.json`. */
export const RECORD_KINDS = [
  'sit-exit',
  'sit-plan',
  'depth-and-breadth',
  'regression-scope',
  'smso-quality',
  'release-exit',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const words = z.string().min(1);

const measure = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('record-present'),
    record: z.enum(RECORD_KINDS).exclude(['smso-quality', 'release-exit']),
  }),
  /** The Migration Testing of the release has exited: a signed evidence pack shows it, or a decision is recorded. */
  z.strictObject({ kind: z.literal('release-exited') }),
  /** The SMSO's system that delivers the configuration has met its quality criteria, by the figures that are recorded of it. */
  z.strictObject({
    kind: z.literal('smso-quality'),
    /** Checks of its delivery that passed. */
    atLeastPercent: z.number().min(0).max(100),
    /** Reports that said otherwise than the device showed. */
    atMostWrongReports: z.int().min(0),
    /** Defects of its system that are open. */
    atMostOpenDefects: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('build-identified') }),
  z.strictObject({ kind: z.literal('environment-healthy') }),
  z.strictObject({ kind: z.literal('test-devices-available') }),
  z.strictObject({ kind: z.literal('executed-share'), atLeastPercent: z.number().min(0).max(100) }),
  z.strictObject({
    kind: z.literal('failures'),
    severities: z.array(z.enum(SEVERITIES)).min(1),
    atMost: z.int().min(0),
    /** Known issues that may be open beside them, each in the Work-Off Plan; none where it is absent. */
    workOffPlan: z.int().min(1).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('requirements-shown'), atLeastPercent: z.number().min(0).max(100) }),
  /** Every code that the system publishes was given in some scenario, but for the exceptions of `codes-not-provoked.csv`. */
  z.strictObject({
    kind: z.literal('codes-provoked'),
    /** Beginnings of codes that belong to stages which the plan does not run. */
    notOf: z.array(words).exactOptional(),
  }),
  /** Every stage of the cell was entered and ended. */
  z.strictObject({ kind: z.literal('stages-run') }),
  /** Every stage of this kind was passed. */
  z.strictObject({ kind: z.literal('stages-passed'), of: z.enum(['test', 'regression-set', 'full-regression']) }),
  /** The newest proof that counts for this build and suite has found at least this share of the faults that it put in. */
  z.strictObject({
    kind: z.literal('detection'),
    tool: z.enum(['prove', 'mutate']),
    /** Of a sample, the lower end of the 95 % interval has to reach it. */
    atLeastPercent: z.number().min(0).max(100),
  }),
  /** Every row of the ledger fails as recorded and in time, or does not concern the run. */
  z.strictObject({ kind: z.literal('known-issues-current') }),
  /** What the plan assigns to an environment of its own came from there. */
  z.strictObject({ kind: z.literal('places') }),
  /** Both sets of each regression ran on one build, and no difference between them is unexplained. */
  z.strictObject({ kind: z.literal('regression-sets') }),
  z.strictObject({ kind: z.literal('not-in-this-plan'), why: words }),
]);

/** How a criterion is computed from a run, with its threshold. */
export type Measure = z.output<typeof measure>;

const criterion = z.strictObject({
  id: z.string().regex(/^(EN|EX)-\d{1,2}$/, 'expected EN-1 for an entry or EX-1 for an exit criterion'),
  kind: z.enum(['entry', 'exit']),
  /** The stage that an entry criterion guards, with the regression sets that close it; absent where it guards the cell. */
  stage: words.exactOptional(),
  text: words,
  source: words,
  measure,
});

/** One entry or exit criterion of a plan, as data. */
export type Criterion = z.output<typeof criterion>;

const phases = z.array(z.enum(PHASES)).min(1);

const stage = z.strictObject({
  name: words,
  /** What it is; `test` where the plan does not say. */
  kind: z.enum(['test', 'regression-set', 'full-regression']).default('test'),
  /** Of a regression set: which one it is, and the test stage that it closes. */
  set: z.union([z.literal(1), z.literal(2)]).exactOptional(),
  closes: words.exactOptional(),
  /** Test Phases that it belongs to; absent where it belongs to all of them. */
  phases: phases.exactOptional(),
  /** Folders of features, relative to the project. */
  folders: z.array(words).min(1),
  /** Cucumber tag expression that narrows the folders; empty for everything in them. */
  tags: z.string(),
});

/** Which combinations a plan takes through which Test Phases. */
const cells = z.discriminatedUnion('of', [
  /** One combination of a release: the one named, unless another of that release is asked for. */
  z.strictObject({ of: z.literal('one-dmc'), release: z.enum(RELEASES), dmc: words, phases }),
  /** These combinations, whatever the catalogue says of them: one that may not enter is refused at entry. */
  z.strictObject({ of: z.literal('dmcs'), dmcs: z.array(words).min(1), phases }),
  /** The one combination, of any release, that a command names; for an outline, where none is named, each of the catalogue. */
  z.strictObject({ of: z.literal('later-dmc'), phases }),
  /** Every combination of these releases that the catalogue lets enter; the others are named as not in the plan. */
  z.strictObject({ of: z.literal('releases'), releases: z.array(z.enum(RELEASES)).min(1), phases }),
]);

const plannedRequirement = z.strictObject({
  id: words,
  /**
   * The ways in which it is to be shown: by what must happen, by what must be refused, by stages that are passed, by documents
   * that every run writes from its record.
   */
  shown: z.array(z.enum(['positive', 'negative', 'stages', 'documents'])).min(1),
  /** The stages that show it, where stages are to; of those, a cell needs the ones that it has. */
  stages: z.array(words).min(1).exactOptional(),
  /** The documents that show it, where documents are to. */
  documents: z.array(z.enum(DOCUMENT_TITLES)).min(1).exactOptional(),
  /** Function of a release without which it does not apply; `releases.csv` says which use it, and why the others do not. */
  needs: z.enum(RELEASE_FUNCTIONS).exactOptional(),
  /** Test Phases in which it does not apply, with the reason. */
  notIn: z.array(z.strictObject({ phases, why: words })).exactOptional(),
});

/** What a plan file must be. */
export const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and hyphens'),
  title: words,
  /** What the plan claims and does not claim, in one sentence. */
  claim: words,
  cells,
  stages: z.array(stage).min(1),
  /** Cells that are to run on an environment of their own, if not on the one of the run, and why. */
  places: z
    .array(
      z.strictObject({
        environment: z.enum(ENVIRONMENT_NAMES),
        cells: z.array(z.strictObject({ dmc: words, phase: z.enum(PHASES) })).min(1),
        why: words,
      }),
    )
    .exactOptional(),
  /** What the plan sets out to show in each of its cells. */
  requirements: z.array(plannedRequirement),
  requirementsNotInPlan: z.array(z.strictObject({ ids: z.array(words).min(1), why: words })),
  criteria: z.array(criterion).min(1),
  notInPlan: z.array(z.strictObject({ what: words, why: words })),
  outOfScope: z.array(words).min(1),
});

/** A plan: which cells and stages a cycle runs, what it sets out to show and by which criteria it is judged. */
export type Plan = z.output<typeof planSchema>;
export type PlannedStage = z.output<typeof stage>;

/** The stages that a set of a regression, or a test stage, stands for in the gate: the one that is guarded, and its sets. */
export function belongsTo(stage: PlannedStage, guarded: string): boolean {
  return stage.name === guarded || stage.closes === guarded;
}
