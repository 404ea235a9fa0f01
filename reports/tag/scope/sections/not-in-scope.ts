/** What the plan leaves to others, and what Migration Testing leaves out as a whole. */
import { markup } from '../../html';
import { table, type Section } from '../../parts';
import type { ScopeOfTesting } from '../scope-model';

/** Writes what is left out. */
export function notInScope({ cells, notInPlan, outOfScope, requirements }: ScopeOfTesting): Section {
  const without = cells.flatMap(({ dmc, phase, withoutPhase }) =>
    withoutPhase === undefined ? [] : [{ what: `${dmc}, ${phase} phase`, why: withoutPhase }],
  );
  const aside = [...without, ...notInPlan].map(
    ({ what, why }) => markup`<tr><th scope="row">${what}</th><td>${why}</td></tr>`,
  );
  const unplanned = requirements.filter((one) => one.reason !== undefined);
  const others = unplanned.map(
    ({ id, text, reason }) => markup`<tr><th scope="row" class="id">${id}</th><td>${text}</td><td>${reason}</td></tr>`,
  );
  return {
    id: 'not-in-plan',
    title: 'What is not in this plan',
    body: markup`<h3 id="left-out">Combinations, Test Phases and stages</h3>
${aside.length === 0 ? markup`<p>No combination, Test Phase or stage is left out.</p>` : table('What is not in this plan', [{ title: 'What', style: 'third' }, { title: 'Why' }], markup`<tbody>${aside}</tbody>`)}
${
  others.length === 0
    ? undefined
    : markup`<h3 id="requirements-not-in-plan">Requirements that this plan does not set out to show</h3>${table(
        'Requirements that this plan does not set out to show',
        [{ title: 'Id', style: 'narrow' }, { title: 'Requirement, in our words' }, { title: 'Why', style: 'third' }],
        markup`<tbody>${others}</tbody>`,
      )}`
}
<h3 id="out-of-scope">Out of scope of Migration Testing</h3>
<ul class="short-list">${outOfScope.map((one) => markup`<li>${one}</li>`)}</ul>`,
  };
}
