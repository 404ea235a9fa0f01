/** What was run, with what, where and when: enough to tell this run from every other. */
import { markup, type Markup } from '../html';
import type { RunResult } from '../../record/result-model';
import { counted, duration, instant } from '../../text';
import { environmentsInWords, type CompletionReport } from '../document-model';
import { badge, factList, idList, table } from '../parts';
import { cellsInWords } from '../scenario-group';
import type { ScopeOfTesting } from '../scope/scope-model';

/** Writes the identity of the run, as parts of a section. */
export function identity({ run, context, scope }: CompletionReport): Markup {
  return markup`<h3 id="identity">What was run</h3>
${facts(run, context.signedWith, scope)}${combinations(run)}${environments(run)}${versions(run)}`;
}

function facts(run: RunResult, signedWith: string | undefined, scope: ScopeOfTesting | undefined): Markup {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', run.run.id],
    ['Plan', `${run.run.planTitle} (“${run.run.plan}”)`],
    [
      'Standing',
      run.run.formal ? 'Formal: the whole plan was selected.' : 'Informal: the selection was narrowed by hand.',
    ],
    ...(scope === undefined ? [] : [['Scope', scopeInWords(scope)] as const]),
    ['Started', instant(run.run.startedAt)],
    ['Finished', `${instant(run.run.finishedAt)} (${duration(run.run.durationMs)})`],
    ['Environment', environmentsInWords(run)],
    ['Seed', `${run.run.seed} (the same seed gives the same installations, order and results)`],
    [
      'Carried out on',
      `${run.run.executor}, by ${run.run.workers === 1 ? '1 worker, with a system of its own' : `${run.run.workers} workers, each with a system of its own`}`,
    ],
    ...(run.run.incidents.length === 0 ? [] : [['Incidents', run.run.incidents.join(' ')] as const]),
    ...run.run.continues.map(
      ({ run: id, executions, how }) =>
        ['Taken over', `${counted(executions, 'execution')} of the run ${id}: ${how}`] as const,
    ),
    ...(run.run.shares ?? []).map(
      ({ run: id, number, of, executions, executor }) =>
        [
          'Put together from',
          `Share ${number} of ${of}: ${counted(executions, 'execution')}, the run ${id} on ${executor}`,
        ] as const,
    ),
    ['Official schemas', run.run.schemaCheck],
    ['Evidence pack', packed(signedWith)],
  ];
  return factList(rows);
}

/** The documents about scope have no number of their own: they follow from the plan and the version of the suite. */
function scopeInWords({ plan, suite }: ScopeOfTesting): string {
  return `As Depth and Breadth of Migration Testing and Regression Scope set it out, of the plan “${plan.id}” and the suite at ${suite}; both lie beside this document.`;
}

function packed(signedWith: string | undefined): string {
  return signedWith === undefined
    ? 'Unsigned: it can be shown that the pack agrees with itself, not who made it.'
    : `Signed; the SHA-256 of the public key is ${signedWith}.`;
}

function combinations({ cells, run }: RunResult): Markup {
  const all = [...Map.groupBy(cells, ({ dmc }) => dmc.id).values()].map((own) => {
    const phases = own.filter(({ verdict }) => verdict !== 'does not apply').map(({ phase }) => phase);
    return { id: own[0]?.dmc.id ?? '', dmc: own[0]?.dmc, phases: phases.join(', ') };
  });
  // Combinations that differ in their devices alone stand together.
  const alike = Map.groupBy(all, ({ dmc, phases }) =>
    [dmc?.release, dmc?.groupId, dmc?.smso, dmc?.s1sp, dmc?.communicationsProvider, phases].join('\n'),
  );
  const rows = [...alike].map(([facts, own]) => {
    const ids = own.map(({ id }) => id);
    return markup`<tr><th scope="row">${idList(ids)}</th>${facts.split('\n').map((fact) => markup`<td class="unbroken">${fact}</td>`)}</tr>`;
  });
  const fictitious = run.simulated ? ' All of them are fictitious.' : '';
  return markup`<h3 id="combinations">Combinations</h3>
<p>Their devices stand in the annex <a href="#test-data">Combinations, devices and deviations</a>.${fictitious}</p>
${table(
  'Combinations of the run',
  ['Combinations', 'Release', 'Group', 'SMSO', 'S1SP', 'Communications provider', 'Test Phases'].map((title) => ({
    title,
    style: ['Combinations', 'Communications provider', 'Test Phases'].includes(title) ? '' : 'narrow',
  })),
  markup`<tbody>${rows}</tbody>`,
)}`;
}

/** Which evidence came from where. */
function environments({ environments: all }: RunResult): Markup {
  const rows = all.map(({ environment, assigned, executions, demonstrated, note }) => {
    const idle = assigned.length === 0 && executions === 0;
    const rest = idle ? 'no Test Phase of this run' : all.length === 1 ? 'the whole plan' : 'the rest of the plan';
    const shown = demonstrated ? badge('passed', 'Demonstrated') : badge('known-issue', 'Not demonstrated');
    return markup`<tr><th scope="row" class="id">${environment}</th><td>${assigned.length === 0 ? rest : cellsInWords(assigned)}</td><td class="number">${executions}</td><td>${idle ? 'Nothing to show' : shown}<span class="source">${note}</span></td></tr>`;
  });
  return markup`<section class="keep"><h3 id="environments">Which evidence came from where</h3>
${table(
  'Environments and what came from them',
  [
    { title: 'Environment', style: 'narrow' },
    { title: 'The plan assigns to it' },
    { title: 'Executions', style: 'number' },
    { title: 'Evidence', style: 'third' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}</section>`;
}

function versions(run: RunResult): Markup {
  const rows = Object.entries(run.run.versions).map(
    ([component, version]) =>
      markup`<tr><th scope="row" class="id">${component}</th><td class="code">${version}</td></tr>`,
  );
  return markup`<section class="keep"><h3 id="versions">Versions</h3>
${table('Components and their versions', [{ title: 'Component' }, { title: 'Version or digest' }], markup`<tbody>${rows}</tbody>`)}</section>`;
}
