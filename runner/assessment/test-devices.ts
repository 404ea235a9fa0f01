/** The entry criterion that wants test devices: made by a lab, or declared in a pool. */
import { counted } from '../../reports/text';
import type { PoolStock } from '../../support/scope/pool-stock';
import type { Cell } from '../planning/cells';
import type { Facts } from './facts';
import type { MeasuredCriterion } from './measured-criterion';

/** Whether every device type of each combination is there. */
export function testDevicesAvailable({ environment, cells }: Facts): MeasuredCriterion {
  const threshold = 'each device type of the DMC';
  const types = [...new Set(cells.flatMap(({ dmc }) => dmc.devices.map(({ type }) => type)))];
  if (environment.stock !== undefined) return declaredInPool(threshold, environment.stock, cells);
  if (!environment.capabilities.includes('lab')) {
    const note = `The environment "${environment.name}" has no lab that could say which devices it holds.`;
    return { threshold, measured: 'unknown', verdict: 'not demonstrated', note };
  }
  const note = `Simulated devices, made by the lab as the catalogue describes them: ${types.join(', ')}.`;
  return { threshold, measured: counted(types.length, 'device type'), verdict: 'met', note };
}

/** Without a lab a pool says which devices there are: each combination has to have one that nobody has taken, with every device type. */
function declaredInPool(threshold: string, stock: readonly PoolStock[], cells: readonly Cell[]): MeasuredCriterion {
  const found = cells.map(({ dmc, phase }) => {
    const declared = stock.find((one) => one.dmc === dmc.id && one.phase === phase);
    const lacking = dmc.devices.map(({ type }) => type).filter((type) => declared?.deviceTypes.includes(type) !== true);
    return { about: `${dmc.id} ${phase}`, installations: declared?.installations ?? 0, lacking: [...new Set(lacking)] };
  });
  const [without] = found.filter(({ lacking }) => lacking.length > 0);
  const measured = counted(
    found.reduce((sum, { installations }) => sum + installations, 0),
    'declared installation',
  );
  if (without !== undefined) {
    const note = `The pool declares no ${without.lacking.join(', ')} for ${without.about}.`;
    return { threshold, measured, verdict: 'not demonstrated', note };
  }
  const each = found.map(({ about, installations }) => `${about}: ${installations}`).join(', ');
  const note = `By the declaration of the pool, each with every device type of its combination; when the run began nobody had taken: ${each}.`;
  return { threshold, measured, verdict: 'met', note };
}
