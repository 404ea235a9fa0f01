/** Residual risk: what a decision takes upon itself, with likelihood, effect, owner and date. */
import type { RunResult } from '../../record/result-model';
import { counted, date, inWords } from '../../text';
import { codeStanding } from '../code-standing';
import type { CompletionReport } from '../document-model';
import { evidenceOf } from '../evidence';
import { faultsOf, type Fault } from '../faults';
import { markup, type Content } from '../html';
import { table, type Section } from '../parts';

interface Risk {
  readonly what: Content;
  readonly likelihood: string;
  readonly effect: string;
  readonly owner: string;
  readonly by: string;
}

/** Nobody has set one yet. */
const UNSET = 'to be set by TAG';

/** Writes the residual risks. */
export function risk(report: CompletionReport): Section {
  const rows = risksOf(report).map(
    (one) =>
      markup`<tr><th scope="row">${one.what}</th><td>${one.likelihood}</td><td>${one.effect}</td><td>${one.owner}</td><td>${one.by}</td></tr>`,
  );
  return {
    id: 'risk',
    title: 'Residual risk',
    body: markup`<p>What is left after this run: whoever decides to proceed accepts these risks.</p>
${
  rows.length === 0
    ? markup`<p>The run shows none.</p>`
    : table(
        'Residual risks',
        [
          { title: 'What' },
          { title: 'Likelihood', style: 'eighth' },
          { title: 'Effect', style: 'quarter' },
          { title: 'Owner', style: 'eighth' },
          { title: 'By', style: 'eighth' },
        ],
        markup`<tbody>${rows}</tbody>`,
      )
}`,
  };
}

function risksOf({ run }: CompletionReport): readonly Risk[] {
  return [
    ...ofFaults(run),
    ...ofOpenIssues(run),
    ...ofWaivers(run),
    ...ofEvidence(run),
    ...ofProof(run),
    ...ofTheRun(run),
  ];
}

/** Faults with the same effect, severity and owner are one risk; what of them is a known issue is a risk of its own. */
function ofFaults(run: RunResult): readonly Risk[] {
  const failed = ({ executions }: Fault): number => executions.filter(({ outcome }) => outcome === 'failed').length;
  const unknown = faultsOf(run).filter((fault) => failed(fault) > 0);
  const alike = Map.groupBy(unknown, ({ effect, severity, owner }) => [effect, severity, owner].join('\n'));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const failures = same.reduce((sum, fault) => sum + failed(fault), 0);
    return {
      what: markup`<ul class="plain">${same.map(({ cause }) => markup`<li>${cause.id}: ${whatFails(cause.sentence)}</li>`)}</ul>`,
      likelihood: `certain where it applies: ${counted(failures, 'failure')}`,
      effect: `${first.effect} Severity ${first.severity}.`,
      owner: first.owner,
      by: UNSET,
    };
  });
}

/** What a cause says fails, without what was expected and observed: the account of the fault has both. */
function whatFails(sentence: string): string {
  return sentence.replace(/: expected .*$/s, '');
}

/** Of known issues, those of which the same is said are one risk. */
function ofOpenIssues({ knownIssues }: RunResult): readonly Risk[] {
  const open = knownIssues.filter(({ state }) => state !== 'not run' && state !== 'stale');
  const alike = Map.groupBy(open, ({ title, severity, workaround, ownerRole, targetDate, state }) =>
    [title, severity, workaround, ownerRole, targetDate, state].join('\n'),
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { title, severity, workaround, ownerRole, targetDate, state } = first;
    return {
      what: `${same.map(({ id }) => id).join(', ')}: ${title}`,
      likelihood: `certain where it applies: ${state}`,
      effect: `Severity ${severity}. Workaround: ${workaround.replace(/\.?$/, '.')}`,
      owner: ownerRole,
      by: date(targetDate),
    };
  });
}

/** Criteria that one role waived on one day for one reason are one risk. */
function ofWaivers({ waivers }: RunResult): readonly Risk[] {
  const alike = Map.groupBy(waivers, ({ reason, approver, date: day }) => [reason, approver, day].join('\n'));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const criteria = [...new Set(same.map(({ criterion }) => criterion))];
    return {
      what: `${inWords(criteria)} ${criteria.length === 1 ? 'is' : 'are'} waived`,
      likelihood: 'accepted',
      effect: first.reason,
      owner: first.approver,
      by: `approved ${date(first.date)}`,
    };
  });
}

/** Requirements and codes that one risk names. */
const NAMED = 8;

function ofEvidence(run: RunResult): readonly Risk[] {
  const weak = evidenceOf(run).filter(({ strength }) => strength === 'none' || strength === 'one direction');
  const codes = run.codes
    .filter((one) => one.published && codeStanding(one, run) === 'lacking')
    .map(({ code }) => code);
  const open = run.criteria.filter(({ verdict }) => verdict === 'not demonstrated').map(({ id }) => id);
  const named = (ids: readonly string[]): string =>
    ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')} and ${ids.length - NAMED} more` : ids.join(', ');
  const unknown = { likelihood: 'not known', owner: 'Migration test manager', by: UNSET };
  return [
    ...(weak.length === 0
      ? []
      : [
          {
            ...unknown,
            what: `Weak evidence: ${named(weak.map(({ requirement }) => requirement.id))}`,
            effect: weak[0]?.requirement.effect ?? '',
          },
        ]),
    ...(codes.length === 0
      ? []
      : [
          {
            ...unknown,
            what: `Codes that could have come and did not: ${named(codes)}`,
            effect: 'A refusal that nobody has seen may not work.',
          },
        ]),
    ...(open.length === 0
      ? []
      : [
          {
            ...unknown,
            what: `Not demonstrated: ${named(open)}`,
            effect: 'There is no evidence either way; it counts as not met.',
          },
        ]),
  ];
}

function ofProof({ detection = [] }: RunResult): readonly Risk[] {
  if (detection.some(({ standing }) => standing !== 'older')) return [];
  return [
    {
      what: 'What these tests would notice is not shown: no proof of this build is attached',
      likelihood: 'not known',
      effect: 'A fault could go unseen although every test passes.',
      owner: 'Migration test manager',
      by: UNSET,
    },
  ];
}

function ofTheRun({ run, environments }: RunResult): readonly Risk[] {
  const idle = environments.filter(({ demonstrated }) => !demonstrated).map(({ environment }) => environment);
  const common = { owner: 'Migration test manager', by: UNSET };
  return [
    ...(run.simulated
      ? [
          {
            ...common,
            what: 'What a simulation cannot show: real devices, radio, networks, load and the contents of real files',
            likelihood: 'not known',
            effect: 'What holds of simulated devices need not hold of real ones.',
          },
        ]
      : []),
    ...(run.schemaCheck.includes('not checked')
      ? [
          {
            ...common,
            what: run.schemaCheck,
            likelihood: 'low',
            effect: 'A document could differ in form from what the DCC publishes.',
          },
        ]
      : []),
    ...(idle.length === 0
      ? []
      : [
          {
            ...common,
            what: `No evidence came from: ${idle.join(', ')}`,
            likelihood: 'not known',
            effect: 'What the plan assigns there is not shown there.',
          },
        ]),
    ...run.incidents.map((what) => ({
      ...common,
      what,
      likelihood: 'has happened',
      effect: 'The run went on; what it concerned was run again or is incomplete.',
    })),
  ];
}
