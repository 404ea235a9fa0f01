/** What is open by severity, the Work-Off Plan, the known-issue ledger, and waivers. */
import { anchor, markup, type Content, type Markup } from '../html';
import type { KnownIssueResult, RunResult, Waiver } from '../../record/result-model';
import { capitalised, counted, date } from '../../text';
import { badge, table, withWholeIds, type Tone } from '../parts';
import { cellsInWords } from '../scenario-group';
import { severityName } from '../severity';

const TONES: Readonly<Record<KnownIssueResult['state'], Tone>> = {
  open: 'known-issue',
  expired: 'failed',
  changed: 'failed',
  stale: 'failed',
  'not run': 'not-run-here',
};

const DAY = 86_400_000;

/** Writes the open issues, as parts of a section. */
export function issues(run: RunResult): Markup {
  const planned = run.knownIssues.filter((one) => one.inWorkOffPlan);
  const day = run.run.startedAt.slice(0, 10);
  return markup`<h3 id="open-issues">Open tests by their own severity</h3>
${!run.openIssues.some(isOpen) ? markup`<p>No test is open, of any severity.</p>` : markup`<p>What the criteria count: the severity that each failing test bears, or that of its known issue. Of the severities that have no row no test is open.</p>${severities(run)}`}
<h3 id="work-off-plan">Work-Off Plan</h3>
${
  planned.length === 0
    ? markup`<p>It is empty: no issue is open that the plan allows to stay open.</p>`
    : markup`<p>${counted(planned.length, 'issue')} ${planned.length === 1 ? 'stays' : 'stay'} open by agreement, each with an owner and a date.</p>${workOff(planned, day)}`
}
<h3 id="ledger">Known issues</h3>
${ledger(run.knownIssues)}
<h3 id="waivers">Waivers</h3>
${waiverTable(run.waivers)}`;
}

/** What has nothing open has no row. */
function isOpen({ known, unknown }: RunResult['openIssues'][number]): boolean {
  return known + unknown > 0;
}

function severities({ openIssues }: RunResult): Markup {
  const rows = openIssues
    .filter(isOpen)
    .map(
      ({ level, known, unknown }) =>
        markup`<tr><th scope="row">${severityName(level)}</th><td class="number">${known}</td><td class="number">${unknown === 0 ? '0' : markup`<strong>${unknown}</strong>`}</td></tr>`,
    );
  return table(
    'Open issues by severity',
    [{ title: 'Severity' }, { title: 'Known and open', style: 'number' }, { title: 'Failed', style: 'number' }],
    markup`<tbody>${rows}</tbody>`,
  );
}

/** How old an issue was on a day, in words. */
function age({ openedOn }: KnownIssueResult, day: string): string {
  const days = Math.max(0, Math.round((Date.parse(day) - Date.parse(openedOn)) / DAY));
  return `open since ${date(openedOn)}, for ${counted(days, 'day')}`;
}

function workOff(planned: readonly KnownIssueResult[], day: string): Markup {
  const rows = planned.map(
    (one) =>
      markup`<tr><th scope="row" class="id"><a href="#${anchor('issue', one.id)}">${one.id}</a></th><td class="number">${one.severity}</td><td>${one.title}<span class="source">${impact(one)}; ${age(one, day)}</span></td><td>${one.workaround}</td><td>${one.ownerRole}</td><td>${one.fixRelease}</td><td>${date(one.targetDate)}</td></tr>`,
  );
  return table(
    'Work-Off Plan',
    [
      { title: 'Issue', style: 'narrow' },
      { title: 'Severity', style: 'number' },
      { title: 'What is wrong, and where' },
      { title: 'Workaround', style: 'fifth' },
      { title: 'Owner', style: 'eighth' },
      { title: 'Mended in', style: 'eighth' },
      { title: 'By', style: 'eighth' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

function impact({ scenario, requirement, executions }: KnownIssueResult): string {
  const cells = executions.map(({ dmc, phase }) => ({ dmc, phase }));
  return `${scenario}, ${requirement}; in ${cells.length === 0 ? 'no Test Phase of this run' : cellsInWords(cells, 3)}`;
}

function ledger(all: readonly KnownIssueResult[]): Content {
  if (all.length === 0) return markup`<p>The ledger of known issues is empty.</p>`;
  const rows = all.map(
    (one) =>
      markup`<tr id="${anchor('issue', one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.title}<span class="source">${one.scenario}${one.dmcs.length === 0 ? ', any combination' : `, ${one.dmcs.join(', ')}`}; fingerprint <span class="unbroken">${one.fingerprint}</span></span></td><td>${badge(TONES[one.state], capitalised(one.state))}</td><td>${withWholeIds(one.note)}</td></tr>`,
  );
  return markup`<p>“Open”: it fails as recorded and before its target date. An issue that fails in another way, fails no longer, or is past its date, makes the run red.</p>
${table(
  'Known issues and what this run says of them',
  [
    { title: 'Issue', style: 'narrow' },
    { title: 'What is wrong' },
    { title: 'State', style: 'narrow' },
    { title: 'In this run', style: 'third' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

function waiverTable(all: readonly Waiver[]): Content {
  if (all.length === 0) return markup`<p>No criterion is waived.</p>`;
  const rows = all.map(
    (one) =>
      markup`<tr><th scope="row" class="id"><a href="#${anchor('criterion', one.criterion)}">${one.criterion}</a></th><td>${scopeOf(one)}</td><td>${one.reason}</td><td>${one.approver}<span class="source">${date(one.date)}, ${one.reference}</span></td></tr>`,
  );
  return markup`<p>A waiver changes nothing that was measured; it records that a role entitled to do so has accepted it.</p>
${table(
  'Waivers',
  [
    { title: 'Criterion', style: 'narrow' },
    { title: 'For', style: 'fifth' },
    { title: 'Why' },
    { title: 'Approved by', style: 'quarter' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

function scopeOf({ dmc, phase }: Waiver): string {
  return `${dmc ?? 'every combination'}, ${phase === undefined ? 'every phase' : `${phase} phase`}`;
}
