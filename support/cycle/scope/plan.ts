import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RunError } from '../errors';
import { nearest } from '../nearest';
import { RELEASES } from './releases';
import { readJson } from './json';

/** Test Phases of a DMC (SOURCED). */
export const PHASES = ['Active', 'Dormant', 'Mixed'] as const;
export type Phase = (typeof PHASES)[number];

/** Severities a scenario may carry, the worst first. Level 1 to 5 of the exit criteria in this order (MODEL). */
export const SEVERITIES = ['blocker', 'critical', 'normal', 'minor', 'trivial'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Records that an entry criterion can ask for, see `evidence.json`. */
export const RECORD_KINDS = ['sit-exit', 'sit-plan', 'depth-and-breadth', 'regression-scope'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const words = z.string().min(1);

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('record-present'), record: z.enum(RECORD_KINDS) }),
  z.strictObject({ kind: z.literal('build-identified') }),
  z.strictObject({ kind: z.literal('environment-healthy') }),
  z.strictObject({ kind: z.literal('test-devices-available') }),
  z.strictObject({ kind: z.literal('executed-share'), atLeastPercent: z.number().min(0).max(100) }),
  z.strictObject({
    kind: z.literal('failures'),
    severities: z.array(z.enum(SEVERITIES)).min(1),
    atMost: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('requirements-shown'), atLeastPercent: z.number().min(0).max(100) }),
  /** Every code that the system publishes was given in some scenario, but for the exceptions of `codes-not-provoked.csv`. */
  z.strictObject({ kind: z.literal('codes-provoked') }),
  z.strictObject({ kind: z.literal('not-in-this-plan'), why: words }),
]);

/** How a criterion is computed from a run, with its threshold. */
export type Measure = z.output<typeof measure>;

const criterion = z.strictObject({
  id: z.string().regex(/^(EN|EX)-\d{1,2}$/, 'expected EN-1 for an entry or EX-1 for an exit criterion'),
  kind: z.enum(['entry', 'exit']),
  text: words,
  source: words,
  measure,
});

/** One entry or exit criterion of a plan, as data. */
export type Criterion = z.output<typeof criterion>;

const stage = z.strictObject({
  name: words,
  /** Folders of features, relative to the project. */
  folders: z.array(words).min(1),
  /** Cucumber tag expression that narrows the folders; empty for everything in them. */
  tags: z.string(),
});

const phases = z.array(z.enum(PHASES)).min(1);

/** Which combinations a plan takes through which Test Phases. */
const cells = z.discriminatedUnion('of', [
  /** One combination of a release: the one named, unless another of that release is asked for. */
  z.strictObject({ of: z.literal('one-dmc'), release: z.enum(RELEASES), dmc: words, phases }),
  /** These combinations, whatever the catalogue says of them: one that may not enter is refused at entry. */
  z.strictObject({ of: z.literal('dmcs'), dmcs: z.array(words).min(1), phases }),
  /** Every combination of these releases that the catalogue lets enter; the others are named as not in the plan. */
  z.strictObject({ of: z.literal('releases'), releases: z.array(z.enum(RELEASES)).min(1), phases }),
]);

const plannedRequirement = z.strictObject({
  id: words,
  /** The ways in which it is to be shown. */
  shown: z.array(z.enum(['positive', 'negative'])).min(1),
  /** Test Phases in which it does not apply, with the reason. */
  notIn: z.array(z.strictObject({ phases, why: words })).exactOptional(),
});

const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and hyphens'),
  title: words,
  /** What the plan claims and does not claim, in one sentence. */
  claim: words,
  cells,
  stages: z.array(stage).min(1),
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

/**
 * Reads a plan and checks that it accounts for every requirement of the register exactly once.
 * @param folder folder of the plans
 * @param id name of the plan
 * @param register ids of every requirement
 * @throws RunError for an unknown plan (with the nearest names) or a wrong one (naming file and field)
 */
export function readPlan(folder: string, id: string, register: readonly string[]): Plan {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => path.parse(name).name)
    : [];
  if (!names.includes(id)) {
    throw new RunError(`There is no plan "${id}" in ${folder}: try ${nearest(id, names).join(', ')}.`);
  }
  const file = path.join(folder, `${id}.json`);
  const plan = readJson(file, planSchema);
  if (plan.id !== id) throw new RunError(`${file}: field "id": expected "${id}", the name of the file.`);
  checkAccounts(file, plan, register);
  return plan;
}

function checkAccounts(file: string, plan: Plan, register: readonly string[]): void {
  const named = [...plan.requirements.map(({ id }) => id), ...plan.requirementsNotInPlan.flatMap(({ ids }) => ids)];
  const problems = [
    ...named.filter((id) => !register.includes(id)).map((id) => `${id} is not in the register of requirements.`),
    ...named.filter((id, index) => named.indexOf(id) !== index).map((id) => `${id} is named twice.`),
    ...register.filter((id) => !named.includes(id)).map((id) => `${id} is neither in the plan nor named as not in it.`),
    ...duplicates(plan.criteria.map(({ id }) => id)).map((id) => `criterion ${id} stands twice.`),
  ];
  if (problems.length > 0) throw new RunError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
