import { DEVICE_TYPES } from '../../../domain/device-types';
import type { InventoryFilter } from '../../../duis/requests/estate';
import type { ResponseCode } from '../../../duis/response-codes';
import { area, takeSteps, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { alertUser } from '../alerts/alerts';
import { dropWaiting } from '../commands/commands';
import type { Answer } from '../gateway/answer';
import { changeStatus, find, INVENTORY, isType2, METERS, recordOf, type InventoryEntry } from '../inventory/inventory';
import { removeSchedules } from '../schedules/schedules';
import { registrationsOf } from '../gateway/eligibility';
import type { DccRequest } from './dcc-request';

const DECOMMISSIONING_STEPS = {
  status: (device, work) => {
    changeStatus(device, 'Decommissioned', 'decommissioned by its supplier', work);
  },
  schedules: ({ deviceId }, work) => {
    removeSchedules(deviceId, 'all', work);
  },
  waitingRequests: ({ deviceId }, work) => {
    dropWaiting(deviceId, 'all', work);
  },
  notice: tellNetworkOperator,
} satisfies Ordered<(device: InventoryEntry, work: Work) => void>;

/** A device as a user announces it. */
type Announced = Omit<InventoryEntry, 'status' | 'history'>;

/** How the DSP answers requests about the inventory. */
export const INVENTORY_REQUESTS = area('dsp-inventory-requests', {
  /** Enters a device that a user has announced. */
  enter: (device: Announced, work: Work): void => {
    const status = isType2(device.deviceType) ? {} : { status: 'Pending' as const };
    const history = [{ at: work.now.toISOString(), ...status, note: 'announced by a user' }];
    work.put(INVENTORY, device.deviceId, { ...device, ...status, history });
  },
  /** A device that is given another supply point serves its former one no longer. */
  leavePoint: ({ deviceId, importMPxN }: InventoryEntry, work: Work): void => {
    if (importMPxN === undefined) return;
    if (work.get(METERS, importMPxN)?.deviceId === deviceId) work.remove(METERS, importMPxN);
  },
  /** The devices that a filter shows. */
  shown: find,
  /** How a filter that shows nothing is answered. */
  nothingShown: ({ by }: InventoryFilter): ResponseCode => (by === 'DeviceID' ? 'E19' : 'E080201'),
  /** How a device leaves the DCC's care, in this order. */
  decommissioning: DECOMMISSIONING_STEPS,
});

/** 8.2 */
export function readInventory({ body: { filter } }: DccRequest<'inventory'>, work: Work): Answer {
  const { shown, nothingShown } = work.rules(INVENTORY_REQUESTS);
  const devices = shown(filter, work);
  if (devices.length > 0) return { code: 'I0', content: { kind: 'inventory', devices: devices.map(recordOf) } };
  return { code: nothingShown(filter) };
}

/** 8.3: the device leaves the DCC's care, and with it everything that waits for it. */
export function decommission({ facts }: DccRequest<'decommission'>, work: Work): Answer {
  takeSteps(work.rules(INVENTORY_REQUESTS).decommissioning, subjectOf(facts.subject?.device), work);
  return { code: 'I99' };
}

/** A request 8.4. */
export type UpdateRequest = DccRequest<'update-inventory'>;

/** 8.4 */
export function updateInventory({ body: { update }, facts }: UpdateRequest, work: Work): Answer {
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
      if (importMPxN !== undefined) {
        work.rules(INVENTORY_REQUESTS).leavePoint(device, work);
        work.put(METERS, importMPxN, { deviceId: device.deviceId });
      }
      const points = {
        ...(importMPxN === undefined ? {} : { importMPxN }),
        ...(exportMPAN === undefined ? {} : { exportMPAN }),
      };
      note({ ...device, ...points }, 'supply point changed by a user', work);
    }
  }
  return { code: 'I99' };
}

/** 12.2: a device is known from now on, and a hub together with its gas proxy function. */
export function prenotify({ body, request }: DccRequest<'prenotification'>, work: Work): Answer {
  const { deviceId, manufacturer, model, firmware = '', esmeVariant, proxyId } = body;
  const deviceType = DEVICE_TYPES.find((type) => type === body.deviceType);
  if (deviceType === undefined) throw new Error(`A device of type ${body.deviceType} passed the checks.`);
  const { enter } = work.rules(INVENTORY_REQUESTS);
  const made = { manufacturer, model, firmware, notifiedBy: request.id.originator };
  const variant = esmeVariant === undefined ? {} : { esmeVariant };
  const beside = proxyId === undefined ? [] : [proxyId];
  enter({ ...made, ...variant, deviceId, deviceType, associatedWith: beside }, work);
  if (proxyId !== undefined) enter({ ...made, deviceId: proxyId, deviceType: 'GPF', associatedWith: [deviceId] }, work);
  return { code: 'I99' };
}

/** Tells the network operator of a meter that it was decommissioned. */
function tellNetworkOperator(device: InventoryEntry, work: Work): void {
  const { deviceId, importMPxN, exportMPAN, installationId } = device;
  if (importMPxN === undefined) return;
  const points = { importMPxN, ...(exportMPAN === undefined ? {} : { exportMPAN }) };
  for (const { networkOperator } of registrationsOf(device, work)) {
    alertUser(networkOperator, { code: 'N1', deviceId, points }, installationId, work);
  }
}

function note(device: InventoryEntry, what: string, work: Work): void {
  const history = [...device.history, { at: work.now.toISOString(), note: what }];
  work.put(INVENTORY, device.deviceId, { ...device, history });
}

function subjectOf(device: InventoryEntry | undefined): InventoryEntry {
  if (!device) throw new Error('A request about a device that is unknown passed the checks.');
  return device;
}
