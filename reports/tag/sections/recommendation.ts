/** What is recommended and asked of TAG, and the box in which the decision is noted. */
import type { EpclRecommendation, RunResult } from '../../record/result-model';
import { capitalised, counted, inWords } from '../../text';
import type { CompletionReport } from '../document-model';
import { markup, type Markup } from '../html';
import { badge, idList, table, type Section, type Tone } from '../parts';
import { allCellsInWords } from '../scenario-group';

const TONES: Readonly<Record<EpclRecommendation['verdict'], Tone>> = {
  'would be recommended': 'passed',
  'would be recommended with work-off plan': 'known-issue',
  'would not be recommended': 'failed',
  'no statement': 'neutral',
};

/** A recommendation as a badge. */
function recommendationBadge(verdict: EpclRecommendation['verdict']): Markup {
  return badge(TONES[verdict], capitalised(verdict));
}

/** All recommendations of a run in one sentence, such as `11 of 12 combinations would be recommended`. */
export function recommendationSentence({ dmcs }: RunResult): string {
  const [only, ...more] = dmcs;
  if (only === undefined) return 'No recommendation: no combination was tested.';
  if (more.length === 0) {
    const { verdict, sentence } = only.recommendation;
    return verdict === 'no statement' ? `No recommendation. ${sentence}` : sentence.replace(CAVEAT, '');
  }
  const count = (verdict: EpclRecommendation['verdict']): number =>
    dmcs.filter(({ recommendation }) => recommendation.verdict === verdict).length;
  const verdicts = (Object.keys(TONES) as EpclRecommendation['verdict'][]).filter((verdict) => count(verdict) > 0);
  if (verdicts.every((verdict) => verdict === 'no statement'))
    return `No recommendation. ${only.recommendation.sentence}`;
  const parts = verdicts.map((verdict) =>
    verdict === 'no statement' ? `of ${count(verdict)} nothing is stated` : `${count(verdict)} ${verdict}`,
  );
  return `Of ${counted(dmcs.length, 'combination')}: ${parts.join('; ')}.`;
}

/** What TAG is asked to do: note, advise or approve. */
export function askedOfTag(run: RunResult): string {
  if (!run.run.formal) return 'to note this report. An informal run is no evidence for a decision.';
  const ask = askOf(run);
  return run.run.simulated ? `to note this report. For a real system it would be asked ${ask}` : ask;
}

function askOf({ verdict, dmcs, knownIssues, waivers }: RunResult): string {
  switch (verdict.result) {
    case 'incomplete':
      return 'to note that the run is incomplete, and to await another one.';
    case 'not met':
      return 'to advise on the faults and on the criteria that are not met.';
    case 'met':
    case 'met with work-off plan': {
      const whole = dmcs.some(({ recommendation }) => recommendation.verdict !== 'no statement');
      const left = [
        ...(knownIssues.some(({ inWorkOffPlan }) => inWorkOffPlan) ? ['the Work-Off Plan'] : []),
        ...(waivers.length > 0 ? ['the waivers'] : []),
      ];
      const plan = left.length === 0 ? '' : `, with ${inWords(left)}`;
      return whole
        ? `to approve the completion of the Test Phases${plan}.`
        : `to advise that this part of the testing is complete${plan}.`;
    }
  }
}

/** Writes the recommendations. */
export function recommendation({ run }: CompletionReport): Section {
  const alike = Map.groupBy(run.dmcs, ({ dmc, release, recommendation: { verdict, sentence } }) =>
    [release, verdict, sentence.replaceAll(dmc, '')].join('\n'),
  );
  const rows = [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { dmc, release, recommendation: one } = first;
    const why = one.sentence.replace(CAVEAT, '');
    return markup`<tr><th scope="row">${idList(same.map((each) => each.dmc))}</th><td>${release}</td><td>${recommendationBadge(one.verdict)}</td><td>${same.length === 1 ? why : why.replace(dmc, 'Each')}</td></tr>`;
  });
  return {
    id: 'recommendation',
    title: 'Recommendation and decision',
    body: markup`<p>TAG is asked ${askedOfTag(run)} ${run.run.planClaim}</p>
<h3 id="epcl">What would be recommended for the EPCL</h3>
${run.run.simulated ? markup`<p>This is what the recommendation <strong>would be</strong> for a real system. It is not a recommendation, and nothing may be entered in the EPCL because of it.</p>` : undefined}
${
  rows.length === 0
    ? markup`<p>No combination was tested.</p>`
    : table(
        'What would be recommended for each combination',
        [
          { title: 'Combinations', style: 'fifth' },
          { title: 'Release', style: 'narrow' },
          { title: 'Statement', style: 'quarter' },
          { title: 'Why' },
        ],
        markup`<tbody>${rows}</tbody>`,
      )
}
${byCell(run)}
${decision(run)}`,
  };
}

/** Where a combination has several Test Phases, those of them that would not be recommended without more. */
function byCell({ cells, dmcs }: RunResult): Markup | undefined {
  const stated = cells.filter(
    ({ recommendation: { verdict } }) => verdict !== 'no statement' && verdict !== 'would be recommended',
  );
  if (stated.length === 0 || cells.length <= dmcs.length) return undefined;
  const alike = Map.groupBy(stated, ({ dmc, phase, recommendation: { verdict, sentence } }) =>
    [verdict, sentence.replace(CAVEAT, '').replace(`${dmc.id} ${phase}`, 'It').replaceAll(dmc.id, 'it')].join('\n'),
  );
  const rows = [...alike.values()].flatMap((same) => {
    const [one] = same;
    if (one === undefined) return [];
    const names = allCellsInWords(same.map(({ dmc, phase }) => ({ dmc: dmc.id, phase })));
    const { verdict, sentence } = one.recommendation;
    const text = sentence.replace(CAVEAT, '');
    const why = same.length === 1 ? text : text.replace(`${one.dmc.id} ${one.phase}`, 'Each');
    return [markup`<tr><th scope="row">${names}</th><td>${recommendationBadge(verdict)}</td><td>${why}</td></tr>`];
  });
  return markup`<h3 id="recommendation-cells">Test Phases that leave something open</h3>
${table(
  'Test Phases that leave something open',
  [{ title: 'Test Phases', style: 'third' }, { title: 'Statement', style: 'quarter' }, { title: 'Why' }],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** Roles of those who prepare, review and decide; names are written by hand. */
const ROLES = [
  ['Prepared by', 'Migration test manager', 'DCC'],
  ['Reviewed by', 'Chair', 'Testing Advisory Group (TAG)'],
  ['Decided by', 'Secretary', 'SEC Panel'],
] as const;

function decision({ run }: RunResult): Markup {
  if (!run.formal)
    return markup`<h3 id="decision">Decision</h3><p>Not for decision: an informal run is not signed off.</p>`;
  const rows = ROLES.map(
    ([act, role, organisation]) =>
      markup`<tr><th scope="row">${act}</th><td>${role}</td><td>${organisation}</td><td></td><td></td></tr>`,
  );
  return markup`<section class="keep"><h3 id="decision">Decision</h3>
<p class="boxes"><span>☐ Approved</span> <span>☐ Approved with conditions</span> <span>☐ Rejected</span></p>
<p>Conditions and reasons:</p><p class="lines"></p>
${table(
  'Who prepared, reviewed and decided',
  [
    { title: 'Act' },
    { title: 'Role' },
    { title: 'Organisation' },
    { title: 'Name and signature', style: 'quarter' },
    { title: 'Date', style: 'eighth' },
  ],
  markup`<tbody>${rows}</tbody>`,
  'sign-off',
)}</section>`;
}

/** Said once above the table. */
const CAVEAT = / The system is simulated: .*$/;
