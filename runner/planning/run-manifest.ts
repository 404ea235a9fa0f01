/** The manifest and the inputs of a run, kept in its folder, from which the run can be assessed again. */
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { TRANSPORTS } from '../../environments/environment';
import { NEEDS } from '../../support/scope/needs';
import type { ScenarioNeeds } from './steps/scenario-needs';
import type { EnvironmentFacts, Facts } from '../assessment/facts';
import { readJson } from '../../support/scope/json';
import { PHASES } from '../../support/scope/plan';

/** Folder of the copied inputs, inside the folder of a run. */
export const INPUTS_FOLDER = 'inputs';

/** Inside the folder of a run. */
const RUN_MANIFEST_FILE = 'basis.json';

/** Inputs of a run: features, scope data and published tables. */
const INPUTS = ['features/**/*.{feature,csv,json}', 'environments/contracts/*.csv', 'reports/templates/*.csv'];

const text = z.string();

/** The file as it is written; packs of earlier versions hold the same keys. */
const fileSchema = z.strictObject({
  request: z.strictObject({
    plan: text,
    dmc: text.exactOptional(),
    phase: text.exactOptional(),
    seed: text,
    order: text.exactOptional(),
  }),
  environment: z.strictObject({
    name: text,
    simulated: z.boolean(),
    capabilities: z.array(z.enum(NEEDS)),
    stock: z
      .array(
        z.strictObject({ dmc: text, phase: z.enum(PHASES), installations: z.int().min(0), deviceTypes: z.array(text) }),
      )
      .exactOptional(),
    versions: z.record(text, text),
    illnesses: z.array(text),
  }),
  /** Environment, seed and build of each stage that was run. */
  stages: z.array(
    z.strictObject({
      stage: text,
      environment: text,
      seed: text,
      transport: z.enum(TRANSPORTS).exactOptional(),
      build: z.record(text, text),
      refused: text.exactOptional(),
    }),
  ),
  places: z.array(text),
  /** What scenarios need of an environment, by their ids: it follows from the step definitions, which a pack does not hold. */
  needs: z.record(text, z.array(z.strictObject({ need: z.enum(NEEDS), step: text }))),
});

type ManifestFile = z.output<typeof fileSchema>;

/** What was asked of a run, and what was found of its environments. */
export interface RunManifest extends Pick<ManifestFile, 'request' | 'stages'> {
  readonly environment: EnvironmentFacts;
  /** Available environments, other than that of the run, that the plan assigns cells to. */
  readonly assignedEnvironments: readonly string[];
  readonly needs: ScenarioNeeds;
}

/**
 * Copies the inputs of a run before it starts: what runs is the copy, whatever is edited meanwhile.
 * @param root folder of the project
 * @param runFolder folder of the run
 * @returns the folder of the copy
 */
export function keepInputs(root: string, runFolder: string): string {
  for (const file of INPUTS.flatMap((pattern) => globSync(pattern, { cwd: root }))) {
    const target = path.join(runFolder, INPUTS_FOLDER, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(root, file), target);
  }
  return path.join(runFolder, INPUTS_FOLDER);
}

/** Code that decides what a scenario does. */
const CODE = ['steps/**/*.ts', 'support/**/*.ts'];

/** SHA-256 over the inputs of a run. @param root folder of the project, or of copied inputs */
export function digestOfInputs(root: string): string {
  return digestOf(INPUTS, root);
}

/** SHA-256 over the code of steps and support. */
export function digestOfCode(root: string): string {
  return digestOf(CODE, root);
}

function digestOf(patterns: readonly string[], root: string): string {
  const hash = createHash('sha256');
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Writes the manifest of a run into its folder. */
export function writeRunManifest(
  runFolder: string,
  request: RunManifest['request'],
  { environment, stageRuns, assignedEnvironments }: Pick<Facts, 'environment' | 'stageRuns' | 'assignedEnvironments'>,
  needs: ScenarioNeeds,
): void {
  const { plan, dmc, phase, seed, order } = request;
  const { name, simulated, capabilities, stock, versions, healthProblems } = environment;
  const cells = { ...(dmc === undefined ? {} : { dmc }), ...(phase === undefined ? {} : { phase }) };
  const file: ManifestFile = {
    request: { plan, ...cells, seed, ...(order === undefined ? {} : { order }) },
    environment: {
      name,
      simulated,
      capabilities: [...capabilities],
      ...(stock === undefined
        ? {}
        : { stock: stock.map(({ deviceTypes, ...one }) => ({ ...one, deviceTypes: [...deviceTypes] })) }),
      versions: { ...versions },
      illnesses: [...healthProblems],
    },
    stages: stageRuns.map(({ build, ...stageRun }) => ({ ...stageRun, build: { ...build } })),
    places: [...assignedEnvironments],
    needs: Object.fromEntries([...needs].flatMap(([id, own]) => (own.length === 0 ? [] : [[id, [...own]]]))),
  };
  writeFileSync(path.join(runFolder, RUN_MANIFEST_FILE), `${JSON.stringify(file, null, 2)}\n`);
}

/**
 * Reads the manifest of a run.
 * @throws RunError naming the file and what is wrong with it
 */
export function readRunManifest(runFolder: string): RunManifest {
  const { environment, places, needs, ...rest } = readJson(path.join(runFolder, RUN_MANIFEST_FILE), fileSchema);
  const { illnesses, ...facts } = environment;
  return {
    ...rest,
    environment: { ...facts, healthProblems: illnesses },
    assignedEnvironments: places,
    needs: new Map(Object.entries(needs)),
  };
}
