/** TAG's comments on a document, and what became of them. */
import { anchor, markup, type Markup } from '../../html';
import { counted } from '../../../text';
import { badge, table, type Section } from '../../parts';
import type { CommentOfTag, ScopeOfTesting } from '../scope-model';

/** Writes the comments log of a document, for the releases of the plan. */
export function comments({ comments: all, combinations }: ScopeOfTesting, document: CommentOfTag['document']): Section {
  const releases = new Set(combinations.map(({ dmc }) => dmc.release));
  const own = all.filter((one) => one.document === document && releases.has(one.release));
  const open = own.filter((one) => one.state !== 'closed').length;
  const referred = own.filter((one) => one.referredOn !== '').length;
  const columns = [
    { title: 'Id', style: 'narrow' },
    { title: 'From', style: 'fifth' },
    { title: 'Comment' },
    { title: 'Response' },
    { title: 'State', style: 'fifth' },
  ];
  return {
    id: 'comments',
    title: 'Comments of TAG',
    body:
      own.length === 0
        ? markup`<p>TAG has made no comment on this document for ${[...releases].join(', ')}. No disagreement was referred to the Secretary of State.</p>`
        : markup`<p>${counted(own.length, 'comment')}, ${open === 0 ? (own.length === 1 ? 'closed' : 'all of them closed') : `${open} of them not closed`}. ${
            referred === 0
              ? 'No disagreement was referred to the Secretary of State.'
              : `${counted(referred, 'disagreement')} ${referred === 1 ? 'was' : 'were'} referred to the Secretary of State.`
          }</p>
${table('Comments of TAG', columns, markup`<tbody>${own.map(row)}</tbody>`)}`,
  };
}

function row(one: CommentOfTag): Markup {
  return markup`<tr id="${anchor(one.id)}"><th scope="row" class="id">${one.id}</th><td>${one.role}<span class="source">${one.release}, ${one.date}</span></td>
<td>${one.comment}</td><td>${one.response === '' ? 'None yet.' : one.response}</td><td>${state(one)}</td></tr>`;
}

function state({ state: standing, referredOn, decision }: CommentOfTag): Markup {
  const mark =
    standing === 'closed' ? badge('passed', 'Closed') : badge('known-issue', standing === 'open' ? 'Open' : 'Referred');
  const referral =
    referredOn === ''
      ? undefined
      : markup`<span class="source">Referred to the Secretary of State on ${referredOn}. ${decision === '' ? 'Not decided yet.' : decision}</span>`;
  return markup`${mark}${referral}`;
}
