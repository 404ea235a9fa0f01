/** One scenario in all the cells of a run: the documents show it once, and say where it had which outcome. */
import { anchor } from './html';
import { OUTCOMES, type CellReference, type ExecutionResult, type Outcome } from '../record/result-model';
import { counted, inWords } from '../text';

/** Executions of one scenario (or row of an outline), most often of one stage. */
export interface ScenarioGroup {
  /** The first of them; titles, rules and requirements are the same in all. */
  readonly first: ExecutionResult;
  readonly executions: readonly ExecutionResult[];
  /** Outcomes with the number of executions, none of them zero. */
  readonly outcomes: readonly { readonly outcome: Outcome; readonly count: number }[];
}

/**
 * Groups executions by scenario and stage, in order of first appearance.
 * @param key what executions of one group have in common, if not scenario and stage
 */
export function groupScenarios(
  executions: readonly ExecutionResult[],
  key: (execution: ExecutionResult) => string = scenarioAnchor,
): readonly ScenarioGroup[] {
  return [...Map.groupBy(executions, key).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) {
      return [];
    }
    const counts = OUTCOMES.map((outcome) => ({
      outcome,
      count: same.filter((one) => one.outcome === outcome).length,
    }));
    return [{ first, executions: same, outcomes: counts.filter(({ count }) => count > 0) }];
  });
}

/** Anchor of a scenario in the tables of results. */
export function scenarioAnchor({ id, stage }: ExecutionResult): string {
  return anchor('scenario', id, stage);
}

/** Cells as a sentence names them: the first few, and how many more there are. */
export function cellsInWords(cells: readonly CellReference[], limit = 8): string {
  const names = cells.map(({ dmc, phase }) => `${dmc} ${phase}`);
  const rest = names.length - limit;
  return rest > 0 ? `${names.slice(0, limit).join(', ')} and ${counted(rest, 'more Test Phase')}` : names.join(', ');
}

/** All cells, none left out: combinations with the same Test Phases stand together, `IOC-01 and IOC-02: Active and Mixed; IOC-03 Active`. */
export function allCellsInWords(cells: readonly CellReference[]): string {
  const byDmc = Map.groupBy(cells, ({ dmc }) => dmc);
  const alike = Map.groupBy(byDmc, ([, own]) => inWords([...new Set(own.map(({ phase }) => phase))]));
  const parts = [...alike].map(([phases, own]) => {
    const one = own.length === 1 && own[0]?.[1].length === 1;
    return `${inWords(own.map(([dmc]) => dmc))}${one ? '' : ':'} ${phases}`;
  });
  return parts.join('; ');
}

/** Test Phases that are named where a result is reused: hundreds of rows say the same of a release. */
const REUSES = 2;

/** What is to be said of executions that stand for further cells; undefined when none does. */
export function citationOf({ executions }: ScenarioGroup): string | undefined {
  const [first, ...others] = executions.filter(({ citedBy }) => citedBy.length > 0);
  if (first === undefined) return undefined;
  const { dmc, phase, citedBy } = first;
  const all = [first, ...others].flatMap((one) => one.citedBy);
  const many = counted(all.length, 'other Test Phase');
  if (others.length > 0) return `${others.length + 1} of these results are reused by ${many}.`;
  return `Ran once, for ${dmc} ${phase}; reused by ${citedBy.length > REUSES ? many : cellsInWords(citedBy)}.`;
}
