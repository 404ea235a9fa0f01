import { forensicsSentence, whyDependent } from '../forensics/forensics-words';
import { markup } from '../tag/html';
import { table, type Section } from '../tag/parts';
import type { MorningPage } from './morning-page';

/** What the new failures depend on, as far as they were repeated. */
export function repetitions({ forensics }: MorningPage): Section | undefined {
  if (forensics === undefined) return undefined;
  const rows = forensics.repeated.map(
    (one) =>
      markup`<tr><th scope="row" class="id">${one.id}</th><td><strong>${one.depends ?? 'not known'}</strong><span class="source">${one.dmc} ${one.phase}, ${one.stage}</span></td><td>${whyDependent(one)}<span class="source"><code>${one.command}</code></span></td></tr>`,
  );
  return {
    id: 'repetitions',
    title: 'What the new failures depend on',
    body: markup`<p>${forensicsSentence(forensics)} The verdict stays what it is.</p>${table(
      'New failures, repeated',
      [
        { title: 'Test', style: 'narrow' },
        { title: 'Depends', style: 'fifth' },
        { title: 'What the repetitions showed, and the command' },
      ],
      markup`<tbody>${rows}</tbody>`,
    )}`,
  };
}
