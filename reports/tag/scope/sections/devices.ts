/** The combinations with their devices and how these deviate. */
import { anchor, markup, type Markup } from '../../html';
import { table, type Section } from '../../parts';
import type { ScopedCombination, ScopeOfTesting } from '../scope-model';

/** Writes the combinations. */
export function devices({ combinations }: ScopeOfTesting): Section {
  return {
    id: 'devices',
    title: 'Combinations and their devices',
    body: markup`<p>Makers and models are fictitious. Device IDs are derived from the seed of a run; its record and evidence name them.</p>
${combinations.map(combination)}`,
  };
}

function combination({ dmc, sit, deviations }: ScopedCombination): Markup {
  const rows = dmc.devices.map(
    (device) =>
      markup`<tr><th scope="row" class="id">${device.type}</th><td>${device.manufacturer}</td><td>${device.model}</td><td>${device.firmware}</td></tr>`,
  );
  const has =
    deviations.length === 0 ? 'It deviates in nothing that is declared.' : `It has ${deviations.join(', and ')}.`;
  return markup`<section class="keep"><h3 id="${anchor('dmc', dmc.id)}">${dmc.id}</h3>
<p>Release ${dmc.release}, group ${dmc.groupId}, SMSO ${dmc.smso}, S1SP ${dmc.s1sp}, communications provider ${dmc.communicationsProvider}; ${sit}. ${has}</p>
${table(
  `Devices of ${dmc.id}`,
  [{ title: 'Device', style: 'narrow' }, { title: 'Maker' }, { title: 'Model' }, { title: 'Firmware' }],
  markup`<tbody>${rows}</tbody>`,
)}</section>`;
}
