import { markup, type Content, type Markup } from '../html';
import type { CodeResult, ExecutionResult, RunResult } from '../../record/result-model';
import { counted } from '../../text';
import { codeStanding } from '../code-standing';
import type { CompletionReport } from '../document-model';
import { badge, table, type Section } from '../parts';
import { scenarioAnchor } from '../scenario-group';
import { partyName } from '../../../support/evidence/party-names';

type ById = ReadonlyMap<string, readonly ExecutionResult[]>;

/** Writes the coverage of refusal codes. */
export function rejectionCodes({ run }: CompletionReport): Section {
  const published = run.codes.filter((one) => one.published);
  const others = run.codes.filter((one) => !one.published);
  const due = published.filter((one) => one.exception === undefined);
  const provoked = due.filter((one) => one.provokedBy.length > 0).length;
  const elsewhere = due.filter((one) => codeStanding(one, run) === 'elsewhere').length;
  const byId = Map.groupBy(run.executions, (one) => one.id);
  return {
    id: 'codes',
    title: 'Rejection codes',
    part: 'annex',
    body:
      published.length === 0
        ? markup`<p>The environment publishes no code.</p>`
        : markup`<p>A code counts as provoked when the party that the table names was <strong>seen</strong> to give it: in a file, in a message to another
party, or in an answer. What a test only expects does not count. ${provoked} of the ${due.length - elsewhere} published codes that could have come were provoked${excepted(published.length - due.length)}${elsewhere === 0 ? '' : `; no test of this run provokes ${counted(elsewhere, 'other')}`}.
A code refuses a whole file or one installation, as the table says.</p>
${table('Published codes and the tests that provoked them', columns('Provoked by'), rows(published, byId, run), 'codes')}
${seenBeside(others, byId, run)}`,
  };
}

function excepted(count: number): string {
  return count === 0 ? '' : `; for ${counted(count, 'further one', 'further ones')} the table says why nothing can`;
}

function columns(last: string): { title: string; style?: string }[] {
  return [
    { title: 'Code', style: 'narrow' },
    { title: 'Meaning' },
    { title: 'Refuses', style: 'eighth' },
    { title: last, style: 'third' },
  ];
}

/** Codes in the order of the table, one group for each party. */
function rows(codes: readonly CodeResult[], byId: ById, run: RunResult): Markup {
  const groups = [...Map.groupBy(codes, (one) => one.party)].map(
    ([party, own]) => markup`<tr class="rule"><th scope="rowgroup" colspan="4">${partyName(party)}</th></tr>
${own.map((one) => row(one, byId, run))}`,
  );
  return markup`${groups.map((group) => markup`<tbody>${group}</tbody>`)}`;
}

function row(one: CodeResult, byId: ById, run: RunResult): Markup {
  return markup`<tr><th scope="row" class="code id">${one.code}</th><td>${one.meaning}<span class="source">${one.provenance}</span></td>
<td>${LEVELS[one.level]}</td><td>${standing(one, byId, run)}</td></tr>`;
}

/** Scenarios that are named for one code; the record has them all. */
const NAMED = 6;

function standing(one: CodeResult, byId: ById, run: RunResult): Content {
  const { provokedBy, exception } = one;
  switch (codeStanding(one, run)) {
    case 'excepted':
      return markup`${badge('neutral', 'Excepted')}<span class="source">${exception}</span>`;
    case 'lacking':
      return badge('known-issue', 'Could have come, and did not');
    case 'elsewhere':
      return badge('neutral', 'Not in this run');
    case 'given':
  }
  const links = provokedBy.slice(0, NAMED).map((id) => {
    const first = byId.get(id)?.[0];
    return first === undefined
      ? markup`<li>${id}</li>`
      : markup`<li><a href="#${scenarioAnchor(first)}">${id}</a></li>`;
  });
  const more = provokedBy.length - NAMED;
  const rest = more > 0 ? markup`<li>and ${more} more</li>` : undefined;
  const stale =
    exception === undefined ? undefined : markup`<span class="source">Yet an exception says: ${exception}</span>`;
  return markup`<ul class="inline">${links}${rest}</ul>${stale}`;
}

function seenBeside(others: readonly CodeResult[], byId: ById, run: RunResult): Markup | undefined {
  if (others.length === 0) {
    return undefined;
  }
  return markup`<h3 id="codes-beside">Other refusals that were seen</h3>
<p>Answers of DUIS to service requests, and whatever else a service gave. A code that begins with <code>SIM-</code> must not appear here: every
one of them has to be published.</p>
${table('Other refusals that were seen', columns('Seen in'), rows(others, byId, run), 'codes')}`;
}

const LEVELS: Readonly<Record<CodeResult['level'], string>> = {
  file: 'a file',
  record: 'an installation',
  device: 'a device',
  request: 'a request',
};
