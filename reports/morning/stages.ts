import type { ExecutionResult } from '../record/result-model';
import { markup, type Markup } from '../tag/html';
import { badge, table, type Section, type Tone } from '../tag/parts';
import type { MorningPage } from './morning-page';

/** Test Phases by stage: how many executions passed, of how many; those that passed whole are counted alone. */
export function stages({ run }: MorningPage): Section {
  const groups = [...Map.groupBy(run.executions, ({ dmc, phase, stage }) => [dmc, phase, stage].join('\n')).values()];
  const applying = groups.map((group) => group.filter(({ outcome }) => outcome !== 'does-not-apply'));
  const open = applying.filter((group) => group.some(({ outcome }) => outcome !== 'passed'));
  const whole = applying.length - open.length;
  return {
    id: 'stages',
    title: 'Test Phases by stage',
    body: markup`<p>In ${whole} of ${applying.length} stages of Test Phases every execution passed.</p>
${
  open.length === 0
    ? undefined
    : table(
        'Stages in which something did not pass',
        [
          { title: 'Test Phase' },
          { title: 'Stage' },
          { title: 'Passed', style: 'number' },
          { title: 'Failed', style: 'number' },
          { title: 'No result', style: 'number' },
        ],
        markup`<tbody>${open.map(row)}</tbody>`,
      )
}`,
  };
}

function row(group: readonly ExecutionResult[]): Markup {
  const [first] = group;
  const count = (...outcomes: readonly ExecutionResult['outcome'][]): number =>
    group.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [passed, failed] = [count('passed'), count('failed', 'known-issue')];
  const tone: Tone = failed > 0 ? 'failed' : 'incomplete';
  return markup`<tr><th scope="row">${badge(tone, `${first?.dmc ?? ''} ${first?.phase ?? ''}`)}</th><td>${first?.stage}</td><td class="number">${passed} of ${group.length}</td><td class="number">${failed}</td><td class="number">${group.length - passed - failed}</td></tr>`;
}
