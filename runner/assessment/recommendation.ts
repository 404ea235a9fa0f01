import { inWords } from '../../reports/text';
import type { CellResult, DmcResult, EpclRecommendation } from '../../reports/record/result-model';
import { cellName, type Cell } from '../planning/cells';
import { PHASES } from '../../support/scope/plan';
import type { Facts } from './facts';
import type { Assessment, CellAssessment } from './cell-assessment';
import { isOpen } from './waivers';

/** What a whole Test Phase holds beside its test stages. */
const CLOSING = ['regression-set', 'full-regression'] as const;

/**
 * What would be recommended of one cell: that its Test Phase counts towards an entry in the EPCL. A run says something about
 * it only where it is formal and its plan takes the cell through a whole Test Phase.
 */
export function recommendCell(
  facts: Facts,
  cell: Cell,
  { verdict, reason }: Pick<CellResult, 'verdict' | 'reason'>,
): EpclRecommendation {
  const name = cellName(cell);
  if (verdict === 'does not apply') {
    return { verdict: 'no statement', sentence: `${cell.dmc.id} has no ${cell.phase} phase, and none is needed.` };
  }
  const lacking = whatLacks(facts);
  if (lacking !== undefined) return { verdict: 'no statement', sentence: lacking };
  if (verdict === 'met') {
    return { verdict: 'would be recommended', sentence: `${name} meets its exit criteria. ${CAVEAT}` };
  }
  if (verdict === 'met with work-off plan') {
    const sentence = `${name} meets its exit criteria with a Work-Off Plan or waivers. ${CAVEAT}`;
    return { verdict: 'would be recommended with work-off plan', sentence };
  }
  const why = reason === undefined ? '' : ` (${reason.replace(/\.$/, '')})`;
  return {
    verdict: 'would not be recommended',
    sentence: `${name} ${verdict === 'not met' ? 'does not meet its criteria' : `is ${verdict}`}${why}.`,
  };
}

/** What would be recommended of each combination of a run: as much as all of its Test Phases bear, and the criteria of the whole run. */
export function recommendDmcs(facts: Facts, { cells, criteria }: Assessment): DmcResult[] {
  const ofCells = new Set(cells.flatMap((cell) => cell.criteria.map(({ id }) => id)));
  const open = criteria.filter((criterion) => isOpen(criterion) && !ofCells.has(criterion.id)).map(({ id }) => id);
  const ids = [...new Set(cells.map(({ cell }) => cell.dmc.id))];
  return ids.flatMap((id) => {
    const own = cells.filter(({ cell }) => cell.dmc.id === id);
    const [first] = own;
    if (first === undefined) return [];
    return [{ dmc: id, release: first.cell.dmc.release, recommendation: recommendDmc(facts, id, own, open) }];
  });
}

const CAVEAT = 'The system is simulated: this is what the recommendation would be, and no recommendation.';

/** @param open criteria that are judged over the whole run and are not met */
function recommendDmc(
  facts: Facts,
  id: string,
  own: readonly CellAssessment[],
  open: readonly string[],
): EpclRecommendation {
  const lacking = whatLacks(facts);
  if (lacking !== undefined) return { verdict: 'no statement', sentence: lacking };
  const without = PHASES.filter((phase) => !own.some(({ cell }) => cell.phase === phase));
  if (without.length > 0) {
    const sentence = `This run does not take ${id} through the ${inWords(without)} phase.`;
    return { verdict: 'no statement', sentence };
  }
  const due = own.filter(({ verdict }) => verdict !== 'does not apply');
  const names = (of: readonly CellAssessment[]): string => inWords(of.map(({ cell }) => cell.phase));
  const bad = due.filter(({ verdict }) => verdict !== 'met' && verdict !== 'met with work-off plan');
  if (bad.length > 0) {
    const sentence = `${id} does not meet the exit criteria of ${names(bad)}.`;
    return { verdict: 'would not be recommended', sentence };
  }
  if (open.length > 0) {
    const sentence = `${id} meets the exit criteria of ${names(due)}; ${open.join(', ')} of the whole run stands open.`;
    return { verdict: 'would not be recommended', sentence };
  }
  const planned = due.filter(({ verdict }) => verdict === 'met with work-off plan');
  if (planned.length > 0) {
    const sentence = `${id} meets the exit criteria of ${names(due)}, with a Work-Off Plan or waivers in ${names(planned)}. ${CAVEAT}`;
    return { verdict: 'would be recommended with work-off plan', sentence };
  }
  return { verdict: 'would be recommended', sentence: `${id} meets the exit criteria of ${names(due)}. ${CAVEAT}` };
}

function whatLacks({ plan, formal }: Facts): string | undefined {
  if (!formal) return 'The run is informal: the selection was narrowed by hand.';
  const missing = CLOSING.filter((kind) => !plan.stages.some((stage) => stage.kind === kind));
  if (missing.length === 0) return undefined;
  return `The plan "${plan.id}" does not take a combination through a whole Test Phase.`;
}
