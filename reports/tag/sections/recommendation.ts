/** What the run would recommend for the EPCL if the system were real, combination by combination. */
import { anchor, markup, type Markup } from '../html';
import type { EpclRecommendation, RunResult } from '../../record/result-model';
import { counted } from '../../text';
import type { CompletionReport } from '../document-model';
import { badge, table, type Section, type Tone } from '../parts';

const TONES: Readonly<Record<EpclRecommendation['verdict'], Tone>> = {
  'would be recommended': 'passed',
  'would be recommended with work-off plan': 'known-issue',
  'would not be recommended': 'failed',
  'no statement': 'neutral',
};

/** A recommendation as a badge. */
function recommendationBadge(verdict: EpclRecommendation['verdict']): Markup {
  return badge(TONES[verdict], verdict.charAt(0).toUpperCase() + verdict.slice(1));
}

/** All recommendations of a run in one sentence, such as `11 of 12 combinations would be recommended`. */
export function recommendationSentence({ dmcs }: RunResult): string {
  const [only, ...more] = dmcs;
  if (only === undefined) return 'No combination was tested, so that nothing would be recommended.';
  if (more.length === 0) return only.recommendation.sentence;
  const count = (verdict: EpclRecommendation['verdict']): number =>
    dmcs.filter(({ recommendation }) => recommendation.verdict === verdict).length;
  const parts = (Object.keys(TONES) as EpclRecommendation['verdict'][])
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) =>
      verdict === 'no statement' ? `of ${count(verdict)} nothing is stated` : `${count(verdict)} ${verdict}`,
    );
  return `Of ${counted(dmcs.length, 'combination')}: ${parts.join('; ')}.`;
}

/** Writes the recommendations. */
export function recommendation({ run }: CompletionReport): Section {
  const rows = run.dmcs.map(
    ({ dmc, release, recommendation: one }) =>
      markup`<tr><th scope="row" class="id">${dmc}</th><td>${release}</td><td>${recommendationBadge(one.verdict)}</td><td>${one.sentence.replace(CAVEAT, '')}</td></tr>`,
  );
  const caution = run.run.simulated
    ? markup`<p>The system is simulated and the combinations are fictitious: this is what the recommendation <strong>would be</strong>. It is none, and
nothing may be entered in the EPCL for it.</p>`
    : undefined;
  return {
    id: 'recommendation',
    title: 'What would be recommended for the EPCL',
    body: markup`${caution}
${
  rows.length === 0
    ? markup`<p>No combination was tested.</p>`
    : table(
        'What would be recommended for each combination',
        [
          { title: 'Combination', style: 'narrow' },
          { title: 'Release', style: 'narrow' },
          { title: 'Statement', style: 'third' },
          { title: 'Why' },
        ],
        markup`<tbody>${rows}</tbody>`,
      )
}
${byCell(run)}`,
  };
}

/** Where a combination has several Test Phases, those of them that would not be recommended without more. */
function byCell({ cells, dmcs }: RunResult): Markup | undefined {
  const stated = cells.filter(
    ({ recommendation: { verdict } }) => verdict !== 'no statement' && verdict !== 'would be recommended',
  );
  if (stated.length === 0 || cells.length <= dmcs.length) return undefined;
  const rows = stated.map(
    ({ dmc, phase, recommendation: one }) =>
      markup`<tr id="${anchor('recommendation', dmc.id, phase)}"><th scope="row" class="id">${dmc.id} ${phase}</th><td>${recommendationBadge(one.verdict)}</td><td>${one.sentence.replace(CAVEAT, '')}</td></tr>`,
  );
  return markup`<h3 id="recommendation-cells">Test Phases that leave something open</h3>
${table(
  'Test Phases that leave something open',
  [{ title: 'Cell', style: 'narrow' }, { title: 'Statement', style: 'third' }, { title: 'Why' }],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** Said once above the table. */
const CAVEAT = / The system is simulated: .*$/;
