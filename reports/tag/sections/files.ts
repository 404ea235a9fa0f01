/** The files of a migration on one page: who checks what, with which codes, and which tests have seen it. */
import { partyName } from '../../../support/evidence/party-names';
import type { CodeResult } from '../../record/result-model';
import { counted, inWords } from '../../text';
import { codeStanding } from '../code-standing';
import type { CompletionReport } from '../document-model';
import { FILES, type FileOfMigration } from '../file-table';
import { markup, type Markup } from '../html';
import { badge, idList, table, type Section } from '../parts';

/** Writes the page. */
export function files({ run }: CompletionReport): Section {
  const published = run.codes.filter((one) => one.published);
  const lines = FILES.map((file) => row(file, published, run));
  return {
    id: 'files',
    title: 'Files: who checks what',
    body: markup`<p>For each file its sender, who checks it, and the checks by their codes: how many of them a test of this run was <strong>seen</strong> to provoke. Each
code by itself stands in the annex <a href="#codes">Rejection codes</a>.</p>
${table(
  'Files, recipients, checks and tests',
  [
    { title: 'File, and from whom' },
    { title: 'Checked by', style: 'sixth' },
    { title: 'Codes', style: 'eighth' },
    { title: 'Checks provoked', style: 'eighth' },
    { title: 'Tests', style: 'quarter' },
  ],
  markup`<tbody>${lines}</tbody>`,
)}`,
  };
}

/** Tests and codes that are named for one file. */
const NAMED = 4;

function row(
  { file, from, recipient, codes }: FileOfMigration,
  published: readonly CodeResult[],
  run: CompletionReport['run'],
): Markup {
  const own = published.filter(
    ({ code, party }) => recipient.includes(party) && codes.some((family) => code.startsWith(`${family}-`)),
  );
  const due = own.filter((one) => codeStanding(one, run) !== 'excepted');
  const provoked = due.filter(({ provokedBy }) => provokedBy.length > 0);
  const tests = [...new Set(provoked.flatMap(({ provokedBy }) => provokedBy))];
  const lacking = due.filter((one) => codeStanding(one, run) === 'lacking');
  return markup`<tr><th scope="row">${file}<span class="source">from: ${inWords(from)}</span></th><td>${recipient.map(partyName).join(', ')}</td><td>${idList(codes)}</td>
<td>${due.length > 0 && provoked.length + lacking.length === 0 ? badge('neutral', 'Not in this run') : `${provoked.length} of ${due.length}`}${
    lacking.length === 0
      ? undefined
      : markup`<span class="source">could have come and did not: ${idList(
          lacking.slice(0, NAMED).map(({ code }) => code),
          lacking.length - NAMED,
        )}</span>`
  }</td>
<td>${tests.length === 0 ? '–' : markup`${counted(tests.length, 'test')}: ${idList(tests.slice(0, NAMED), tests.length - NAMED)}`}</td></tr>`;
}
