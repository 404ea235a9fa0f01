import { defect, entry, rule } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { dropEveryWaiting, removeEverySchedule } from './waiting';
import { CHANGE_OF_REGISTRATION } from '../inventory/change-of-registration';
import { INVENTORY, METERS, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATION, REGISTRATIONS, type Registration } from '../inventory/registration';

/** Seeded defects of registration data and of what follows from their change. */
export const REGISTRATION_DEFECTS = [
  defect(
    'dsp-keeps-network-operator',
    kept(({ networkOperator }) => ({ networkOperator })),
  ),
  defect(
    'dsp-keeps-first-supplier',
    kept(({ supplier }) => ({ supplier })),
  ),
  defect(
    'dsp-keeps-orders-of-old-supplier',
    entry(CHANGE_OF_REGISTRATION, 'consequences', 'schedules').skip(),
    entry(CHANGE_OF_REGISTRATION, 'consequences', 'waitingRequests').skip(),
  ),
  defect('dsp-keeps-schedules-of-old-supplier', entry(CHANGE_OF_REGISTRATION, 'consequences', 'schedules').skip()),
  defect(
    'dsp-changes-supplier-everywhere',
    spreading(({ before, supplier }, work) => {
      changeSupplier((point) => point.supplier === before.supplier, supplier, work);
    }),
  ),
  defect(
    'dsp-changes-both-fuels',
    spreading(({ device, supplier }, work) => {
      const beside = work.list(INVENTORY).filter(({ value }) => value.installationId === device.installationId);
      const mpxns = beside.flatMap(({ value }) => value.importMPxN ?? []);
      changeSupplier(({ mpxn }) => mpxns.includes(mpxn), supplier, work);
    }),
  ),
  defect(
    'dsp-removes-schedules-everywhere',
    spreading(({ before }, work) => {
      removeEverySchedule(before.supplier, work);
    }),
  ),
  defect(
    'dsp-drops-requests-everywhere',
    spreading(({ before }, work) => {
      dropEveryWaiting(before.supplier, work);
    }),
  ),
];

/** Part of a registration never changes. */
function kept(part: (known: Registration) => Partial<Registration>): Change {
  return rule(REGISTRATION, 'changed', (right) => (known, change) => {
    return right(known, known ? { ...change, ...part(known) } : change);
  });
}

/** A supplier that has gained a meter point with a meter. */
interface Takeover {
  readonly before: Registration;
  readonly device: InventoryEntry;
  /** EUI of the new supplier. */
  readonly supplier: string;
}

/** A change of supplier at one meter point reaches others. */
function spreading(reach: (takeover: Takeover, work: Work) => void): Change {
  return rule(CHANGE_OF_REGISTRATION, 'register', (right) => (change, work) => {
    const before = work.get(REGISTRATIONS, change.mpxn);
    right(change, work);
    const supplier = work.get(REGISTRATIONS, change.mpxn)?.supplier;
    const device = work.get(INVENTORY, work.get(METERS, change.mpxn)?.deviceId ?? '');
    if (before && device && supplier !== undefined && supplier !== before.supplier) {
      reach({ before, device, supplier }, work);
    }
  });
}

function changeSupplier(isReached: (point: Registration) => boolean, supplier: string, work: Work): void {
  const points = work.list(REGISTRATIONS).map(({ value }) => value);
  for (const point of points.filter(isReached)) work.put(REGISTRATIONS, point.mpxn, { ...point, supplier });
}
