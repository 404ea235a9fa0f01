/** What the report rests on and can be held to: documents, versions, devices, how to check it, words, and the control of the document. */
import type { ExecutionResult, RunResult } from '../../record/result-model';
import { SCHEMAS_PLACEHOLDER } from '../../record/result-model';
import { counted, instant } from '../../text';
import type { CompletionReport } from '../document-model';
import { markup, type Markup } from '../html';
import { commandLine, factList, table, type Section } from '../parts';
import { SOURCES } from '../sources';
import { identity } from './identity';

/** Writes the baseline. */
export function baseline(report: CompletionReport): Section {
  const { run } = report;
  return {
    id: 'baseline',
    title: 'Baseline, how to check this report, and document control',
    body: markup`<h3 id="sources">Documents that the requirements come from</h3>
${factList(SOURCES)}
${identity(report)}
<h3 id="reproduce">How to repeat this run</h3>
<p>From a copy of the suite at the version named above:</p>
<pre class="command">${commandLine(run.run.command)}</pre>
${schemas(run.run.command)}
<p>With the same seed, plan and environment it gives the same installations, the same order and the same results.</p>
${sheet(report)}
${control(report)}`,
  };
}

/** The placeholder of the command is explained where it stands in it. */
function schemas(command: string): Markup | undefined {
  return command.includes(`--schemas ${SCHEMAS_PLACEHOLDER}`)
    ? markup`<p><code>${SCHEMAS_PLACEHOLDER}</code> stands for the folder with the official DUIS and MMC schemas, which are not part of the suite.</p>`
    : undefined;
}

/** What a reviewer looks into first: what failed, else what is known, else what passed. */
function exampleOf({ executions }: RunResult): ExecutionResult | undefined {
  const outcomes = ['failed', 'known-issue', 'passed'] as const;
  return outcomes.map((outcome) => executions.find((one) => one.outcome === outcome)).find((one) => one !== undefined);
}

/** Ten steps with which somebody who trusts nobody checks the claims. */
function sheet({ run, context }: CompletionReport): Markup {
  const signed = context.signedWith;
  const example = exampleOf(run);
  const id = example?.id ?? 'ID';
  const cell = example === undefined ? '' : ` --dmc ${example.dmc} --phase ${example.phase}`;
  const steps: readonly (readonly [string, string])[] = [
    [
      'From a copy of the suite at the version named above, verify the pack: its last line must begin with “The pack is sound.”',
      'npm run verify -- evidence-pack.zip',
    ],
    [
      signed === undefined
        ? 'Note that this pack is unsigned: nothing shows who made it.'
        : `Check the signature with the key that you have from its owner; its SHA-256 must be ${signed}.`,
      signed === undefined ? 'READ-ME.txt of the pack' : 'npm run verify -- evidence-pack.zip --public-key public.pem',
    ],
    ['Take any file of the pack and compare its SHA-256 with manifest.json.', 'sha256sum result.json'],
    ['Compare the build named here with the build that you were told of.', 'versions in manifest.json'],
    [
      'Compare the plan and the requirements with those that TAG has agreed.',
      'inputs/ of the pack, and Depth and Breadth',
    ],
    [`Follow one result down to its messages: ${id}.`, `evidence/ of the pack; in Allure search for ${id}`],
    ['Repeat that test yourself.', example?.reproduce ?? 'npm run scenario -- ID'],
    ['Repeat the whole run with the same seed: the counts must be the same.', run.run.command],
    [
      'Ask what the tests would notice: read section 5, then switch on one seeded defect of a requirement that is shown here: inputs/environments/contracts/defects.csv names its ID. It must be found; without --dmc and --phase other combinations and Test Phases are tried too.',
      `npm run prove -- --quick --defect ID${cell}`,
    ],
    ['Read sections 8 and 9: what was not run, and which risk is left.', 'this document'],
  ];
  const rows = steps.map(
    ([what, how], index) =>
      markup`<tr><th scope="row" class="number">${index + 1}</th><td>${what}</td><td>${commandLine(how)}</td><td>☐</td></tr>`,
  );
  return markup`<h3 id="reviewers-sheet">Reviewer’s sheet: ten steps</h3>
<p>For somebody who takes nothing on trust. The evidence pack holds the record, the tests and data as they were run, and what was exchanged.</p>
${table(
  'Ten steps of a reviewer',
  [
    { title: 'Step', style: 'narrow' },
    { title: 'What to do' },
    { title: 'How', style: 'third' },
    { title: 'Done', style: 'narrow' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

function control({ run, context }: CompletionReport): Markup {
  const { id, executor, startedAt, finishedAt, versions } = run.run;
  const beside = context.allure ? 'result.json, junit.xml and the Allure report' : 'result.json and junit.xml';
  return markup`<h3 id="control">Document control</h3>
${factList([
  ['Number and version', `Test Completion Report of the run ${id}; a later run has a report of its own`],
  ['History', history(run)],
  ['Started by', `${executor}, ${instant(startedAt)}`],
  [
    'Judged by',
    `the suite at ${versions.suite ?? 'a version that was not recorded'}, ${instant(finishedAt)}: every number, outcome and verdict is computed from the record, none is entered by hand`,
  ],
  [
    'Released by',
    `${run.run.formal ? 'whoever signs under Decision' : 'nobody, since an informal run is not signed off'}; the ledger of runs notes who made reports and packs`,
  ],
  ['Distribution', 'Testing Advisory Group (TAG), SEC Panel'],
  ['Lies beside it', beside],
  ['Holds for', 'the items and versions named here, and for nothing else'],
])}`;
}

/** What the run took over from others, or was put together from. */
function history({ run }: RunResult): string {
  const taken = run.continues.map(
    ({ run: from, executions, how }) => `${counted(executions, 'execution')} of the run ${from}: ${how}`,
  );
  const shares = (run.shares ?? []).map(({ number, of, run: from }) => `share ${number} of ${of}: the run ${from}`);
  const all = [...taken, ...shares];
  return all.length === 0 ? 'first issue' : all.join('; ');
}
