import { parseMessageId } from '../../../duis/request-id';
import { readRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import { area } from '../../../kernel/rules';
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

/** By variant. */
const EFFECTS = {
  '6.15.1': ({ device, originator, body }: Done, work: Work): void => {
    if (body.kind === 'credentials') work.rules(AFTER_EFFECTS).tellOfCredentials(device, body.role, originator, work);
  },
  '6.21': ({ device, originator }: Done, work: Work): void => {
    work.rules(AFTER_EFFECTS).tellOfCredentials(device, 'Supplier', originator, work);
  },
  '6.23': ({ device, originator }: Done, work: Work): void => {
    const { tellOfCredentials, tellFormerSupplier } = work.rules(AFTER_EFFECTS);
    tellOfCredentials(device, 'Supplier', originator, work);
    tellFormerSupplier(device, originator, work);
  },
  '8.1.1': ({ device }: Done, work: Work): void => {
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
  '8.11': ({ device, originator, requestId, body }: Done, work: Work): void => {
    if (body.kind !== 'device-log') return;
    changeHan(device, body.deviceId, body.request, work);
    work.rules(AFTER_EFFECTS).confirmDeviceLog(device, originator, requestId, work);
  },
  '11.3': ({ device, body }: Done, work: Work): void => {
    const version = body.kind === 'activate-firmware' ? imageWith(body.hash, work)?.version : undefined;
    if (version === undefined) return;
    const history = [...device.history, { at: work.now.toISOString(), note: `firmware ${version} activated` }];
    work.put(INVENTORY, device.deviceId, { ...device, firmware: version, history });
  },
} satisfies Readonly<Record<string, Effect>>;

/**
 * What the DSP does when a device has carried out a request (effects RECOLLECTION high, alerts RECOLLECTION medium).
 */
export const AFTER_EFFECTS = area('dsp-after-effects', {
  effects: EFFECTS,
  tellOfCredentials,
  tellFormerSupplier: (device: InventoryEntry, originator: string, work: Work): void => {
    const { deviceId, deviceType, importMPxN = '', exportMPAN, installationId } = device;
    const before = work.get(REGISTRATIONS, importMPxN)?.previousSupplier;
    if (before === undefined || before === originator) return;
    const points = { importMPxN, ...(exportMPAN === undefined ? {} : { exportMPAN }) };
    alertUser(before, { code: 'N27', deviceId, deviceType, points }, installationId, work);
  },
  confirmDeviceLog: ({ installationId }: InventoryEntry, originator: string, requestId: string, work: Work): void => {
    alertUser(originator, { code: 'N24', requestId }, installationId, work);
  },
});

/** Does what follows from a request that a device has carried out. */
export function takeEffect(pending: PendingCommand, work: Work): void {
  const effects: Readonly<Partial<Record<string, Effect>>> = work.rules(AFTER_EFFECTS).effects;
  const effect = effects[pending.variant];
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
