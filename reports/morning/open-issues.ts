import { markup, type Markup } from '../tag/html';
import { table, type Section } from '../tag/parts';
import type { MorningPage } from './morning-page';

/** Known issues and waivers with their dates; nothing where there are none. */
export function openIssues({ run }: MorningPage): Section | undefined {
  const { knownIssues, waivers } = run;
  if (knownIssues.length + waivers.length === 0) return undefined;
  const issues = knownIssues.map(({ id, title, state, scenario, targetDate, ownerRole }) =>
    row(id, `${title} (${scenario}, ${ownerRole})`, state, targetDate),
  );
  const waived = waivers.map(({ criterion, reason, approver, date }) =>
    row(criterion, reason, `waived by the ${approver}`, date),
  );
  return {
    id: 'open-issues',
    title: 'Known issues and waivers',
    body: table(
      'Known issues and waivers',
      [
        { title: 'Id', style: 'narrow' },
        { title: 'What it is' },
        { title: 'State', style: 'fifth' },
        { title: 'Date', style: 'narrow' },
      ],
      markup`<tbody>${issues}${waived}</tbody>`,
    ),
  };
}

function row(id: string, what: string, state: string, date: string): Markup {
  return markup`<tr><th scope="row" class="id">${id}</th><td>${what}</td><td>${state}</td><td class="id">${date}</td></tr>`;
}
