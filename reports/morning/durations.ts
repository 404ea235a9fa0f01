import { markup } from '../tag/html';
import { table, type Section } from '../tag/parts';
import { duration } from '../text';
import type { MorningPage } from './morning-page';

/** Tests that are named. */
const SLOWEST = 10;

const SLOWER = 'Twice as slow as in the run before, and by a second or more';

/** What took longest, and what takes longer than it did. */
export function durations({ run }: MorningPage): Section {
  const slowest = run.executions.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, SLOWEST);
  const slower = run.since?.slower ?? [];
  const place = ({ dmc, phase, stage }: (typeof slower)[number] | (typeof slowest)[number]): string =>
    `${dmc} ${phase}, ${stage}`;
  const rows = slowest.map(
    (one) =>
      markup`<tr><th scope="row" class="id">${one.id}</th><td>${place(one)}</td><td class="number">${duration(one.durationMs)}</td></tr>`,
  );
  const longer = slower.map(
    (one) =>
      markup`<tr><th scope="row" class="id">${one.id}</th><td>${place(one)}</td><td class="number">${duration(one.beforeMs)}</td><td class="number">${duration(one.nowMs)}</td></tr>`,
  );
  return {
    id: 'durations',
    title: 'Slowest and slower',
    body: markup`<h3>Slowest tests</h3>${table(
      'Slowest tests',
      [{ title: 'Test', style: 'narrow' }, { title: 'Where' }, { title: 'Took', style: 'number' }],
      markup`<tbody>${rows}</tbody>`,
    )}
${
  longer.length === 0
    ? markup`<p>No test takes twice as long as in the run before, and a second more.</p>`
    : markup`<h3>${SLOWER}</h3>${table(
        SLOWER,
        [
          { title: 'Test', style: 'narrow' },
          { title: 'Where' },
          { title: 'Before', style: 'number' },
          { title: 'Now', style: 'number' },
        ],
        markup`<tbody>${longer}</tbody>`,
      )}`
}`,
  };
}
