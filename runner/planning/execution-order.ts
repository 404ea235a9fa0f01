import { createHash, randomBytes } from 'node:crypto';
import { RunError } from '../../support/scope/errors';
import { keyOfPlanned, type PlannedExecution } from './planned-execution';

/** The order in which a run executes what its plan owes. Its record is the same in any. */
export type ExecutionOrder =
  | { readonly kind: 'planned' }
  | { readonly kind: 'random'; readonly seed: string }
  /** That of an earlier run. */
  | { readonly kind: 'recorded'; readonly run: string };

/** The order of a run that was asked for none. */
const PLANNED_ORDER: ExecutionOrder = { kind: 'planned' };

/**
 * Reads the value of `--order`: `random`, `random:SEED` or `recorded:RUN`.
 * @returns a random order always with its seed, which is drawn where none is given
 * @throws RunError for anything else
 */
export function parseOrder(wanted: string | undefined): ExecutionOrder {
  if (wanted === undefined) return PLANNED_ORDER;
  const [, kind, value = ''] = /^(random|recorded)(?::(.+))?$/.exec(wanted) ?? [];
  if (kind === 'random') return { kind, seed: value === '' ? randomBytes(4).toString('hex') : value };
  if (kind === 'recorded' && value !== '') return { kind, run: value };
  throw new RunError(`"${wanted}" is no order: give random, random:SEED or recorded:RUN.`);
}

/** The value of `--order` that gives an order again; undefined for the planned one. */
export function orderText(order: ExecutionOrder): string | undefined {
  if (order.kind === 'planned') return undefined;
  return order.kind === 'random' ? `random:${order.seed}` : `recorded:${order.run}`;
}

/** Puts the executions of a stage in order; those of one cell stay together. */
export type ArrangeExecutions = (executions: readonly PlannedExecution[]) => readonly PlannedExecution[];

/**
 * How executions are put in an order.
 * @param recorded gives the keys of an earlier run in the order in which each of its workers ran them
 */
export function arrangementOf(order: ExecutionOrder, recorded: (run: string) => readonly string[]): ArrangeExecutions {
  switch (order.kind) {
    case 'planned':
      return (executions) => executions;
    case 'random':
      return (executions) => shuffled(executions, order.seed);
    case 'recorded': {
      const places = new Map(recorded(order.run).map((key, place) => [key, place]));
      const placeOf = (one: PlannedExecution): number => places.get(keyOfPlanned(one)) ?? places.size;
      return (executions) => executions.toSorted((a, b) => placeOf(a) - placeOf(b));
    }
  }
}

/** Cells in an order by lot, and in each of them its executions. */
function shuffled(executions: readonly PlannedExecution[], seed: string): PlannedExecution[] {
  const cells = Map.groupBy(executions, ({ dmc, phase }) => `${dmc.id} ${phase}`);
  const byLot = <T>(items: Iterable<T>, nameOf: (item: T) => string): T[] =>
    [...items]
      .map((item) => ({
        item,
        lot: createHash('sha256')
          .update(`order ${seed} ${nameOf(item)}`)
          .digest('hex'),
      }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .map(({ item }) => item);
  return byLot(cells, ([cell]) => cell).flatMap(([, own]) => byLot(own, keyOfPlanned));
}
