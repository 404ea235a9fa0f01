import type { Work } from '../../../kernel/work';
import { alertUser } from '../alerts/alerts';
import { dropWaiting } from '../commands/commands';
import type { Answer } from '../gateway/gateway';
import { changeStatus, find, INVENTORY, METERS, recordOf, type InventoryEntry } from '../inventory/inventory';
import { removeSchedules } from '../schedules/schedules';
import { registrationsOf } from '../gateway/standing';
import type { DccRequest } from '.';

/** 8.2 */
export function readInventory({ body: { filter } }: DccRequest<'inventory'>, work: Work): Answer {
  const found = find(filter, work);
  // Seeded defect: devices of other premises with the same hub model are shown too.
  const hub = found.find(({ deviceType }) => deviceType === 'CHF');
  const neighbours = (): InventoryEntry[] => work.list(INVENTORY).map(({ value }) => value);
  const devices =
    work.service.defect('dsp-shows-neighbours') && hub
      ? [...found, ...neighbours().filter(({ deviceId, model }) => deviceId !== hub.deviceId && model === hub.model)]
      : found;
  if (devices.length > 0) return { code: 'I0', content: { kind: 'inventory', devices: devices.map(recordOf) } };
  return { code: filter.by === 'DeviceID' ? 'E19' : 'E080201' };
}

/** 8.3: the device leaves the DCC's care, and with it everything that waits for it. Its network operator is told. */
export function decommission({ facts }: DccRequest<'decommission'>, work: Work): Answer {
  const device = subjectOf(facts.subject?.device);
  const changed = work.service.defect('dsp-keeps-decommissioned-device')
    ? device
    : changeStatus(device, 'Decommissioned', 'decommissioned by its supplier', work);
  if (!work.service.defect('dsp-keeps-orders-of-decommissioned')) {
    if (!work.service.defect('dsp-keeps-schedules-of-decommissioned')) {
      removeSchedules(device.deviceId, 'all', work);
    }
    dropWaiting(device.deviceId, 'all', work);
  }
  // Seeded defect: every device of that model is decommissioned.
  if (work.service.defect('dsp-decommissions-whole-model')) {
    const alike = work
      .list(INVENTORY)
      .filter(({ value }) => value.model === device.model && value.status !== undefined);
    for (const { value } of alike) changeStatus(value, 'Decommissioned', 'decommissioned with its model', work);
  }
  const { deviceId, importMPxN, exportMPAN, installationId } = changed;
  if (importMPxN === undefined || work.service.defect('dsp-omits-notice-of-decommissioning')) return { code: 'I99' };
  const points = { importMPxN, ...(exportMPAN === undefined ? {} : { exportMPAN }) };
  for (const { networkOperator } of registrationsOf(changed, work)) {
    alertUser(networkOperator, { code: 'N1', deviceId, points }, installationId, work);
  }
  return { code: 'I99' };
}

/** 8.4 */
export function updateInventory({ body: { update }, facts }: DccRequest<'update-inventory'>, work: Work): Answer {
  const device = subjectOf(facts.subject?.device);
  switch (update.change) {
    case 'status':
    case 'hub-status':
      changeStatus(device, update.status, 'status changed by a user', work);
      break;
    case 'details': {
      const {
        manufacturer = device.manufacturer,
        model = device.model,
        firmware = device.firmware,
        esmeVariant,
      } = update;
      const variant = esmeVariant === undefined ? {} : { esmeVariant };
      note({ ...device, manufacturer, model, firmware, ...variant }, 'details changed by a user', work);
      break;
    }
    case 'delete':
      work.remove(INVENTORY, device.deviceId);
      work.audit('inventory-deleted', device.installationId, device.deviceId);
      break;
    case 'mpxn': {
      const { importMPxN, exportMPAN } = update;
      if (importMPxN !== undefined) work.put(METERS, importMPxN, { deviceId: device.deviceId });
      const points = {
        ...(importMPxN === undefined ? {} : { importMPxN }),
        ...(exportMPAN === undefined ? {} : { exportMPAN }),
      };
      note({ ...device, ...points }, 'supply point changed by a user', work);
    }
  }
  return { code: 'I99' };
}

function note(device: InventoryEntry, what: string, work: Work): void {
  const history = [...device.history, { at: work.now.toISOString(), note: what }];
  work.put(INVENTORY, device.deviceId, { ...device, history });
}

function subjectOf(device: InventoryEntry | undefined): InventoryEntry {
  if (!device) throw new Error('A request about a device that is unknown passed the checks.');
  return device;
}
