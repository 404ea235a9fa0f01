/** What was tested: the combination, the run, and in what the suite and machine differ from those that proved the solution. */
import type { ProvenSolution, RunResult } from '../../record/result-model';
import { markup, type Markup } from '../../tag/html';
import { table, type Section } from '../../tag/parts';
import { duration, instant } from '../../text';
import type { DmctReport } from '../report-model';

/** Writes the identity of combination and run. */
export function tested({ run, proven, context, scope }: DmctReport): Section {
  return {
    id: 'identity',
    title: 'What was tested',
    body: markup`${run.cells.map(({ dmc }) => devicesOf(dmc, run.run.simulated))}
${facts(run, context.signedWith)}
${deviations(scope?.combinations.flatMap((one) => one.deviations) ?? [])}
${versions(run, proven)}`,
  };
}

function devicesOf(
  { id, release, groupId, smso, s1sp, communicationsProvider, devices }: RunResult['cells'][number]['dmc'],
  isFictitious: boolean,
): Markup {
  const rows = devices.map(
    ({ type, manufacturer, model, firmware }) =>
      markup`<tr><th scope="row" class="id">${type}</th><td>${manufacturer}</td><td>${model}</td><td>${firmware}</td></tr>`,
  );
  return markup`<p><strong>${id}</strong> of ${release}: group ${groupId}, SMSO ${smso}, S1SP ${s1sp}, communications provider ${communicationsProvider}.${isFictitious ? ' Makers and models are fictitious.' : ''}</p>
${table(
  `Devices of ${id}`,
  [{ title: 'Device', style: 'narrow' }, { title: 'Maker' }, { title: 'Model' }, { title: 'Firmware' }],
  markup`<tbody>${rows}</tbody>`,
)}`;
}

function deviations(those: readonly string[]): Markup | undefined {
  return those.length === 0 ? undefined : markup`<p>The combination has ${those.join('; ')}.</p>`;
}

function facts({ run }: RunResult, signedWith: string | undefined): Markup {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', `${run.id}, ${instant(run.startedAt)} (${duration(run.durationMs)})`],
    ['Environment', `${run.environment}${run.simulated ? ', simulated' : ''}; seed ${run.seed}`],
    ['Repeat it', run.command],
    ['Official schemas', run.schemaCheck],
    [
      'Evidence pack',
      signedWith === undefined ? 'Unsigned.' : `Signed; the SHA-256 of the public key is ${signedWith}.`,
    ],
  ];
  return markup`<dl class="facts">${rows.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Versions of this run, beside those of the run that proved the solution where they differ. */
function versions({ run }: RunResult, proven: ProvenSolution): Markup {
  const then = proven.kind === 'pack' ? proven.versions : run.versions;
  const components = [...new Set([...Object.keys(run.versions), ...Object.keys(then)])];
  const differing = components.filter((component) => run.versions[component] !== then[component]);
  const same = components.filter((component) => !differing.includes(component));
  const rows = differing.map(
    (component) =>
      markup`<tr><th scope="row" class="id">${component}</th><td class="code">${then[component] ?? '–'}</td><td class="code">${run.versions[component] ?? '–'}</td></tr>`,
  );
  const listed = same.map((component) => `${component} ${run.versions[component] ?? ''}`).join(', ');
  if (proven.kind === 'decision') return markup`<p class="quiet">Versions: ${listed}.</p>`;
  const alike = markup`<p class="quiet">As in the run ${proven.run}: ${listed === '' ? 'nothing' : listed}.</p>`;
  if (rows.length === 0) return markup`<p>Nothing differs from what the solution was proven with.</p>${alike}`;
  return markup`${table(
    `What is otherwise than in the run ${proven.run}`,
    [{ title: 'Component' }, { title: 'When it was proven', style: 'third' }, { title: 'Now', style: 'third' }],
    markup`<tbody>${rows}</tbody>`,
  )}${alike}`;
}
