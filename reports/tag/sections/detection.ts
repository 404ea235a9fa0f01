/** How we know that these tests would notice: what searches for weak places of the suite have found, as the record has it. */
import type { DetectionCounts, DetectionResult, RunResult } from '../../record/result-model';
import { counted, date, seededDefectsInWords } from '../../text';
import type { CompletionReport } from '../document-model';
import { observable, open } from '../../record/detection-counts';
import { markup, type Markup } from '../html';
import { badge, commandLine, factList, table, type Section, type Tone } from '../parts';

const TOOLS: Readonly<Record<DetectionResult['tool'], string>> = {
  prove: 'Seeded defects',
  mutate: 'Mutants drawn by lot',
  explore: 'Random sequences of steps',
  fuzz: 'Strange inputs',
};

const STANDINGS: Readonly<Record<DetectionResult['standing'], readonly [Tone, string]>> = {
  'this build': ['passed', 'This build'],
  'same rules and suite': ['passed', 'Same rules and suite'],
  older: ['neutral', 'Older'],
};

/** Writes what is known of the suite's power to notice. */
export function detection({ run }: CompletionReport): Section {
  const defects = run.run.versions['seeded defects'] ?? 'not recorded';
  const searches = run.detection ?? [];
  return {
    id: 'detection',
    title: 'How we know that these tests would notice',
    body: markup`<p>A green result is worth no more than what the tests would notice. To find out, faults are put into the system on purpose (seeded defects, mutants) and the
tests have to fail. In this run itself: <strong>${seededDefectsInWords(defects)}</strong></p>
${searches.length === 0 ? markup`<p>No proof is attached to this run: what the tests would notice is not shown here.</p>` : searches.map((search) => article(search, run))}`,
  };
}

function article(search: DetectionResult, run: RunResult): Markup {
  const { tool, standing, changed, commits, counts, interval, tried, population, finishedAt, commit, command } = search;
  const [tone, word] = STANDINGS[standing];
  const since = [
    commits === undefined ? undefined : `by ${counted(commits, 'commit')}`,
    changed.length === 0 ? undefined : `changed: ${changed.join(', ')}`,
  ].filter((one) => one !== undefined);
  const range = interval === undefined ? '' : ` (95 % interval: ${percent(interval.low)} to ${percent(interval.high)})`;
  const found =
    tool === 'prove' || tool === 'mutate'
      ? `${counts.found} of ${observable(counts)} found${range}`
      : `${counted(tried, 'case')}, ${counted(search.findings.length, 'finding')}`;
  return markup`<section><h3 id="detection-${tool}">${TOOLS[tool]}: ${found}</h3>
${factList([
  [
    'Standing',
    markup`${badge(tone, word)}${since.length === 0 ? '' : ` ${since.join('; ')}`}${standing === 'older' ? ': shown, but not counted' : ''}`,
  ],
  [
    'Tried',
    `${String(tried)}${population === undefined ? '' : ` of ${population}`}; ended ${date(finishedAt)}, ${commit}`,
  ],
  ...(regression(search, run) ?? []),
  ['Repeat it', commandLine(command)],
])}
${
  search.areas.length === 0
    ? undefined
    : byGroup(
        'area',
        search.areas.map(({ area, counts: own }) => [area, own]),
      )
}
${
  search.requirements.length === 0
    ? undefined
    : byGroup(
        'requirement',
        search.requirements.map(({ requirement, counts: own }) => [requirement, own]),
      )
}
${notFound(search)}</section>`;
}

/** How many of the found ones a test of the end-of-cycle regression found; searches may name only the first test that did. */
function regression(
  { found, tool }: DetectionResult,
  { executions }: RunResult,
): (readonly [string, string])[] | undefined {
  const subset = new Set(executions.filter(({ tags }) => tags.includes('@regression')).map(({ id }) => id));
  if (subset.size === 0 || (tool !== 'prove' && tool !== 'mutate')) return undefined;
  const own = found.filter(({ by }) => by.some((id) => subset.has(id))).length;
  return [
    [
      'By the regression subset',
      `at least ${own} of ${found.length}: a search may end with the first test that notices`,
    ],
  ];
}

function byGroup(what: string, rows: readonly (readonly [string, DetectionCounts])[]): Markup {
  const lines = rows.map(
    ([name, counts]) =>
      markup`<tr><th scope="row" class="id">${name}</th><td class="number">${counts.found}</td><td class="number">${observable(counts)}</td><td class="number">${open(counts)}</td></tr>`,
  );
  return table(
    `Found by ${what}`,
    [
      { title: what === 'area' ? 'Area' : 'Requirement' },
      { title: 'Found', style: 'number' },
      { title: 'Of', style: 'number' },
      { title: 'Not found', style: 'number' },
    ],
    markup`<tbody>${lines}</tbody>`,
    'short',
  );
}

/** Faults that are named one by one. */
const NAMED = 12;

/** What was not found: seeded defects by the rule that each breaks; of mutants, which are places in code, how many; findings each in a sentence. */
function notFound(search: DetectionResult): Markup | undefined {
  const { open: missed, findings, tool, counts } = search;
  if (tool === 'mutate') {
    if (missed.length === 0) return undefined;
    return markup`<p>Of those not found, ${counts.missed} were met by a test that did not notice, ${counts['timed out']} kept a test from ending, and ${counts['not met']} lie where no test
comes. The record names each by its place in the code.</p>`;
  }
  const [title, lines] =
    missed.length > 0
      ? (['Not found', missed.map(defectInWords)] as const)
      : (['Found wrong with the system', findings.map(findingInWords)] as const);
  if (lines.length === 0) return undefined;
  const more = lines.length - NAMED;
  return markup`<h4 id="detection-${tool}-open">${title}</h4><ul class="tight">${lines.slice(0, NAMED).map((line) => markup`<li>${line}</li>`)}${more > 0 ? markup`<li>and ${more} more in the record</li>` : undefined}</ul>`;
}

function defectInWords({ id, what, outcome, requirement, note }: DetectionResult['open'][number]): string {
  return `${id} (${requirement ?? 'no requirement'}): ${what}: ${outcome}${note === undefined ? '' : `; ${note}`}`;
}

/** The first line of a finding: what was expected and what came. The scenario that repeats it stands in the record. */
function findingInWords(finding: string): string {
  return (finding.split('\n')[0] ?? '').replace(/^failed: /, '');
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
