/** How the document is to be read: outcomes, verdicts, words, ids and codes. */
import { abbreviationList } from '../abbreviation-list';
import { markup, type Markup } from '../html';
import { OUTCOMES } from '../../record/result-model';
import { OUTCOME_WORDS } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadge, table, verdictBadge, type Section } from '../parts';
import { severitiesInWords, wordsOfFeatures } from '../severity';
import { testInWords } from '../test-in-words';

/** Writes how outcomes, verdicts, ids and codes are to be read. */
export function reading(report: CompletionReport): Section {
  const outcomes = OUTCOMES.map(
    (outcome) =>
      markup`<tr><th scope="row">${outcomeBadge(outcome)}</th><td>${OUTCOME_WORDS[outcome].meaning}</td></tr>`,
  );
  const verdicts = markup`
<tr><th scope="row">${verdictBadge('met')}</th><td>What was measured reaches what was asked for.</td></tr>
<tr><th scope="row">${verdictBadge('met with work-off plan')}</th><td>It is met as far as the plan lets known issues stay open; each has a date in the Work-Off Plan.</td></tr>
<tr><th scope="row">${verdictBadge('not met')}</th><td>What was measured does not reach what was asked for.</td></tr>
<tr><th scope="row">${verdictBadge('not demonstrated')}</th><td>There is no evidence either way; it counts as not met.</td></tr>
<tr><th scope="row">${verdictBadge('not in this plan')}</th><td>It belongs to a full Test Phase and this plan does not claim it.</td></tr>`;
  return {
    id: 'reading',
    title: 'How to read this document',
    part: 'annex',
    body: markup`<section class="keep"><h3 id="reading-outcomes">Outcomes of an execution</h3>
${table('Outcomes of an execution', [{ title: 'Outcome', style: 'narrow' }, { title: 'Meaning' }], markup`<tbody>${outcomes}</tbody>`)}</section>
<section class="keep"><h3 id="reading-verdicts">Verdicts on a criterion</h3>
${table('Verdicts on a criterion', [{ title: 'Verdict', style: 'narrow' }, { title: 'Meaning' }], markup`<tbody>${verdicts}</tbody>`)}</section>
<h3 id="reading-words">Words</h3>
<dl class="facts">
${testInWords()}
<div><dt>Execution</dt><dd>One test, or one row of its data, carried out for one combination in one Test Phase and stage. Every outcome is that of an execution.</dd></div>
<div><dt>Test Phase</dt><dd>Migration Testing of one combination with meters that are Active, Dormant or Mixed; a combination has up to three.</dd></div>
<div><dt>Reused result</dt><dd>The result of an execution of another Test Phase, which counts as if it had been run here, since it cannot differ.</dd></div>
<div><dt>Negative test</dt><dd>A test that makes a fault on purpose and shows that it is refused, or looks for something that must not happen.</dd></div>
<div><dt>Severity</dt><dd>${severitiesInWords()}.</dd></div>
<div><dt>Severity of a test</dt><dd>How bad a failure of it would be, as its author set it; criteria count it. Features and Allure have words of their own: ${wordsOfFeatures()}.</dd></div>
<div><dt>Severity of a fault</dt><dd>How bad it is for consumers: the graver of that of its requirement and those of its tests.</dd></div>
<div><dt>Seed</dt><dd>What all identifiers and orders of a run derive from: the same seed gives the same run.</dd></div>
<div><dt>Embedded, containers</dt><dd>Where the simulated system ran: inside the process of the run, or each service in a container of its own.</dd></div>
</dl>
<h3 id="reading-ids">Ids</h3>
<p>A requirement such as ST-B4 is a statement of the Migration Testing consultation of April 2019 in our words; the ids are ours. ST-B4-03
is a test that traces to it.</p>
${codes(report)}
<h3 id="reading-marks">Where a value comes from</h3>
<p><strong>SOURCED</strong>: read in a public text. <strong>RECOLLECTION</strong>: known from the practice of the programme and not seen in a
text. <strong>MODEL</strong>: ours, made so that the suite can run; it must never be taken for the DCC’s.</p>
${abbreviationList()}`,
  };
}

function codes({ codes: named }: CompletionReport): Markup {
  const text = markup`<h3 id="reading-codes">Codes</h3>
<p>A code that begins with <code>SIM-</code> is modelled for this suite. A code such as <code>E19</code> or <code>I99</code> is the answer of
DUIS to a service request; one such as <code>N42</code> or <code>8F69</code> is an alert. Whether the DCC raises that alert at a migration is not
public: here its use is modelled. Refusals are explained in section <a href="#codes">Rejection codes</a>.</p>`;
  if (named.length === 0) {
    return markup`${text}<p>The tests of this run name no other code.</p>`;
  }
  const rows = named.map(
    (one) =>
      markup`<tr><th scope="row" class="code id">${one.code}</th><td>${one.meaning}</td><td>${one.provenance}</td></tr>`,
  );
  return markup`${text}
${table('Other codes that the tests of this run name', [{ title: 'Code', style: 'narrow' }, { title: 'Meaning' }, { title: 'Where from', style: 'quarter' }], markup`<tbody>${rows}</tbody>`)}`;
}
