import { headingOf, type SideBySide } from './side-by-side';
import type { ShownScenario } from './shown-scenario';

/** How many lines of the sequence a terminal shows. */
const MOST_LINES = 40;

/** How many differences from the last good run a terminal shows. */
const MOST_DIFFERENCES = 8;

/** The short form of a scenario: what was exchanged, what devices show otherwise than before, and how to repeat it. */
export function shownLines({ result, sequence = '', changed, beside, traces }: ShownScenario, page: string): string[] {
  const lines = sequence.trimEnd().split('\n');
  const more = lines.length - MOST_LINES;
  return [
    '',
    ...(more > 0 ? [`  ... ${more} earlier lines are on the page`] : []),
    ...lines.slice(-MOST_LINES).map((text) => `  ${text}`),
    '',
    ...(changed.length === 0 ? ['  No device shows anything else than before the first act.'] : []),
    ...changed.map(({ device, field, before, after }) => `  ${device}: ${field} ${before} -> ${after}`.slice(0, 160)),
    ...besideLines(beside, result.outcome === 'passed'),
    '',
    `  Seed ${result.seed}${result.fingerprint === undefined ? '' : `, fingerprint ${result.fingerprint}`}`,
    `  Again: ${result.reproduce}`,
    ...traces.map((trace) => `  Recording of the portal: ${trace}`),
    `  Page: ${page}`,
  ];
}

/** How much is not as in the last run in which the scenario passed, in one line: the cause is what matters at a terminal. */
export function besideLine(beside: SideBySide | undefined): string[] {
  if (beside === undefined) return [];
  const { run, rows } = beside;
  if (rows.length === 0) return besideLines(beside);
  const lacking = rows.filter(({ now }) => now === undefined).length;
  const added = rows.filter(({ good }) => good === undefined).length;
  const counts = [
    [rows.length - lacking - added, 'changed'],
    [lacking, 'lacking'],
    [added, 'new'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `  Messages unlike those of the last run in which it passed (${run}): ${said.join(', ')}; the page shows them.`,
  ];
}

/** What is not as in the last run in which the scenario passed, message by message. @param hasPassed now, too */
export function besideLines(beside: SideBySide | undefined, hasPassed = false): string[] {
  if (beside === undefined) return [];
  const { run, same, rows } = beside;
  if (rows.length === 0) {
    const hint = hasPassed ? '.' : ': look for what the scenario itself says otherwise.';
    return [`  Every message is as in the last run in which it passed (${run})${hint}`];
  }
  const more = rows.length - MOST_DIFFERENCES;
  return [
    `  Not as in the last run in which it passed (${run}); ${same} messages are the same:`,
    ...rows.slice(0, MOST_DIFFERENCES).map(({ good, now }) => {
      if (now === undefined) return `    lacking: ${headingOf(good ?? '')}`;
      return `    ${good === undefined ? 'new' : 'changed'}: ${headingOf(now)}`;
    }),
    ...(more > 0 ? [`    ... and ${more} more on the page`] : []),
  ];
}
