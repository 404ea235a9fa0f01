import { inWords } from '../../reports/text';
import type { CriterionResult, Waiver } from '../../reports/record/result-model';
import type { Cell } from '../planning/cells';
import type { Facts } from './facts';
import type { MeasuredCriterion } from './measured-criterion';

/** Whether a criterion stands in the way: not met, or not shown to be met, and nobody has waived it. */
export function isOpen({ verdict, waivers }: Pick<CriterionResult, 'verdict' | 'waivers'>): boolean {
  return (verdict === 'not met' || verdict === 'not demonstrated') && waivers.length === 0;
}

/** What stands open of criteria: the first with its note, the others by their ids; undefined where none does. */
export function openInWords(
  criteria: readonly Pick<CriterionResult, 'id' | 'verdict' | 'note' | 'waivers'>[],
): string | undefined {
  const [first, ...others] = criteria.filter(isOpen);
  if (first === undefined) return undefined;
  const said = `${first.id} is ${first.verdict}: ${first.note}`;
  if (others.length === 0) return said;
  return `${said} ${inWords(others.map(({ id }) => id))} ${others.length === 1 ? 'stands' : 'stand'} open too.`;
}

/** The waivers that were approved for the plan of a run. */
export function waiversOfPlan({ plan, scope }: Facts): readonly Waiver[] {
  return scope.waivers
    .filter((waiver) => waiver.plan === plan.id)
    .map(({ plan: _plan, line: _line, ...waiver }) => waiver);
}

/**
 * The waivers by which a criterion does not stand in the way although it is not met.
 * @param cell the cell in which it is judged; undefined for a criterion of the whole run, which only a waiver for every
 *   combination and Test Phase covers
 */
export function waiversOf(
  waivers: readonly Waiver[],
  criterion: string,
  { verdict }: MeasuredCriterion,
  cell: Cell | undefined,
): readonly Waiver[] {
  if (verdict !== 'not met' && verdict !== 'not demonstrated') return [];
  return waivers.filter(
    (waiver) =>
      waiver.criterion === criterion &&
      (waiver.dmc === undefined || waiver.dmc === cell?.dmc.id) &&
      (waiver.phase === undefined || waiver.phase === cell?.phase),
  );
}
