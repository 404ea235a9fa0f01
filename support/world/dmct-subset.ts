import { readDmctSubset, type DmctExchange } from '../scope/dmct-subset';
import { DMCT_SUBSET_TABLE } from '../scope/scope';
import type { UserRole } from '../scope/service-requests';
import type { DccUser, MadeDevice, MadeInstallation, Part } from '../roles';
import { requestCasesOf, type RequestCase } from './permission-matrix';
import type { MigrationWorld } from './world';

/** What Device Model Combination Testing exchanges with an installation: a subset that testers own. */

/** Who plays each role at an installation. */
const PARTS: Readonly<Record<UserRole, Part>> = {
  IS: 'supplier',
  GS: 'gasSupplier',
  RSA: 'supplierAgent',
  ED: 'distributor',
  GT: 'transporter',
  ES: 'exportSupplier',
  OU: 'otherUser',
};

let subset: readonly DmctExchange[] | undefined;

function exchangesOf(kind: DmctExchange['kind']): readonly DmctExchange[] {
  subset ??= readDmctSubset(DMCT_SUBSET_TABLE);
  return subset.filter((exchange) => exchange.kind === kind);
}

/** The service requests of the subset that a role sends to an installation, in the order of the scope. */
export function subsetCasesOf(installation: MadeInstallation, role: UserRole): RequestCase[] {
  const requests = exchangesOf('request').filter(({ roles }) => roles.includes(role));
  return requestCasesOf(installation, role).filter(({ request, device }) =>
    requests.some(
      ({ reference, devices }) =>
        reference === request.variant && (devices.includes('DCC') || devices.includes(device.deviceType)),
    ),
  );
}

/** An alert of the subset, the device that it is about, and the users that it is for. */
export interface DueAlert {
  readonly code: string;
  readonly device: MadeDevice;
  readonly recipients: readonly DccUser[];
}

/** The alerts of the subset that the devices of the installation under test give rise to. */
export function subsetAlerts({ installation, roles }: MigrationWorld): DueAlert[] {
  return exchangesOf('alert').flatMap(({ reference, devices, roles: recipients }) =>
    installation.devices
      .filter(({ deviceType }) => devices.includes(deviceType))
      .map((device) => ({
        code: reference,
        device,
        recipients: recipients.map((role) => roles.user(PARTS[role])),
      })),
  );
}
