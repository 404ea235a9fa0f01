/** Every scenario of the plan by area, feature and rule, by its id and its title. */
import { anchor, markup, type Markup } from '../../html';
import { capitalised, counted, countScenarios } from '../../../text';
import { table, type Section } from '../../parts';
import { inPlan, type ScopedScenario, type ScopeOfTesting } from '../scope-model';
import { AXIS_WORDS } from './axes';

const COLUMNS = [
  { title: 'Test', style: 'narrow' },
  { title: 'What is to be shown' },
  { title: 'Runs', style: 'fifth' },
  { title: 'Requirement', style: 'narrow' },
];

/** Writes the scenarios. */
export function depth(scope: ScopeOfTesting): Section {
  const areas = [...Map.groupBy(inPlan(scope), (one) => one.area)];
  return {
    id: 'depth',
    title: 'Depth: tests by area',
    body: markup`<p>Tests are listed under the rule of the regulation that they show. “Refusal” beside a requirement means that the test
makes a fault on purpose, or looks for something that must not happen.</p>
${areas.map(([name, members]) => area(name, members))}`,
  };
}

function area(name: string, members: readonly ScopedScenario[]): Markup {
  const rules = Map.groupBy(members, (one) => `${one.feature}\n${one.rule ?? ''}`);
  const bodies = [...rules.values()].map(
    (same) =>
      markup`<tbody><tr class="rule"><th scope="rowgroup" colspan="4"><span class="feature">${same[0]?.feature ?? ''}</span>${same[0]?.rule ?? ''}</th></tr>
${same.map(row)}</tbody>`,
  );
  const faults = countScenarios(members.filter(({ negative }) => negative.length > 0));
  return markup`<h3 id="${anchor('area', name)}">${name}</h3>
<p class="quiet">${counted(countScenarios(members), 'test')}, ${faults} of them with a fault on purpose; ${counted(members.length, 'line')} with their rows of data.</p>
${table(`${name}: tests`, COLUMNS, bodies, 'scenarios')}`;
}

function row(one: ScopedScenario): Markup {
  const runs = one.runs.length === 0 ? 'nowhere in this plan' : AXIS_WORDS[one.axis].short;
  const limits =
    one.runs.length > 0 && one.asides.length > 0 ? markup`, <a href="#aside">with exceptions</a>` : undefined;
  return markup`<tr id="${scopedAnchor(one)}"><th scope="row" class="id">${one.id}</th><td>${capitalised(one.title)}</td><td>${runs}${limits}</td><td>${traces(one)}</td></tr>`;
}

/** Requirements that a scenario traces to, refusals marked in words. */
export function traces({ positive, negative }: Pick<ScopedScenario, 'positive' | 'negative'>): Markup {
  const ids = [...new Set([...positive, ...negative])];
  const items = ids.map((id) => {
    const refusal = positive.includes(id) ? undefined : markup` <span class="quiet">(refusal)</span>`;
    return markup`<li>${id}${refusal}</li>`;
  });
  return markup`<ul class="plain unbroken">${items}</ul>`;
}

/** Anchor of a scenario among those of its area. */
export function scopedAnchor({ id }: Pick<ScopedScenario, 'id'>): string {
  return anchor('scenario', id);
}
