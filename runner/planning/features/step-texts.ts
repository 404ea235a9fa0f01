import type { PickleStep } from '../../../support/scope/messages';
import { lintFeatures } from './feature-set';

/** A step as its feature has it: keyword, text, and what stands below it. */
export function stepText(step: PickleStep, keyword: string): string {
  const { docString, dataTable } = step.argument ?? {};
  const rows = dataTable?.rows.map(({ cells }) => `  | ${cells.map(({ value }) => value).join(' | ')} |`) ?? [];
  const below = docString === undefined ? rows : [...rows, docString.content];
  return [`${keyword.trim()} ${step.text}`.trim(), ...below].join('\n');
}

/**
 * The steps of every scenario and row, by the place where it stands (`path:line`).
 * @param root folder that holds the folder of the features
 */
export async function readStepTexts(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { sources } = await lintFeatures(root, []);
  return new Map(
    sources.map(({ scenario, pickle, steps }) => [
      `${scenario.featurePath}:${scenario.line}`,
      pickle.steps.map((step) => stepText(step, steps.get(step.astNodeIds[0] ?? '')?.keyword ?? '')),
    ]),
  );
}
