/** What a run rests on, kept with it, so that everything judged of it can be judged again from its folder alone. */
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { NEEDS } from './features/tags';
import type { Facts } from '../assessment/facts';
import { readJson } from '../../support/scope/json';

/** Folder of the copied features, scope data and published tables, inside the folder of a run. */
export const INPUTS_FOLDER = 'inputs';

/** File with what was asked for and what was known of the environment, inside the folder of a run. */
const BASIS_FILE = 'basis.json';

/** What is read of a project before a run: features and scope whole, of the rest the published tables. */
const INPUTS = ['features/**/*.{feature,csv,json}', 'environments/contracts/*.csv', 'reports/templates/*.csv'];

const text = z.string();

const basisSchema = z.strictObject({
  request: z.strictObject({ plan: text, dmc: text.exactOptional(), phase: text.exactOptional(), seed: text }),
  environment: z.strictObject({
    name: text,
    simulated: z.boolean(),
    capabilities: z.array(z.enum(NEEDS)),
    versions: z.record(text, text),
    illnesses: z.array(text),
  }),
  /** What each stage that was run ran on. */
  stages: z.array(
    z.strictObject({
      stage: text,
      environment: text,
      seed: text,
      build: z.record(text, text),
      refused: text.exactOptional(),
    }),
  ),
  /** Environments beside it that cells ran on. */
  places: z.array(text),
});

/** What was asked for, and what was known of the environment. */
export type Basis = z.output<typeof basisSchema>;

/**
 * Copies what a run reads, as it is before the run: what is edited meanwhile is not what was run.
 * @param root folder of the project
 * @param runFolder folder of the run
 */
export function keepInputs(root: string, runFolder: string): void {
  for (const file of INPUTS.flatMap((pattern) => globSync(pattern, { cwd: root }))) {
    const target = path.join(runFolder, INPUTS_FOLDER, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(root, file), target);
  }
}

/** What else decides what a scenario does: the code of the suite. */
const CODE = ['steps/**/*.ts', 'support/**/*.ts'];

/** A digest of everything that a run reads of a project, and of the code of its steps. */
export function digestOfInputs(root: string): string {
  const hash = createHash('sha256');
  for (const file of [...INPUTS, ...CODE].flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Keeps what else the judgement of a run rests on. */
export function keepBasis(
  runFolder: string,
  request: Basis['request'],
  { environment, stageRuns, places }: Pick<Facts, 'environment' | 'stageRuns' | 'places'>,
): void {
  const { plan, dmc, phase, seed } = request;
  const { name, simulated, capabilities, versions, illnesses } = environment;
  const wishes = { ...(dmc === undefined ? {} : { dmc }), ...(phase === undefined ? {} : { phase }) };
  const basis = {
    request: { plan, ...wishes, seed },
    environment: { name, simulated, capabilities, versions, illnesses },
    stages: stageRuns,
    places,
  };
  writeFileSync(path.join(runFolder, BASIS_FILE), `${JSON.stringify(basis, null, 2)}\n`);
}

/**
 * Reads what was kept.
 * @throws RunError naming the file and what is wrong with it
 */
export function readBasis(runFolder: string): Basis {
  return readJson(path.join(runFolder, BASIS_FILE), basisSchema);
}
