import type { CriterionResult } from '../../reports/record/result-model';
import { cellName } from '../planning/cells';
import { isOpen } from './waivers';
import type { MeasuredCriterion } from './measured-criterion';
import type { CellAssessment } from './cell-assessment';

/** Cells whose findings a note spells out. */
const SPELT_OUT = 3;

/** Verdicts over many cells: the worst is that of all of them. */
const WORST_FIRST: readonly CriterionResult['verdict'][] = [
  'not met',
  'not demonstrated',
  'met with work-off plan',
  'not in this plan',
  'met',
];

/**
 * One criterion over all cells that it is judged in: the worst verdict, and where it comes from.
 * @param id of the criterion
 * @param none what is said of it where no cell judges it
 */
export function summarise(
  id: string,
  cells: readonly CellAssessment[],
  none: MeasuredCriterion,
): Pick<CriterionResult, 'threshold' | 'measured' | 'verdict' | 'note' | 'waivers'> {
  const findings = cells.flatMap(({ cell, criteria }) =>
    criteria.filter((criterion) => criterion.id === id).map((finding) => ({ cell, ...finding })),
  );
  const [first, ...more] = findings;
  if (first === undefined) return { ...none, waivers: [] };
  const { threshold, measured, verdict, note, waivers } = first;
  if (more.length === 0) return { threshold, measured, verdict, note, waivers };
  const open = findings.filter(isOpen);
  const reached = findings.filter((finding) => finding.verdict.startsWith('met'));
  const waived = findings.filter((finding) => finding.waivers.length > 0).length;
  const judged = open.length > 0 ? open : findings;
  const worst = WORST_FIRST.find((candidate) => judged.some((finding) => finding.verdict === candidate)) ?? verdict;
  const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
  const spelt = open.slice(0, SPELT_OUT).map((finding) => `${cellName(finding.cell)}: ${finding.note}`);
  const rest = open.length > SPELT_OUT ? [`${open.length - SPELT_OUT} more Test Phases likewise.`] : [];
  return {
    threshold: distinct(findings.map((finding) => finding.threshold)).join('; '),
    measured: `met in ${reached.length} of ${findings.length} Test Phases${waived === 0 ? '' : `, waived in ${waived}`}`,
    verdict: worst,
    note: open.length === 0 ? noteOfMet(findings.map((finding) => finding.note)) : [...spelt, ...rest].join(' '),
    // A waiver that leaves other cells open does not take the criterion out of the way.
    waivers: open.length > 0 ? [] : distinct(findings.flatMap((finding) => finding.waivers)),
  };
}

/** What is noted of a criterion that is open in no cell: each different note with the number of its cells, if they are few. */
function noteOfMet(all: readonly string[]): string {
  const notes = [...Map.groupBy(all, (note) => note)];
  const [[only] = ['']] = notes;
  if (notes.length === 1) return only;
  if (notes.length > SPELT_OUT) return `It holds in each of the ${all.length} Test Phases.`;
  return notes
    .map(([note, { length }]) => `In ${length === 1 ? '1 Test Phase' : `${length} Test Phases`}: ${note}`)
    .join(' ');
}
