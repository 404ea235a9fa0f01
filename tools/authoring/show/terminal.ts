import type { ShownScenario } from './shown-scenario';

/** How many lines of the sequence a terminal shows. */
const MOST_LINES = 40;

/** The short form of a scenario: what was exchanged, what devices show otherwise than before, and how to repeat it. */
export function shownLines({ result, sequence = '', changed, traces }: ShownScenario, page: string): string[] {
  const lines = sequence.trimEnd().split('\n');
  const more = lines.length - MOST_LINES;
  return [
    '',
    ...lines.slice(0, MOST_LINES).map((text) => `  ${text}`),
    ...(more > 0 ? [`  ... and ${more} more lines on the page`] : []),
    '',
    ...(changed.length === 0 ? ['  No device shows anything else than before the first act.'] : []),
    ...changed.map(({ device, field, before, after }) => `  ${device}: ${field} ${before} -> ${after}`.slice(0, 160)),
    '',
    `  Seed ${result.seed}${result.fingerprint === undefined ? '' : `, fingerprint ${result.fingerprint}`}`,
    `  Again: ${result.reproduce}`,
    ...traces.map((trace) => `  Recording of the portal: ${trace}`),
    `  Page: ${page}`,
  ];
}
