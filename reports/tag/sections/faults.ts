/** What is wrong: each fault once, with its effect on consumers, and what is open, known, planned or waived. */
import { placeInWords } from '../../../support/evidence/failure';
import type { CodeResult, Evidence, ExecutionResult, RunResult } from '../../record/result-model';
import { counted, inWords, requirementsOf, shortened, titleOf } from '../../text';
import { problemAnchor, type CompletionReport } from '../document-model';
import { faultsOf, type Fault } from '../faults';
import { anchor, markup, type Content, type Markup } from '../html';
import { commandLine, factList, idList, outcomeBadge, type Section } from '../parts';
import { severitiesInWords, severityName } from '../severity';
import { issues } from './issues';

/** Writes the faults. */
export function faults(report: CompletionReport): Section {
  const { run } = report;
  const all = faultsOf(run);
  return {
    id: 'faults',
    title: 'Faults',
    body: markup`${
      all.length === 0
        ? markup`<p>No test failed.</p>`
        : markup`<p>${howManyFailed(run)}, from ${counted(all.length, 'cause')}. Failures with the same first difference, code and party have one cause; it is
found in the audit trail and the messages. The effect is that of the requirement that is concerned most; the severity is the graver of that of the requirement and those of its
tests, which alone the criteria count: ${severitiesInWords()}.
The annex <a href="#failures">Failures in full</a> describes each failure.</p>
${all.map((fault) => article(fault, report))}`
    }
${unproved(report)}
${issues(run)}`,
  };
}

/** New failures and known issues, counted as on page one. */
function howManyFailed({ counts: { failed, 'known-issue': known } }: RunResult): string {
  if (known === 0) return `${counted(failed, 'execution')} failed`;
  return failed === 0
    ? `${counted(known, 'execution')} failed as known`
    : `${counted(failed, 'execution')} failed and ${known} failed as known`;
}

/** Tests that are named for one fault; the annex has them all. */
const NAMED = 16;

function article(fault: Fault, { context, run }: CompletionReport): Markup {
  const { cause, effect, tests, executions, knownIssues, fingerprints, owner } = fault;
  const [first] = executions;
  const links = tests.slice(0, NAMED).map((id, index) => {
    const one = executions.find((execution) => execution.id === id);
    return markup`${index === 0 ? '' : ', '}${one === undefined ? id : markup`<a href="#${problemAnchor(one)}">${id}</a>`}`;
  });
  const more = tests.length > NAMED ? ` and ${tests.length - NAMED} more` : '';
  const facts: readonly (readonly [string, Content])[] = [
    ['Effect on consumers', effect],
    ['Severity', severityOf(fault)],
    ...(first?.failure === undefined ? [] : observation(first.failure, first, run.codes)),
    ['Tests affected', markup`${links}${more} (${counted(executions.length, 'execution')})${ofRequirements(fault)}`],
    ...(knownIssues.length === 0 ? [] : [['Known issue', knownIssues.join(', ')] as const]),
    ['Owner', owner],
    ...(first === undefined ? [] : [['Re-test', commandLine(first.reproduce)] as const]),
    ...(first === undefined ? [] : [['Evidence', evidence(first, fingerprints, context.allure)] as const]),
  ];
  return markup`<article class="problem" aria-labelledby="${anchor('cause', cause.id)}">
<h3 id="${anchor('cause', cause.id)}">${cause.id} ${shortened(cause.sentence, LONGEST)}</h3>
${factList(facts)}</article>`;
}

/** Characters of a cause in a heading; the values stand in full below it. */
const LONGEST = 240;

/** The severity, and of what it is the graver: criteria count that of the tests. */
function severityOf({ severity, counted: ofTests, requirements: [concerned] }: Fault): Markup {
  const requirement =
    concerned === undefined
      ? undefined
      : markup`requirement <a href="#${anchor(concerned.id)}">${concerned.id}</a>: ${concerned.severity}; `;
  return markup`<strong>${severityName(severity)}</strong> (${requirement}its tests: ${inWords(ofTests.map(String))})`;
}

/** Requirements that the tests of a fault trace to. */
function ofRequirements({ requirements }: Fault): string {
  return requirements.length === 0 ? '' : `, of ${inWords(requirements.map(({ id }) => id))}`;
}

/** What was expected and what was observed, as values, of the first test that shows it. */
function observation(
  failure: NonNullable<ExecutionResult['failure']>,
  { id }: ExecutionResult,
  published: readonly CodeResult[],
): (readonly [string, Content])[] {
  const { expected, observed, said, on, code } = failure;
  const place = placeInWords(on);
  const seen = [
    ...(place === '' ? [] : [place]),
    ...(code?.due === undefined ? [] : [`${codeInWords(code.due, published)} was due`]),
    ...(code?.given === undefined ? [] : [`${codeInWords(code.given, published)} was given`]),
  ].join('; ');
  return [
    [`Expected (${id})`, expected],
    ['Observed', said === undefined || said === '' || observed.includes(said) ? observed : `${observed} (${said})`],
    ...(seen === '' ? [] : [[place === '' ? 'Code' : 'Seen on', seen] as const]),
  ];
}

/** A code with what it stands for, where that is published: `SIM-CFG-22 (a device reads back otherwise than it was set)`. */
function codeInWords(code: string, published: readonly CodeResult[]): string {
  const meaning = published.find((one) => one.code === code)?.meaning;
  return meaning === undefined ? code : `${code} (${meaning.charAt(0).toLowerCase()}${meaning.slice(1)})`;
}

/** The diagram of what was said, and the rest of the evidence, of the first test that shows it; by what every failure of the fault is known. */
function evidence(execution: ExecutionResult, fingerprints: Fault['fingerprints'], allure: boolean): Markup {
  const files = [...execution.steps.flatMap((step) => step.evidence), ...execution.evidence];
  const diagrams = files.filter(({ mediaType }) => mediaType.startsWith('image/svg'));
  const links = diagrams.map(
    (file: Evidence) => markup`<a href="${evidencePath(file)}">${execution.id} ${file.title}</a>; `,
  );
  return markup`${links}<a href="#${problemAnchor(execution)}">${counted(files.length, 'file')} of ${execution.id}</a>${allure ? markup`; in <a href="../allure/index.html#suites">Allure</a>, search for ${execution.id}` : ''}${fingerprints.length === 0 ? '' : markup`; fingerprint ${idList(fingerprints.slice(0, 6))}`}`;
}

/** Address of a file of evidence, from a document. */
export function evidencePath({ path }: Pick<Evidence, 'path'>): string {
  return `../${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** What proves nothing is no fault of the system, and is named. */
function unproved({ problems }: CompletionReport): Markup | undefined {
  const own = problems.filter(({ outcome }) => outcome === 'blocked' || outcome === 'incomplete');
  if (own.length === 0) return undefined;
  const lines = own
    .slice(0, NAMED)
    .map(
      (one) =>
        markup`<li>${outcomeBadge(one.outcome)} <a href="#${problemAnchor(one)}">${one.id}</a> ${titleOf(one)} (${requirementsOf(one).join(', ')})</li>`,
    );
  const more = own.length > NAMED ? markup`<li>and ${own.length - NAMED} more</li>` : undefined;
  return markup`<h3 id="unproved">Without a conclusion</h3><p>${counted(own.length, 'execution')} came to no conclusion: the environment was unavailable, or a step could not be carried out.</p><ul class="tight">${lines}${more}</ul>`;
}
