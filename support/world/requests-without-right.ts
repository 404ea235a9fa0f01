import type { DeviceType } from '../interfaces/vocabulary';
import { refusalByModel } from '../models/access/rights';
import type { DccUser } from '../roles';
import type { ScopedRequest, UserRole } from '../scope/service-requests';
import {
  caseOf,
  METERS,
  requestCasesOf,
  scopedRequests,
  sendRequest,
  SUPPLIERS,
  type RequestCase,
  type SentCase,
} from './permission-matrix';
import type { MigrationWorld } from './world';

/** Devices of an installation that requests are sent to without a right: all, or those of one fuel, the hub left out. */
export type DevicesOfFuel = 'every device' | 'the electricity devices' | 'the gas devices';

/** What is behind each of these words; requests to no one device are about a meter. */
const OF_FUEL: Readonly<Record<DevicesOfFuel, readonly DeviceType[]>> = {
  'every device': ['ESME', 'GSME', 'GPF', 'CHF', 'PPMID'],
  'the electricity devices': ['ESME'],
  'the gas devices': ['GSME', 'GPF'],
};

/**
 * What the DCC answers itself, and refuses to whoever is no party of the device that it is about (published, step 6c); 8.4 is for
 * suppliers, since others change what nobody has commissioned yet.
 */
function concernsParty({ variant }: ScopedRequest, roles: readonly UserRole[]): boolean {
  if (variant === '8.4') return roles.some((role) => SUPPLIERS.includes(role));
  return variant === '5.1' || variant === '8.3';
}

/** Of these the status of a device is looked at before whose it is: one that is commissioned already refuses them to everybody. */
const FOR_UNCOMMISSIONED: readonly string[] = ['8.1.1'];

/**
 * What somebody can ask of devices to which it has no right: each service request, once for each device that it can be for.
 * @param which what its roles allow, for a stranger to the devices; or what they do not allow, whoever's the devices are
 */
export function casesWithoutRight(
  world: MigrationWorld,
  roles: readonly UserRole[],
  devices: DevicesOfFuel,
  which: 'allowed' | 'not allowed',
): RequestCase[] {
  const { installation } = world;
  const present = installation.devices.filter(({ deviceType }) => OF_FUEL[devices].includes(deviceType));
  return scopedRequests().flatMap((request) => {
    const isAllowed = request.roles.some((role) => roles.includes(role));
    if (isAllowed !== (which === 'allowed')) return [];
    const isOfDcc = request.devices.includes('DCC');
    if (isAllowed && isOfDcc && !concernsParty(request, roles)) return [];
    if (isAllowed && FOR_UNCOMMISSIONED.includes(request.variant)) return [];
    const types: readonly string[] = isOfDcc ? METERS : request.devices;
    const targets = present.filter(({ deviceType }) => types.includes(deviceType));
    const stranger = which === 'allowed' ? { isStranger: true as const } : {};
    const cases = targets.map((device): RequestCase => ({ request, device, installation, ...stranger }));
    // What the model does not have it refuses before anybody asks whose the device is.
    return isAllowed
      ? cases.filter((one) => refusalByModel(world.dmcOf(installation), one.request, one.device) === undefined)
      : cases;
  });
}

/**
 * The critical requests of a role, each once for each device that it can be for, from one whose credentials are not on the device: the S1SP
 * asks whose are.
 */
export function criticalCases({ installation }: MigrationWorld, role: UserRole): RequestCase[] {
  return requestCasesOf(installation, role)
    .filter(({ request: { critical, variant } }) => critical && !FOR_UNCOMMISSIONED.includes(variant))
    .map((one) => ({ ...one, isNotYetHolder: true }));
}

/** Sends requests of which every one is refused at once. */
export async function sendInVain(
  world: MigrationWorld,
  user: DccUser,
  cases: readonly RequestCase[],
): Promise<SentCase[]> {
  const sent: SentCase[] = [];
  for (const requestCase of cases) {
    sent.push(await caseOf(world, user, requestCase, await sendRequest(world, user, requestCase), 0));
  }
  await world.roles.time.settle();
  return sent;
}
