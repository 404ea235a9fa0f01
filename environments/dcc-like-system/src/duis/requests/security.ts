import type { Fields } from './fields';

/** Roles of remote parties on a device (SOURCED: DUIS schema). */
const REMOTE_PARTY_ROLES = [
  'ACB',
  'NetworkOperator',
  'Recovery',
  'Root',
  'Supplier',
  'TransCoS',
  'LoadController',
] as const;
type RemotePartyRole = (typeof REMOTE_PARTY_ROLES)[number];

/** Certificates, DER in base64. */
interface Certificates {
  readonly digitalSigning?: string;
  readonly keyAgreement?: string;
}

export type SecurityBody =
  /** 6.15.1 */
  | { readonly kind: 'credentials'; readonly role: RemotePartyRole; readonly certificates: Certificates }
  /** 6.21 */
  | { readonly kind: 'handover'; readonly role: RemotePartyRole; readonly certificates: Certificates }
  /** 6.23 */
  | { readonly kind: 'supplier-change'; readonly certificates: Certificates; readonly importMPxN: string }
  /** 6.24.1 */
  | { readonly kind: 'credentials-of'; readonly roles: readonly RemotePartyRole[] };

export function readCredentials(body: Fields): SecurityBody {
  const role = body.oneOf('RemotePartyRole', REMOTE_PARTY_ROLES);
  skip(body, 'RemotePartyFloorSeqNumber', 'RemotePartyPrepaymentTopUpFloorSeqNumber');
  const certificates = body.one('ReplacementCertificates', (replacement) =>
    replacement.one('SupplierOrNetworkOperatorCertificates', readCertificates),
  );
  readPath(body);
  return { kind: 'credentials', role, certificates };
}

export function readHandover(body: Fields): SecurityBody {
  const role = body.oneOf('RemotePartyRole', REMOTE_PARTY_ROLES);
  skip(body, 'RemotePartyFloorSeqNumber', 'RemotePartyPrepaymentTopUpFloorSeqNumber');
  const certificates = body.one('ReplacementCertificates', readCertificates);
  readPath(body);
  return { kind: 'handover', role, certificates };
}

export function readSupplierChange(body: Fields): SecurityBody {
  skip(body, 'SupplierFloorSeqNumber', 'SupplierPrepaymentTopUpFloorSeqNumber');
  const certificates = body.one('SupplierReplacementCertificates', readCertificates);
  readPath(body);
  return { kind: 'supplier-change', certificates, importMPxN: body.text('ImportMPxN') };
}

export function readCredentialsOf(body: Fields): SecurityBody {
  const roles = body.many('RemotePartyRole', (field) => {
    const role = REMOTE_PARTY_ROLES.find((candidate) => candidate === field.ownText);
    return role ?? field.fail('names no role of a remote party');
  });
  return { kind: 'credentials-of', roles };
}

function readCertificates(field: Fields): Certificates {
  const digitalSigning = field.maybe('DigitalSigningCertificate', readCertificate);
  const keyAgreement = field.maybe('KeyAgreementCertificate', readCertificate);
  field.maybe('KeyAgreementTopUpCertificate', readCertificate);
  return {
    ...(digitalSigning === undefined ? {} : { digitalSigning }),
    ...(keyAgreement === undefined ? {} : { keyAgreement }),
  };
}

/** Whatever stands there: whether it is a certificate is for those to say who know certificates. */
function readCertificate(field: Fields): string {
  return Buffer.from(field.ownText, 'base64').toString('base64');
}

/** The path to the root is not followed: every certificate is compared with those that the system knows (MODEL). */
function readPath(body: Fields): void {
  body.one('CertificationPathCertificates', (path) => path.many('Certificate', (one) => one.ownText));
  body.boolean('ApplyTimeBasedCPVChecks');
}

function skip(body: Fields, ...names: readonly string[]): void {
  for (const name of names) body.maybe(name, (field) => field.ownNumber());
}
