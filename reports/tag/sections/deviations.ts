/** How the combinations deviate, what their releases do not use, and on what devices and data the testing was done. */
import { anchor, markup, type Content, type Markup } from '../html';
import type { DmcIdentity, RunResult } from '../../record/result-model';
import type { CompletionReport } from '../document-model';
import { table, type Section } from '../parts';

/** Scenarios that are named for one omission. */
const NAMED = 12;

/** Writes deviations and omissions. */
export function deviations({ run, scope }: CompletionReport): Section {
  const rows = (scope?.combinations ?? []).map(({ dmc, deviations: has, lacks }) => {
    const lacking = lacks.map(
      ({ variant, deviceType, refusedWith }) => `${variant} for ${deviceType} (refused with ${refusedWith})`,
    );
    return markup`<tr><th scope="row" class="id">${dmc.id}</th><td>${has.length === 0 ? 'nothing that is declared' : has.join('; ')}</td><td>${lacking.length === 0 ? 'none' : lacking.join('; ')}</td></tr>`;
  });
  return {
    id: 'deviations',
    title: 'Deviations and omissions',
    body: markup`<h3 id="deviations-dmcs">How the combinations deviate</h3>
${
  rows.length === 0
    ? markup`<p>The catalogue of the run is not at hand.</p>`
    : markup`<p>As the catalogue declares it of their device models. Scenarios about a deviation run for the combinations that have it.</p>
${table('Deviations of the combinations', [{ title: 'Combination', style: 'narrow' }, { title: 'Has' }, { title: 'Service requests that it lacks', style: 'third' }], markup`<tbody>${rows}</tbody>`)}`
}
<h3 id="omissions">What releases do not use, and what was therefore not tested</h3>
${omissions(run)}`,
  };
}

function omissions({ omissions: all }: RunResult): Content {
  if (all.length === 0) return markup`<p>Every release of this run uses every function that the suite knows.</p>`;
  const rows = all.map(({ release, function: what, reason, scenarios }) => {
    const more = scenarios.length > NAMED ? ` and ${scenarios.length - NAMED} more` : '';
    const named = scenarios.length === 0 ? 'none of this run' : `${scenarios.slice(0, NAMED).join(', ')}${more}`;
    return markup`<tr><th scope="row" class="id">${release}</th><td>${what}<span class="source">${reason}</span></td><td>${named}</td></tr>`;
  });
  return table(
    'What releases do not use',
    [
      { title: 'Release', style: 'narrow' },
      { title: 'Does not use' },
      { title: 'Scenarios that do not apply', style: 'third' },
    ],
    markup`<tbody>${rows}</tbody>`,
  );
}

/** Writes the devices and where data came from. */
export function testData({ run }: CompletionReport): Section {
  const combinations = [...Map.groupBy(run.cells, ({ dmc }) => dmc.id).values()].flatMap(([cell]) => cell?.dmc ?? []);
  const fictitious = run.run.simulated ? ' Makers and models are fictitious.' : '';
  return {
    id: 'test-data',
    title: 'Test data and devices',
    body: markup`<p>Every execution makes installations of its own: Device IDs, meter points, keys and SIMs derive from its seed, and the documents kept with
it name them. The seed of an execution derives from the seed of the run, ${run.run.seed}, and from what is executed; the record holds each.${fictitious}</p>
${combinations.map(devicesOf)}`,
  };
}

function devicesOf(dmc: DmcIdentity): Markup {
  const rows = dmc.devices.map(
    (device) =>
      markup`<tr><th scope="row" class="id">${device.type}</th><td>${device.manufacturer}</td><td>${device.model}</td><td>${device.firmware}</td></tr>`,
  );
  return markup`<section class="keep"><h3 id="${anchor('devices', dmc.id)}">${dmc.id}</h3>
${table(
  `Devices of ${dmc.id}`,
  [{ title: 'Device', style: 'narrow' }, { title: 'Maker' }, { title: 'Model' }, { title: 'Firmware' }],
  markup`<tbody>${rows}</tbody>`,
)}</section>`;
}
