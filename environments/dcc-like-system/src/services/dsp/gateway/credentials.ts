import type { Work } from '../../../kernel/work';
import { INVENTORY, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';

/**
 * Tells the S1SP whose certificates count for meters that have just been commissioned, and for what belongs to them: a hub obeys
 * the supplier of the electricity meter, a gas proxy function the one of the gas meter (MODEL).
 */
export function notifyCredentials(meters: readonly InventoryEntry[], work: Work): void {
  const devices = meters.flatMap((meter) => {
    const registration = work.get(REGISTRATIONS, meter.importMPxN ?? '');
    if (!registration) return [];
    const { supplier, networkOperator } = registration;
    const beside = meter.associatedWith
      .flatMap((deviceId) => work.get(INVENTORY, deviceId) ?? [])
      .filter(({ deviceType }) => deviceType === (meter.deviceType === 'GSME' ? 'GPF' : 'CHF'));
    return [meter, ...beside].map(({ deviceId }) => ({ deviceId, supplier, networkOperator }));
  });
  if (devices.length > 0) work.send({ to: 's1sp', kind: 'notified-credentials', body: { devices } });
}
