import { parseMessageId } from '../../../duis/request-id';
import { readRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { Work } from '../../../kernel/work';
import { alertUser, certificateHashOf } from '../alerts/alerts';
import type { PendingCommand } from './commands';
import { imageWith } from './firmware';
import { changeStatus, INVENTORY, type InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';

/** A request that a device has carried out. */
interface Done {
  readonly requestId: string;
  readonly originator: string;
  readonly device: InventoryEntry;
  readonly body: RequestBody;
}

type Effect = (done: Done, work: Work) => void;

/**
 * What the DSP does when a device has carried out a request, by variant (effects RECOLLECTION high, alerts RECOLLECTION
 * medium).
 */
const EFFECTS: Readonly<Record<string, Effect>> = {
  '6.15.1': ({ device, originator, body }, work) => {
    if (body.kind === 'credentials') tellOfCredentials(device, body.role, originator, work);
  },
  '6.23': ({ device, originator }, work) => {
    const { deviceId, deviceType, importMPxN = '', exportMPAN, installationId } = device;
    tellOfCredentials(device, 'Supplier', originator, work);
    const before = work.get(REGISTRATIONS, importMPxN)?.previousSupplier;
    if (before === undefined || before === originator || work.service.defect('dsp-omits-notice-of-takeover')) return;
    const points = { importMPxN, ...(exportMPAN === undefined ? {} : { exportMPAN }) };
    alertUser(before, { code: 'N27', deviceId, deviceType, points }, installationId, work);
  },
  '8.1.1': ({ device }, work) => {
    if (work.service.defect('dsp-forgets-commissioning')) return;
    const {
      deviceId,
      importMPxN = '',
      esmeVariant,
      installationId,
    } = changeStatus(device, 'Commissioned', 'commissioned by its supplier', work);
    const operator = work.get(REGISTRATIONS, importMPxN)?.networkOperator;
    if (operator === undefined) return;
    const variant = esmeVariant === undefined ? {} : { esmeVariant };
    alertUser(operator, { code: 'N16', deviceId, importMPxN, ...variant }, installationId, work);
  },
  '8.11': ({ device, originator, requestId, body }, work) => {
    if (body.kind !== 'device-log') return;
    changeHan(device, body.deviceId, body.request, work);
    if (work.service.defect('dsp-omits-notice-of-device-log')) return;
    alertUser(originator, { code: 'N24', requestId }, device.installationId, work);
  },
  '11.3': ({ device, body }, work) => {
    if (work.service.defect('dsp-keeps-old-firmware')) return;
    const version = body.kind === 'activate-firmware' ? imageWith(body.hash, work)?.version : undefined;
    if (version === undefined) return;
    const history = [...device.history, { at: work.now.toISOString(), note: `firmware ${version} activated` }];
    work.put(INVENTORY, device.deviceId, { ...device, firmware: version, history });
  },
};

/** Does what follows from a request that a device has carried out. */
export function takeEffect(pending: PendingCommand, work: Work): void {
  const effect = EFFECTS[pending.variant];
  if (!effect) return;
  const { originator, target } = parseMessageId(pending.requestId);
  const device = work.get(INVENTORY, target);
  if (!device) return;
  const { body } = readRequest(pending.content);
  effect({ requestId: pending.requestId, originator, device, body }, work);
}

function tellOfCredentials(
  { deviceId, installationId }: InventoryEntry,
  role: string,
  holder: string,
  work: Work,
): void {
  const isUntold = role === 'NetworkOperator' && work.service.defect('dsp-tells-suppliers-only-of-credentials');
  if (isUntold || work.service.defect('dsp-tells-nobody-of-credentials')) return;
  const remotePartyRole = role === 'NetworkOperator' ? 'NetworkOperator' : 'Supplier';
  const alert = {
    code: 'N42',
    deviceId,
    remotePartyRole,
    certificateHash: certificateHashOf(holder, work.service),
  } as const;
  alertUser(holder, alert, installationId, work);
}

/** A device joins or leaves the home area network of a hub: its status and its association follow. */
function changeHan(hub: InventoryEntry, deviceId: string, request: 'Add' | 'Remove', work: Work): void {
  const device = work.get(INVENTORY, deviceId);
  if (!device) return;
  const joins = request === 'Add';
  const associated = (entry: InventoryEntry, other: string): InventoryEntry => {
    const others = entry.associatedWith.filter((id) => id !== other);
    return { ...entry, associatedWith: joins ? [...others, other].sort() : others };
  };
  work.put(INVENTORY, hub.deviceId, associated(hub, deviceId));
  const changed = associated(device, hub.deviceId);
  if (device.status === undefined) work.put(INVENTORY, deviceId, changed);
  else changeStatus(changed, joins ? 'Whitelisted' : 'Pending', `${joins ? 'added to' : 'removed from'} its hub`, work);
}
