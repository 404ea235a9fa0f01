/** How to repeat the run, how to read the document, and the sign-off. */
import { markup, type Content, type Markup } from '../html';
import { OUTCOMES, SCHEMAS_PLACEHOLDER } from '../../record/result-model';
import { counted, OUTCOME_WORDS } from '../../text';
import type { CompletionReport } from '../document-model';
import { outcomeBadge, table, verdictBadge, type Section } from '../parts';

/** What is abbreviated in scenarios and tables. */
const ABBREVIATIONS = [
  ['DCO', 'Dual Control Organisation: without its consent no S1SP can give a critical order to a device.'],
  ['DMC', 'Device Model Combination: the models and firmware versions that make up an installation.'],
  [
    'DMRT',
    'Dormant Meter Readiness Testing, the part of Migration Testing that begins with the configuration of Dormant Meters.',
  ],
  ['DSP', 'Data Service Provider: the part of the DCC that users send their service requests to.'],
  ['EPCL', 'The list of eligible product combinations: only what stands in it may be migrated.'],
  ['S1SP', 'SMETS1 Service Provider: speaks to the devices once they have migrated.'],
  ['SMSO', 'Smart metering system operator: speaks to the devices until they migrate.'],
  ['ST', 'Solution Testing, the part of Migration Testing that shows the migration itself.'],
  ['TAG', 'Testing Advisory Group: advises the SEC Panel on this document.'],
] as const;

/** Writes how to repeat the run. */
export function reproduce({ run, context }: CompletionReport): Section {
  const others = context.allure
    ? markup`<a href="../allure/index.html">the Allure report</a>, in which every step shows the documents that were exchanged; the record of the
run, <a href="../result.json">result.json</a>; and the same results as <a href="../junit.xml">JUnit XML</a>`
    : markup`the record of the run, <a href="../result.json">result.json</a>, and the same results as <a href="../junit.xml">JUnit XML</a>`;
  return {
    id: 'reproduce',
    title: 'How to repeat this run',
    body: markup`<p>From a copy of the suite at the version named in section <a href="#identity">What was tested</a>:</p>
<pre class="command">${run.run.command}</pre>
${schemas(run.run.command)}
<p>With the same seed, plan and environment it gives the same installations, the same order and the same results. Beside this document in
the run folder lie ${others}.</p>`,
  };
}

/** The placeholder of the command is explained where it stands in it. */
function schemas(command: string): Markup | undefined {
  return command.includes(`--schemas ${SCHEMAS_PLACEHOLDER}`)
    ? markup`<p><code>${SCHEMAS_PLACEHOLDER}</code> stands for the folder with the official DUIS and MMC schemas, which are not part of the suite.</p>`
    : undefined;
}

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
    body: markup`<section class="keep"><h3 id="reading-outcomes">Outcomes of an execution</h3>
${table('Outcomes of an execution', [{ title: 'Outcome', style: 'narrow' }, { title: 'Meaning' }], markup`<tbody>${outcomes}</tbody>`)}</section>
<section class="keep"><h3 id="reading-verdicts">Verdicts on a criterion</h3>
${table('Verdicts on a criterion', [{ title: 'Verdict', style: 'narrow' }, { title: 'Meaning' }], markup`<tbody>${verdicts}</tbody>`)}</section>
<h3 id="reading-words">Words</h3>
<dl class="facts">
<div><dt>Scenario</dt><dd>One thing that is to be shown, in the words of a tester; it keeps its id for life, also when it is renamed. An outline is one scenario with several rows; each row has an id and a line of its own in this document.</dd></div>
<div><dt>Execution</dt><dd>One scenario, or one row of an outline, carried out for one combination in one Test Phase and stage. Every outcome is that of an execution.</dd></div>
<div><dt>Test Phase</dt><dd>Migration Testing of one combination with meters that are Active, Dormant or Mixed; a combination has up to three.</dd></div>
<div><dt>Cited</dt><dd>The result of an execution of another Test Phase, which counts as if it had been run here, since it cannot differ.</dd></div>
<div><dt>Severity</dt><dd>How bad a failure of a scenario is: 1 blocker, 2 critical, 3 normal, 4 minor, 5 trivial.</dd></div>
<div><dt>Seed</dt><dd>What all identifiers and orders of a run derive from: the same seed gives the same run.</dd></div>
<div><dt>Embedded, containers</dt><dd>Where the simulated system ran: inside the process of the run, or each service in a container of its own.</dd></div>
${ABBREVIATIONS.map(([short, long]) => markup`<div><dt>${short}</dt><dd>${long}</dd></div>`)}
</dl>
<h3 id="reading-ids">Ids</h3>
<p>A requirement such as ST-B4 is a statement of the Migration Testing consultation of April 2019 in our words; the ids are ours. ST-B4-03
is a scenario that traces to it.</p>
${codes(report)}
<h3 id="reading-marks">Where a value comes from</h3>
<p><strong>SOURCED</strong>: read in a public text. <strong>RECOLLECTION</strong>: known from the practice of the programme and not seen in a
text. <strong>MODEL</strong>: ours, made so that the suite can run; it must never be taken for the DCC’s.</p>`,
  };
}

function codes({ codes: named }: CompletionReport): Markup {
  const text = markup`<h3 id="reading-codes">Codes</h3>
<p>A code that begins with <code>SIM-</code> is modelled for this suite. A code such as <code>E19</code> or <code>I99</code> is the answer of
DUIS to a service request; one such as <code>N42</code> or <code>8F69</code> is an alert. Whether the DCC raises that alert at a migration is not
public: here its use is modelled. Refusals are explained in section <a href="#codes">Rejection codes</a>.</p>`;
  if (named.length === 0) {
    return markup`${text}<p>The scenarios of this run name no other code.</p>`;
  }
  const rows = named.map(
    (one) =>
      markup`<tr><th scope="row" class="code id">${one.code}</th><td>${one.meaning}</td><td>${one.provenance}</td></tr>`,
  );
  return markup`${text}
${table('Other codes that the scenarios of this run name', [{ title: 'Code', style: 'narrow' }, { title: 'Meaning' }, { title: 'Where from', style: 'quarter' }], markup`<tbody>${rows}</tbody>`)}`;
}

/** Writes what a decision has to bear in mind, and what the document can be held to. */
export function assurance({ run, notices, context }: CompletionReport): Section {
  const undemonstrated = run.criteria.filter((one) => one.verdict === 'not demonstrated').map(({ id }) => id);
  const planned = run.knownIssues.filter((one) => one.inWorkOffPlan).length;
  const alone = run.environments.filter((one) => !one.demonstrated).map((one) => one.environment);
  const risks: readonly (Content | undefined)[] = [
    run.run.simulated
      ? 'The system and its devices are simulated. What holds of them need not hold of real ones; file contents and codes are modelled.'
      : undefined,
    ...notices,
    run.run.schemaCheck.includes('not checked') ? run.run.schemaCheck : undefined,
    undemonstrated.length === 0 ? undefined : `Not demonstrated: ${undemonstrated.join(', ')}.`,
    planned === 0
      ? undefined
      : markup`${counted(planned, 'issue stays', 'issues stay')} open for a time: see the <a href="#work-off-plan">Work-Off Plan</a>.`,
    run.waivers.length === 0 ? undefined : markup`<a href="#waivers">Waivers</a> stand beside what was measured.`,
    alone.length === 0 ? undefined : `No evidence came from: ${alone.join(', ')}.`,
    run.omissions.length === 0
      ? undefined
      : markup`Releases leave functions out: see <a href="#omissions">Deviations and omissions</a>.`,
    run.run.incidents.length === 0 ? undefined : `Incidents of the run: ${run.run.incidents.join(' ')}`,
  ];
  const pack = context.signedWith === undefined ? 'unsigned' : 'signed';
  return {
    id: 'assurance',
    title: 'Risks and assurance',
    body: markup`<h3 id="risks">What a decision has to bear in mind</h3>
<ul>${risks.filter((one) => one !== undefined).map((one) => markup`<li>${one}</li>`)}</ul>
<h3 id="assured">What this document can be held to</h3>
<p>Every number, outcome and verdict in it is computed from the record of the run by the suite; none is typed in. The evidence pack of the run (${pack})
holds the record, the scenarios and data as they were run, and what was exchanged. Whoever has it and the suite can count and judge everything again, and
write this document again word by word, with <code>npm run verify</code>.</p>
<p>Distribution: Testing Advisory Group (TAG), SEC Panel. Version: that of the run ${run.run.id}; a later run has a document of its own.</p>`,
  };
}

/** Writes the sign-off block: roles, never names. */
export function signOff({ run }: CompletionReport): Section {
  const roles = [
    ['Prepared by', 'DCC, migration test manager'],
    ['Reviewed by', 'Testing Advisory Group (TAG), chair'],
    ['Decided by', 'SEC Panel, secretary'],
  ] as const;
  const rows = roles.map(
    ([act, role]) =>
      markup`<tr><th scope="row">${act}<span class="source">${role}</span></th><td></td><td></td><td></td></tr>`,
  );
  const caution = run.run.simulated
    ? markup`<p>A simulated run asks nobody for a decision. The block shows where the decision would stand.</p>`
    : undefined;
  return {
    id: 'sign-off',
    title: 'Sign-off',
    body: run.run.formal
      ? markup`${caution}${table(
          'Sign-off by role',
          [
            { title: 'Role' },
            { title: 'Name', style: 'fifth' },
            { title: 'Signature', style: 'quarter' },
            { title: 'Date', style: 'eighth' },
          ],
          markup`<tbody>${rows}</tbody>`,
          'sign-off',
        )}`
      : markup`<p>An informal run is not signed off.</p>`,
  };
}
