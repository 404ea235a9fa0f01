import type { SeededDefect } from '../../runner/planning/coverage';
import { RunError } from '../../support/scope/errors';
import { nearest } from '../../support/scope/nearest';

/**
 * The seeded defects that are wanted, all of them where nothing is said.
 * @param wanted ids, with commas between them
 * @throws RunError when one of them is the id of no defect
 */
export function chooseDefects(defects: readonly SeededDefect[], wanted: string | undefined): readonly SeededDefect[] {
  if (wanted === undefined) return defects;
  const ids = new Set(wanted.split(',').map((id) => id.trim()));
  const known = defects.map(({ id }) => id);
  const strange = [...ids].find((id) => !known.includes(id));
  if (strange === undefined) return defects.filter(({ id }) => ids.has(id));
  throw new RunError(`There is no seeded defect "${strange}": try ${nearest(strange, known).join(', ')}.`);
}
