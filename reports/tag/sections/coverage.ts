/** Evidence by requirement: what must happen, what must be refused, the regression and the proof, the weakest first. */
import { STABLE_RUNS, type ExecutionResult, type RequirementResult, type RunResult } from '../../record/result-model';
import { counted, date, inWords } from '../../text';
import type { CompletionReport } from '../document-model';
import { observable } from '../../record/detection-counts';
import { evidenceOf, type RequirementEvidence, STRENGTHS, type TestCount } from '../evidence';
import { anchor, markup, type Content, type Markup } from '../html';
import { table, verdictBadge, type Section } from '../parts';
import { scenarioAnchor } from '../scenario-group';
import { cells } from './cells';
import { regression } from './regression';
import { stages } from './stages';

/** Writes the evidence, and the Test Phases, stages and regressions that it was gathered in. */
export function coverage({ run }: CompletionReport): Section {
  const evidence = evidenceOf(run);
  const inPlan = run.requirements.filter((one) => one.inPlan);
  const shown = inPlan.filter((one) => one.verdict === 'shown').length;
  const aside = inPlan.filter((one) => one.verdict === 'does not apply');
  const gaps = inPlan.filter((one) => one.verdict === 'gap');
  return {
    id: 'coverage',
    title: 'Evidence by requirement',
    body: markup`<p>${shown} of ${inPlan.length - aside.length} requirements of this plan are shown.${aside.length === 0 ? '' : ` ${aside.length === 1 ? '1 more does' : `${aside.length} more do`} not apply to the Test Phases of this run: ${aside.map(({ id }) => id).join(', ')}.`} Each is a statement of the consultation in our words,
with the section that it comes from in the annex. The numbers are of tests that
passed in every execution, of those that apply. A requirement is a gap when in some Test Phase nothing passed that shows what must happen, or what must be
refused, although the plan asks for it. The tests themselves are in the annex <a href="#traces">Tests by requirement</a>.</p>
${gapList(gaps)}
${evidence.length + aside.length === 0 ? markup`<p>The plan sets out to show no requirement.</p>` : strengths(run, [...evidence], aside)}
${manual(run)}
${cells(run)}
${stages(run)}
${regression(run)}`,
  };
}

function gapList(gaps: readonly RequirementResult[]): Markup {
  return gaps.length === 0
    ? markup`<p>There is no gap.</p>`
    : markup`<p class="callout">Gaps: ${gaps.map((one, index) => markup`${index === 0 ? '' : ', '}<a href="#${anchor(one.id)}">${one.id}</a>`)}.</p>`;
}

/** What a word for strength says, where it does not say so itself. */
const MEANING: Readonly<Record<(typeof STRENGTHS)[number], string>> = {
  failed: ' (a test of it did)',
  none: ' (nothing passed)',
  'one direction': ' (what must happen, or what must be refused)',
  'by stage or document': '',
  'both directions': ' (what must happen and what must be refused)',
  'both, and defects found': '',
  'and stable over five runs': '',
};

const COLUMNS = [
  { title: 'Id', style: 'narrow' },
  { title: 'Requirement, in our words' },
  { title: 'Must happen', style: 'number' },
  { title: 'Must be refused', style: 'number' },
  { title: 'In the regression', style: 'number' },
  { title: 'Defects found', style: 'number' },
  { title: 'Strength', style: 'eighth' },
  { title: 'Verdict', style: 'narrow' },
];

function strengths(
  run: RunResult,
  evidence: readonly RequirementEvidence[],
  aside: readonly RequirementResult[],
): Markup {
  const rows = evidence.map((one) => row(one));
  const others = aside.map(
    (one) =>
      markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.text}${limits(one)}</td><td>–</td><td>–</td><td>–</td><td>–</td><td>–</td><td>${verdictBadge(one.verdict)}</td></tr>`,
  );
  return markup`<h3 id="strength">Strength of the evidence, the weakest first</h3>
<p class="quiet">From the weakest: ${STRENGTHS.map((strength, index) => markup`${index === 0 ? '' : '; '}<strong>${strength}</strong>${MEANING[strength]}`)}. “Defects found” counts seeded defects of the requirement’s rules that the suite found, of those that were tried on
this build or the same rules. ${stabilityInWords(run)}</p>
${table('Evidence by requirement', COLUMNS, markup`<tbody>${rows}${others}</tbody>`, 'coverage')}
${whyNotIn([...evidence.map(({ requirement }) => requirement), ...aside])}`;
}

/** What was known of earlier runs on the same build when this one ended. */
function stabilityInWords({ stability, run }: RunResult): string {
  if (stability === undefined) return `“Stable” needs ${STABLE_RUNS} runs on one build; this is the first.`;
  const { earlier, unstable } = stability;
  const runs = `${run.id} and the ${counted(earlier.length, 'run')} before it on the same build (${earlier.map((one) => one.run).join(', ')})`;
  const seeds = counted(new Set([run.seed, ...earlier.map(({ seed }) => seed)]).size, 'seed');
  const same =
    unstable.length === 0
      ? 'every test that passed now passed in each'
      : `${counted(unstable.length, 'execution')} that passed now did not pass in each`;
  const few = earlier.length < STABLE_RUNS - 1 ? `; “stable” needs ${STABLE_RUNS} runs` : '';
  return `Of ${runs}, with ${seeds}: ${same}${few}.`;
}

function row({
  requirement: one,
  positive,
  negative,
  regression: sets,
  detection,
  strength,
  byDmc,
}: RequirementEvidence): Markup {
  const weaker = [...byDmc].filter(([, own]) => own === strength).map(([dmc]) => dmc);
  const where =
    byDmc.size > 1 && weaker.length < byDmc.size
      ? markup`<span class="source">in ${weaker.slice(0, 3).join(', ')}${weaker.length > 3 ? ' and more' : ''}</span>`
      : undefined;
  return markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.text}${otherEvidence(one)}${limits(one)}</td>
<td class="number">${tests(positive)}</td><td class="number">${tests(negative)}</td><td class="number">${tests(sets)}</td><td class="number">${detection === undefined ? '–' : `${detection.found} of ${observable(detection)}`}</td><td>${strength}${where}</td><td>${verdictBadge(one.verdict)}</td></tr>`;
}

function tests({ passed, due }: TestCount): Content {
  if (due === 0) return '–';
  return passed === due ? `${due}` : markup`<strong>${passed} of ${due}</strong>`;
}

/** Most requirements are shown by scenarios; only another kind of evidence is worth a word. */
function otherEvidence({ stages: passed, documents }: RequirementResult): Markup[] {
  const kinds = [
    ['Shown by passing the stages', passed],
    ['Shown by the documents', documents],
  ] as const;
  return kinds
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => markup`<span class="source">${words}: ${names.join('; ')}</span>`);
}

/** Test Phases of the run in which the requirement does not apply. */
function limits({ notIn }: RequirementResult): Markup | undefined {
  if (notIn.length === 0) return undefined;
  const phases = inWords(notIn.map(({ phase }) => phase));
  return markup`<span class="source">Not in the ${phases} ${notIn.length === 1 ? 'phase' : 'phases'}</span>`;
}

/** Why requirements do not apply in a Test Phase, once for all of which the same is said. */
function whyNotIn(requirements: readonly RequirementResult[]): Markup | undefined {
  const all = requirements.flatMap(({ id, notIn }) => notIn.map(({ phase, why }) => ({ id, phase, why })));
  const alike = [...Map.groupBy(all, ({ phase, why }) => `Not in the ${phase} phase: ${why}`)];
  if (alike.length === 0) return undefined;
  return markup`<ul class="tight quiet">${alike.map(([words, own]) => markup`<li>${own.map(({ id }) => id).join(', ')}: ${words.charAt(0).toLowerCase()}${words.slice(1)}</li>`)}</ul>`;
}

/** What was tested by hand: beside the results, and counted in none of them. */
function manual({ manualEvidence, run }: RunResult): Markup {
  const heading = markup`<h3 id="manual-evidence">Manual evidence</h3>`;
  if (manualEvidence.length === 0) return markup`${heading}<p>No manual evidence is recorded.</p>`;
  const builds = Object.values(run.versions);
  const rows = manualEvidence.map(
    (one) =>
      markup`<tr><th scope="row">${one.test}<span class="source">${one.requirement}</span></th><td>${one.outcome}</td><td>${one.role}, ${date(one.date)}</td><td>${one.build}<span class="source">${builds.some((build) => build.includes(one.build)) ? 'this build' : 'another build'}</span></td><td>${one.attachment}<span class="source">SHA-256 ${one.digest}</span></td></tr>`,
  );
  return markup`${heading}
<p>What people tested by hand. It stands beside the results of the run and is counted in none of them.</p>
${table(
  'Manual evidence',
  [
    { title: 'Test' },
    { title: 'Outcome', style: 'eighth' },
    { title: 'By whom, when', style: 'fifth' },
    { title: 'Build', style: 'fifth' },
    { title: 'Attachment', style: 'quarter' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** Tests of one row: more are told in further rows under the same id, so that no row is broken by the end of a page. */
const IN_ROW = { positive: 30, negative: 40 };

/** Writes which tests trace to which requirement. */
export function traces({ run }: CompletionReport): Section {
  const inPlan = run.requirements.filter((one) => one.inPlan);
  const byId = Map.groupBy(run.executions, (one) => one.id);
  return {
    id: 'traces',
    title: 'Tests by requirement',
    part: 'annex',
    body: markup`<p>A test that did not pass in every execution, or does not apply, is marked. A section is one of the ${DOCUMENT}.</p>
${table(
  'Requirements of this plan and the tests that trace to them',
  [
    { title: 'Id', style: 'narrow' },
    { title: 'Source', style: 'eighth' },
    { title: 'What must happen', style: 'third' },
    { title: 'What must be refused (negative tests)' },
  ],
  markup`<tbody>${inPlan.map((one) => tracesOf(one, byId))}</tbody>`,
)}`,
  };
}

/** What the requirements come from, unless another document is named. */
const DOCUMENT = 'Migration Testing consultation of April 2019';

type ById = ReadonlyMap<string, readonly ExecutionResult[]>;

/** The rows of one requirement: one, unless more tests trace to it than fit. */
function tracesOf({ id, source, positive, negative }: RequirementResult, byId: ById): Markup[] {
  const happens = byStanding(positive, byId);
  const refused = byStanding(negative, byId);
  const rows = Math.max(1, Math.ceil(happens.length / IN_ROW.positive), Math.ceil(refused.length / IN_ROW.negative));
  return Array.from({ length: rows }, (_, index) => {
    const part = (tests: readonly Traced[], size: number): Content =>
      tests.length === 0 ? NO_TEST : tracing(tests.slice(index * size, (index + 1) * size));
    const name = index === 0 ? source.replace(`${DOCUMENT}, `, '') : 'continued';
    return markup`<tr><th scope="row" class="id"><a href="#${anchor(id)}">${id}</a></th><td>${name}</td><td>${part(happens, IN_ROW.positive)}</td><td>${part(refused, IN_ROW.negative)}</td></tr>`;
  });
}

const NO_TEST = markup`<span class="quiet">none</span>`;

/** A test of a requirement, and how it stands where it did not pass in every execution. */
interface Traced {
  readonly standing: string;
  readonly link: Content;
}

/** Tests of a requirement, each once; those that stand alike stand together, what passed first. */
function byStanding(ids: readonly string[], byId: ById): Traced[] {
  const all = [...new Set(ids)].map((id) => traced(id, byId.get(id) ?? []));
  return [...Map.groupBy(all, ({ standing }) => standing)]
    .toSorted(([one], [other]) => Number(one !== '') - Number(other !== ''))
    .flatMap(([, alike]) => alike);
}

function traced(id: string, same: readonly ExecutionResult[]): Traced {
  const [first] = same;
  if (first === undefined) return { standing: 'Not executed', link: id };
  const due = same.filter(({ outcome }) => outcome !== 'does-not-apply').length;
  const passed = same.filter(({ outcome }) => outcome === 'passed').length;
  const standing = due === 0 ? 'Does not apply' : passed === due ? '' : `Passed in ${passed} of ${due}`;
  return { standing, link: markup`<a href="#${scenarioAnchor(first)}">${id}</a>` };
}

/** Ids one after the other, under the word for how they stand. */
function tracing(tests: readonly Traced[]): Content {
  return [...Map.groupBy(tests, ({ standing }) => standing)].map(([standing, alike]) => {
    const word = standing === '' ? undefined : markup`<strong>${standing}:</strong> `;
    return markup`<div>${word}<ul class="inline">${alike.map(({ link }) => markup`<li>${link}</li>`)}</ul></div>`;
  });
}
