import { createHash } from 'node:crypto';
import type { GherkinDocument, Pickle } from './messages';

/** Identity of an execution; the id of a row is its own, so that scenario and row need not be told apart. */
export interface ExecutionKey {
  /** Locked id of the scenario or of the row. */
  readonly id: string;
  readonly dmc: string;
  readonly phase: string;
  readonly stage: string;
}

/** An execution as a key: the same for what is planned and for its result. */
export function keyOf({ id, dmc, phase, stage }: ExecutionKey): string {
  return JSON.stringify([id, dmc, phase, stage]);
}

/**
 * The seed of one execution: every identifier that its scenario needs derives from it, never from a shared counter, so
 * that order and company of a scenario do not matter.
 * @param runSeed the seed of the run
 * @returns 32 lower-case hex digits
 */
export function executionSeed(runSeed: string, { id, dmc, phase, stage }: ExecutionKey): string {
  const parts = [runSeed, id, dmc, phase, stage];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

type Feature = NonNullable<GherkinDocument['feature']>;
type ScenarioNode = NonNullable<Feature['children'][number]['scenario']>;

/**
 * The locked id of the scenario a hook or a message speaks of: the `id` column of its row, or else its `@id:` tag.
 * @returns undefined where the feature gives none; the lint of features refuses such a scenario before a run
 */
export function executionId(
  pickle: Pick<Pickle, 'astNodeIds' | 'tags'>,
  document: Pick<GherkinDocument, 'feature'>,
): string | undefined {
  for (const node of scenarioNodes(document.feature)) {
    const row = node.id === pickle.astNodeIds[0] ? rowOf(node, pickle) : undefined;
    if (row !== undefined) return row.id;
  }
  return pickle.tags.find(({ name }) => name.startsWith('@id:'))?.name.slice('@id:'.length);
}

/** The row of an outline that a pickle was made from, with the id in its `id` column; undefined for a plain scenario. */
export function rowOf(
  node: ScenarioNode,
  pickle: Pick<Pickle, 'astNodeIds'>,
): { readonly line: number; readonly id: string | undefined } | undefined {
  for (const { tableHeader, tableBody } of node.examples) {
    const row = tableBody.find(({ id }) => id === pickle.astNodeIds[1]);
    const column = tableHeader?.cells.findIndex(({ value }) => value === 'id') ?? -1;
    if (row !== undefined) return { line: row.location.line, id: row.cells[column]?.value };
  }
  return undefined;
}

function scenarioNodes(feature: GherkinDocument['feature']): ScenarioNode[] {
  return (feature?.children ?? []).flatMap(({ scenario, rule }) => {
    if (scenario !== undefined) return [scenario];
    return (rule?.children ?? []).flatMap((child) => (child.scenario === undefined ? [] : [child.scenario]));
  });
}
