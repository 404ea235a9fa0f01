/** What was tested, with what, where and when: enough to tell this run from every other. */
import { groupBy } from '../../group';
import { anchor, markup, type Markup } from '../../html';
import type { CellResult, RunResult } from '../../result-model';
import { counted, duration, instant } from '../../text';
import type { CompletionReport } from '../model';
import { table, type Section } from '../parts';

/** Writes the identity of the run. */
export function identity({ run, surroundings }: CompletionReport): Section {
  return {
    id: 'identity',
    title: 'What was tested',
    body: markup`${facts(run, surroundings.signedWith)}${[...groupBy(run.cells, ({ dmc }) => dmc.id).values()].map((cells) => combination(run, cells))}${versions(run)}`,
  };
}

function facts(run: RunResult, signedWith: string | undefined): Markup {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', run.run.id],
    ['Plan', `${run.run.planTitle} (“${run.run.plan}”)`],
    [
      'Standing',
      run.run.formal ? 'Formal: the whole plan was selected.' : 'Informal: the selection was narrowed by hand.',
    ],
    ['Started', instant(run.run.startedAt)],
    ['Finished', `${instant(run.run.finishedAt)} (${duration(run.run.durationMs)})`],
    ['Environment', `${run.run.environment}${run.run.simulated ? ', simulated' : ''}`],
    ['Seed', `${run.run.seed} (the same seed gives the same installations, order and results)`],
    ['Carried out on', `${run.run.executor}, by ${counted(run.run.workers, 'worker')} with a system each`],
    ...(run.run.incidents.length === 0 ? [] : [['Incidents', run.run.incidents.join(' ')] as const]),
    ['Official schemas', run.run.schemaCheck],
    ['Evidence pack', packed(signedWith)],
  ];
  return markup`<dl class="facts">${rows.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function packed(signedWith: string | undefined): string {
  return signedWith === undefined
    ? 'Unsigned: it can be shown that the pack agrees with itself, not who made it.'
    : `Signed; the SHA-256 of the public key is ${signedWith}.`;
}

function combination(run: RunResult, cells: readonly CellResult[]): Markup | undefined {
  const [first] = cells;
  if (first === undefined) {
    return undefined;
  }
  const { dmc } = first;
  const phases = cells.map(({ phase }) => phase).join(', ');
  const stages = [...new Set(cells.flatMap((cell) => cell.stages.map(({ name }) => name)))];
  const rows = dmc.devices.map(
    (device) =>
      markup`<tr><th scope="row" class="id">${device.type}</th><td>${device.manufacturer}</td><td>${device.model}</td><td>${device.firmware}</td></tr>`,
  );
  const fictitious = run.run.simulated ? ' Makers and models are fictitious.' : '';
  return markup`<section class="keep"><h3 id="${anchor('dmc', dmc.id)}">${dmc.id} in the ${phases} ${cells.length === 1 ? 'phase' : 'phases'}</h3>
<p>Release ${dmc.release}, group ${dmc.groupId}, SMSO ${dmc.smso}, S1SP ${dmc.s1sp}, communications provider ${dmc.communicationsProvider}.
Stages: ${stages.join(', ')}.${fictitious}</p>
${table(
  `Devices of ${dmc.id}`,
  [{ title: 'Device', style: 'narrow' }, { title: 'Maker' }, { title: 'Model' }, { title: 'Firmware' }],
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
