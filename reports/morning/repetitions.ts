import { forensicsSentence, whyDependent } from '../forensics/forensics-words';
import type { RepeatedFailure } from '../forensics/forensics-model';
import { markup, type Markup } from '../tag/html';
import { table, type Section } from '../tag/parts';
import type { MorningPage } from './morning-page';

/** What the new failures depend on, as far as they were repeated. */
export function repetitions({ forensics }: MorningPage): Section | undefined {
  if (forensics === undefined) return undefined;
  const same = Map.groupBy(forensics.repeated, (one) => `${one.depends ?? ''} ${whyDependent(one)}`);
  const rows = [...same.values()].map(row);
  return {
    id: 'repetitions',
    title: 'What the new failures depend on',
    body: markup`<p>${forensicsSentence(forensics)} The verdict stays what it is.</p>${table(
      'New failures, repeated',
      [
        { title: 'Depends', style: 'fifth' },
        { title: 'What the repetitions showed, of which tests, and a command that shows it' },
      ],
      markup`<tbody>${rows}</tbody>`,
    )}`,
  };
}

/** Failures of which the repetitions showed the same. */
function row(same: readonly RepeatedFailure[]): Markup | undefined {
  const [first] = same;
  if (first === undefined) return undefined;
  const named = same.map(({ id, dmc, phase }) => `${id} (${dmc} ${phase})`).join(', ');
  return markup`<tr><th scope="row">${first.depends ?? 'not known'}</th><td>${whyDependent(first)}<span class="source">${named}</span><span class="source"><code>${first.command}</code></span></td></tr>`;
}
