import type { SincePreviousRun } from '../record/result-model';
import { markup, type Markup } from './html';
import { table } from './parts';

/**
 * What a run and the one before it ran on, where it differs.
 * @param now id of the run
 * @returns undefined where nothing differs
 */
export function versionDifferences({ differences, run: before }: SincePreviousRun, now: string): Markup | undefined {
  if (differences.length === 0) return undefined;
  const rows = differences.map(
    (one) => markup`<tr><th scope="row">${one.what}</th><td>${one.before}</td><td>${one.now}</td></tr>`,
  );
  return table(
    'What the two runs ran on, where it differs',
    [
      { title: 'What', style: 'sixth' },
      { title: before, style: 'third' },
      { title: now, style: 'third' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}
