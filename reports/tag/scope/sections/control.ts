/** Versions of a document about scope, what it rests on, and its abbreviations. */
import { abbreviationList } from '../../abbreviation-list';
import { markup, type Markup } from '../../html';
import { factList, table, type Section } from '../../parts';
import { SOURCES } from '../../sources';
import { date } from '../../../text';
import type { CommentOfTag, ScopeOfTesting } from '../scope-model';
import { changedSince, scopeDigest, versionSentence, versionsOf } from '../version';

/** Writes the control of the document. */
export function control(scope: ScopeOfTesting, document: CommentOfTag['document']): Section {
  return {
    id: 'control',
    title: 'Document control',
    body: markup`${factList([
      ['Version', versionSentence(scope, document)],
      [
        'Scope',
        `${scopeDigest(scope, document)}: the beginning of a digest of all that the document is drawn from; it changes when the scope does`,
      ],
      ['Since a version was issued', changedSince(scope, document)],
      ['Drawn from', `the plan “${scope.plan.id}” and the tests of the suite at ${scope.suite}`],
      ['Distribution', 'Testing Advisory Group (TAG), SEC Panel'],
    ])}
<h3 id="history">History</h3>
${history(scope, document)}
<h3 id="sources">Documents that the requirements come from</h3>
${factList(SOURCES)}
${abbreviationList()}`,
  };
}

function history(scope: ScopeOfTesting, document: CommentOfTag['document']): Markup {
  const rows = versionsOf(scope, document).map(
    (one) =>
      markup`<tr><th scope="row" class="id">${one.version}</th><td>${one.release}</td><td>${date(one.date)}</td><td>${one.role}</td><td>${one.change}${one.scope === '' ? undefined : markup`<span class="source">scope ${one.scope}</span>`}</td></tr>`,
  );
  if (rows.length === 0) return markup`<p>No version was issued for the releases of this plan.</p>`;
  return table(
    'Versions that were issued',
    [
      { title: 'Version', style: 'narrow' },
      { title: 'Release', style: 'narrow' },
      { title: 'Date', style: 'fifth' },
      { title: 'Issued by', style: 'quarter' },
      { title: 'What changed' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}
