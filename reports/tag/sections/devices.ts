/** On what devices and data the testing was done, and how the combinations deviate. */
import { anchor, markup, type Markup } from '../html';
import type { DmcIdentity } from '../../record/result-model';
import type { CompletionReport } from '../document-model';
import { table, type Section } from '../parts';
import type { ScopeOfTesting } from '../scope/scope-model';

/** Writes the devices, where data came from, and how the combinations deviate. */
export function testData({ run, scope }: CompletionReport): Section {
  const combinations = [...Map.groupBy(run.cells, ({ dmc }) => dmc.id).values()].flatMap(([cell]) => cell?.dmc ?? []);
  const fictitious = run.run.simulated ? ' Makers and models are fictitious.' : '';
  return {
    id: 'test-data',
    title: 'Combinations, devices and deviations',
    part: 'annex',
    body: markup`<p>Every execution makes installations of its own: Device IDs, meter points, keys and SIMs derive from its seed, and the documents kept with
it name them. The seed of an execution derives from the seed of the run, ${run.run.seed}, and from what is executed; the record holds each.${fictitious}</p>
${combinations.map(devicesOf)}
<h3 id="deviations">How the combinations deviate</h3>
${deviations(scope)}`,
  };
}

function deviations(scope: ScopeOfTesting | undefined): Markup {
  const rows = (scope?.combinations ?? []).map(({ dmc, deviations: has, lacks }) => {
    const lacking = lacks.map(
      ({ variant, deviceType, refusedWith }) => `${variant} for ${deviceType} (refused with ${refusedWith})`,
    );
    return markup`<tr><th scope="row" class="id">${dmc.id}</th><td>${has.length === 0 ? 'nothing that is declared' : has.join('; ')}</td><td>${lacking.length === 0 ? 'none' : lacking.join('; ')}</td></tr>`;
  });
  return rows.length === 0
    ? markup`<p>The catalogue of the run is not at hand.</p>`
    : markup`<p>As the catalogue declares it of their device models. Tests about a deviation run for the combinations that have it.
A service request that needs a function of the model is refused with E11 where it does not stand among what the combination has.</p>
${table('Deviations of the combinations', [{ title: 'Combination', style: 'narrow' }, { title: 'Has' }, { title: 'Other service requests that it lacks', style: 'third' }], markup`<tbody>${rows}</tbody>`)}`;
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
