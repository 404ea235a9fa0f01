import { SCHEMAS_PLACEHOLDER } from '../../reports/record/result-model';
import path from 'node:path';
import { quoted } from './shell-word';
import type { Plan } from '../../support/scope/plan';

/** What a cycle was asked for, as far as its results depend on it. */
export interface Repeatable {
  readonly dmc?: string;
  readonly phase?: string;
  readonly seed: string;
  readonly order?: string;
  readonly schemas?: { readonly folder: string };
  readonly proven?: { readonly pack?: string };
}

/**
 * The command that repeats a cycle anywhere: with everything spelt out that the machine or a default has decided, but for the
 * folder of the official schemas, which every machine has elsewhere.
 * @param environment name of the environment that was run on
 */
export function repeatCommand(
  plan: Plan,
  { dmc, phase, seed, order, schemas, proven }: Repeatable,
  environment: string,
): string {
  const chosen = dmc ?? (plan.cells.of === 'one-dmc' ? plan.cells.dmc : undefined);
  const pack = proven?.pack;
  const words = [
    ...(proven === undefined ? [['--plan', plan.id]] : []),
    ...(chosen === undefined ? [] : [['--dmc', chosen]]),
    ...(phase === undefined ? [] : [['--phase', phase]]),
    ...(pack === undefined ? [] : [['--pack', path.basename(pack)]]),
    ['--environment', environment],
    ['--seed', seed],
    ...(order === undefined ? [] : [['--order', order]]),
    ...(schemas === undefined ? [] : [['--schemas', SCHEMAS_PLACEHOLDER]]),
  ];
  return `npm run ${proven === undefined ? 'cycle' : 'dmct'} -- ${words.flat().map(quoted).join(' ')}`;
}
