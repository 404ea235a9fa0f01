import { defect, entry } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { sendCommissioningAlerts } from '../alerts/commissioning-alerts';
import { dropEveryWaiting, removeEverySchedule } from './waiting';
import { AFTER_COMMISSIONING } from '../dsp-routes';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';

/** Seeded defects that treat what was commissioned before as if it were commissioned now. */
export const AFTER_COMMISSIONING_DEFECTS = [
  defect(
    'dsp-redates-commissioning',
    afterwards((earlier, work) => {
      const dateCommissioned = work.now.toISOString().slice(0, 10);
      for (const entry of earlier) work.put(INVENTORY, entry.deviceId, { ...entry, dateCommissioned });
    }),
  ),
  defect(
    'dsp-alerts-earlier-installations',
    afterwards((earlier, work) => {
      const meters = earlier.filter(({ importMPxN }) => importMPxN !== undefined);
      sendCommissioningAlerts(meters, work);
    }),
  ),
  defect(
    'dsp-removes-schedules-at-commissioning',
    afterwards((_earlier, work) => {
      removeEverySchedule(undefined, work);
    }),
  ),
  defect(
    'dsp-drops-requests-at-commissioning',
    afterwards((_earlier, work) => {
      dropEveryWaiting(undefined, work);
    }),
  ),
];

/** Once meters are commissioned, something is done to the SMETS1 devices that were commissioned before them. */
function afterwards(act: (earlier: readonly InventoryEntry[], work: Work) => void): Change {
  return entry(AFTER_COMMISSIONING, 'steps', 'alerts').replace((right) => (meters, work) => {
    right(meters, work);
    if (meters.length === 0) return;
    const now = meters.map(({ installationId }) => installationId);
    const entries = work.list(INVENTORY).map(({ value }) => value);
    act(
      entries.filter(({ installationId, smets2 }) => !now.includes(installationId) && smets2 !== true),
      work,
    );
  });
}
