import type { DetectionCase, DetectionResult } from '../../../reports/record/detection-model';

/** What became of mutants, in the order in which a person wants to read it. */
const SECTIONS = [
  ['missed', 'Survivors', 'Scenarios come there, and pass. Each wants a scenario, dead code removed, or a reason.'],
  ['not met', 'Met by no scenario', 'No scenario of this run comes there.'],
  ['timed out', 'Timed out', 'Not counted as found.'],
  ['equivalent', 'Equivalent', 'Nobody could observe them; each with its reason.'],
  ['found', 'Found', 'A scenario fails.'],
] as const satisfies readonly (readonly [DetectionCase['outcome'], string, string])[];

/**
 * What became of mutants, as Markdown, the survivors first.
 * @param cases all that were tried
 * @param notes sentences about how it was searched
 */
export function mutationPage(
  cases: readonly DetectionCase[],
  { counts, interval, population, areas }: Pick<DetectionResult, 'counts' | 'interval' | 'population' | 'areas'>,
  notes: readonly string[],
): string {
  const tried = cases.length - counts.equivalent;
  const share = tried === 0 ? '' : ` (${percent(counts.found / tried)})`;
  const within =
    interval === undefined ? '' : `; 95 % interval of the share: ${percent(interval.low)} to ${percent(interval.high)}`;
  const lines = [
    '# Mutants of the system, tried with the scenarios',
    '',
    `${counts.found} of ${tried}${share} that are not equivalent are found, of ${population ?? cases.length} that there are${within}.`,
    ...notes,
    '',
    '| area | found | missed | not met | timed out | equivalent |',
    '| ---- | ----- | ------ | ------- | --------- | ---------- |',
    ...areas.map(({ area, counts: own }) =>
      row([area, own.found, own.missed, own['not met'], own['timed out'], own.equivalent]),
    ),
  ];
  for (const [outcome, title, meaning] of SECTIONS) {
    const own = cases.filter((one) => one.outcome === outcome);
    if (own.length === 0) continue;
    lines.push('', `## ${title} (${own.length})`, '', meaning, '');
    lines.push(
      '| where | instead | requirement | what was tried |',
      '| ----- | ------- | ----------- | -------------- |',
    );
    lines.push(...own.map((one) => row([placeOf(one), code(one.what), one.requirement ?? '', trialOf(one)])));
  }
  return `${lines.join('\n')}\n`;
}

function placeOf({ id }: DetectionCase): string {
  return id.split(' ').slice(0, 2).join(' ').replace('environments/dcc-like-system/src/', '');
}

function trialOf({ by, note }: DetectionCase): string {
  return [...by, ...(note === undefined ? [] : [note])].join(': ');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function code(text: string): string {
  return text
    .split(' in place of ')
    .map((part) => (part === 'does nothing' ? part : `\`${part.replaceAll('`', "'")}\``))
    .join(' in place of ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
