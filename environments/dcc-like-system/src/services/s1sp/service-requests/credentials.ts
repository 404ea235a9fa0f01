import { X509Certificate } from 'node:crypto';
import type { NOTIFIED_CREDENTIALS } from '../../../domain/credentials';
import type { Read } from '../../../domain/fields';
import { certificateOf } from '../../../domain/pem';
import { credentialsChangedPayload, credentialsPayload, type HeldCredentials } from '../../../duis/payloads/device';
import type { RequestBody } from '../../../duis/requests/bodies';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

type PartyRole = HeldCredentials['role'];

/** Whose certificates count for a device, by device id (SOURCED: S1SR, notified certificate ids of supplier and network). */
const CREDENTIALS = table<Partial<Record<PartyRole, HeldCredentials>>>('notified-credentials');

/** Which credentials are kept. */
export const CREDENTIAL_KEEPING = area('s1sp-credentials', {
  keep,
  /** A supplier that takes a device over is obeyed from now on. */
  keepOfNewSupplier: (deviceId: string, credentials: HeldCredentials, work: Work): void =>
    work.rules(CREDENTIAL_KEEPING).keep(deviceId, credentials, work),
});

/** Message of the DSP: whose certificates count for devices. */
export function notifiedCredentials({ devices }: Read<typeof NOTIFIED_CREDENTIALS>, work: Work): void {
  const rules = work.rules(CREDENTIAL_KEEPING);
  for (const { deviceId, supplier, networkOperator } of devices) {
    for (const [role, holder] of [
      ['Supplier', supplier],
      ['NetworkOperator', networkOperator],
    ] as const) {
      const certificateHash = hashOf(holder, work);
      if (certificateHash !== undefined) rules.keep(deviceId, { role, holder, certificateHash }, work);
    }
  }
}

/** Who is notified for a device in a role; undefined when nobody is. */
export function holderOf(deviceId: string, role: PartyRole, work: Work): string | undefined {
  return work.get(CREDENTIALS, deviceId)?.[role]?.holder;
}

/** Requests that the S1SP carries out alone, for SMETS1 devices know no certificates: what is answered. */
export function carryOutAlone(
  request: { readonly deviceId: string; readonly user: string; readonly body: RequestBody },
  work: Work,
): string {
  const { deviceId, user, body } = request;
  const held = work.get(CREDENTIALS, deviceId) ?? {};
  switch (body.kind) {
    case 'credentials-of': {
      const roles: readonly string[] = body.roles;
      return credentialsPayload(Object.values(held).filter(({ role }) => roles.includes(role)));
    }
    case 'credentials':
    case 'handover': {
      const role = body.role === 'NetworkOperator' ? 'NetworkOperator' : 'Supplier';
      const after = {
        role,
        holder: user,
        certificateHash: fingerprint(body.certificates.digitalSigning ?? ''),
      } as const;
      work.rules(CREDENTIAL_KEEPING).keep(deviceId, after, work);
      const mode = role === 'Supplier' ? 'SupplierBySupplier' : 'NetworkOperatorByNetworkOperator';
      return credentialsChangedPayload(mode, held[role], after);
    }
    case 'supplier-change': {
      const certificateHash = fingerprint(body.certificates.digitalSigning ?? '');
      const after = { role: 'Supplier', holder: user, certificateHash } as const;
      work.rules(CREDENTIAL_KEEPING).keepOfNewSupplier(deviceId, after, work);
      return credentialsChangedPayload('SupplierByTransCoS', held.Supplier, after);
    }
    default:
      throw new Error(`The S1SP has no steps for a request of kind ${body.kind}.`);
  }
}

function keep(deviceId: string, credentials: HeldCredentials, work: Work): void {
  work.put(CREDENTIALS, deviceId, { ...work.get(CREDENTIALS, deviceId), [credentials.role]: credentials });
}

function hashOf(holder: string, work: Work): string | undefined {
  const pem = work.service.config.certificates[holder];
  return pem === undefined ? undefined : certificateOf(pem).fingerprint.toString('base64');
}

/** SHA-1 of a certificate given as DER in base64; base64. */
function fingerprint(der: string): string {
  const sha1 = new X509Certificate(Buffer.from(der, 'base64')).fingerprint.replaceAll(':', '');
  return Buffer.from(sha1, 'hex').toString('base64');
}
