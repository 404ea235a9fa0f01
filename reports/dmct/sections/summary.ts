/** Page one: the verdict, what supports the entry in the EPCL, and by what the migration solution of the release is proven. */
import { provenSentence } from '../../proven-words';
import type { ExecutionResult, ProvenSolution, RunResult } from '../../record/result-model';
import { anchor, markup, type Markup } from '../../tag/html';
import { badge, type Section } from '../../tag/parts';
import { counted, instant } from '../../text';
import type { DmctReport } from '../report-model';
import { exchangesOf, tracesTo } from '../exchange';

/** Writes the summary. */
export function summary({ run, proven }: DmctReport): Section {
  const met = run.verdict.exitCode === 0;
  return {
    id: 'summary',
    title: 'What supports the entry in the EPCL',
    body: markup`
<div class="verdict verdict-${run.verdict.result.replaceAll(' ', '-')}">
<p class="headline">${met ? 'What DMCT asks for is shown' : 'What DMCT asks for is not shown'}</p>
<p>${run.verdict.sentence}</p>
<p><strong>EPCL:</strong> ${epcl(run, met)}</p>
<p class="claim">${run.run.planClaim}</p>
</div>
<ul class="plain support">${support(run, proven)}</ul>
<h3 id="proven">By what the migration solution of ${proven.release} is proven</h3>
${provenFacts(proven)}`,
  };
}

function epcl({ cells, run }: RunResult, met: boolean): string {
  const dmcs = cells.map(({ dmc }) => dmc.id).join(', ');
  if (!met) return `Nothing supports the entry of ${dmcs}.`;
  const support = `It supports the entry of ${dmcs} together with the Migration Testing of its release.`;
  return run.simulated
    ? `${support} The system is simulated: this is what the support would be, and nothing may be entered for it.`
    : support;
}

/** What the entry rests on, a line each, with its mark. */
function support({ executions, cells }: RunResult, proven: ProvenSolution): Markup[] {
  const of = (requirement: string): readonly ExecutionResult[] =>
    executions.filter((one) => tracesTo(one, requirement) && one.outcome !== 'does-not-apply');
  const line = (isShown: boolean, text: string, id = 'exited'): Markup =>
    markup`<li id="${anchor(id)}">${isShown ? badge('passed', 'Shown') : badge('failed', 'Not shown')} ${text}</li>`;
  const exited = cells.every(({ criteria }) => criteria.some(({ id, verdict }) => id === 'EN-1' && verdict === 'met'));
  const { seen, wrong } = exchangesOf(executions);
  const devices = new Set(seen.map(({ device }) => device)).size;
  const roles = new Set(seen.flatMap((one) => one.roles)).size;
  const [migrations, exchanges] = [of('DT-2'), of('DT-1')];
  const passed = (some: readonly ExecutionResult[]): number =>
    some.filter(({ outcome }) => outcome === 'passed').length;
  const all = (some: readonly ExecutionResult[]): boolean => some.length > 0 && passed(some) === some.length;
  const asExpected = wrong.length === 0 ? 'all of them' : `${seen.length - wrong.length} of them`;
  return [
    line(exited, `The Migration Testing of ${proven.release} has exited. ${provenSentence(proven)}`),
    line(
      all(migrations),
      `The combination migrates with that solution (DT-2): ${passed(migrations)} of ${counted(migrations.length, 'test')} passed.`,
      'DT-2',
    ),
    line(
      all(exchanges) && wrong.length === 0,
      `The subset of service requests and alerts is exchanged with it (DT-1): ${passed(exchanges)} of ${counted(exchanges.length, 'test')} passed; ${counted(seen.length, 'service request')} to ${counted(devices, 'type')} of device by ${counted(roles, 'role')}, ${asExpected} answered as expected and in time.`,
      'DT-1',
    ),
  ];
}

function provenFacts(proven: ProvenSolution): Markup {
  const rows: readonly (readonly [string, string])[] =
    proven.kind === 'decision'
      ? [
          ['Accepted', 'A recorded decision.'],
          ['Decided by', `${proven.role}, ${proven.date}`],
          ['Reference', proven.reference],
          ['Statement', proven.statement],
        ]
      : [
          ['Accepted', 'A sound evidence pack, signed by a trusted key; judged again before this run began.'],
          ['Run', `${proven.run}, plan “${proven.plan}”, finished ${instant(proven.finishedAt)}`],
          ['Verdict', proven.verdict],
          ['Taken through all three Test Phases', proven.dmcs.join(', ')],
          ['Signed by', `${proven.signer} (${proven.signerReference}); SHA-256 of the public key ${proven.signedWith}`],
          ['SHA-256 of the pack', proven.sha256],
        ];
  return markup`<dl class="facts">${rows.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
