import type { UserRole } from '../../../../../environment';
import type { DeviceTypeName } from '../../../domain/device-types';
import type { DeviceStatus } from '../inventory/inventory';

/** A DUIS web service that takes requests: Send Command, Non-Device, Transform. */
export type WebService = 'serviceS' | 'serviceD' | 'serviceT';

/** What a request can be addressed to. */
export type TargetType = DeviceTypeName | 'DSP';

/** The rules of one service reference variant. */
export interface ServiceRules {
  readonly variant: string;
  readonly roles: readonly UserRole[];
  /** Absent: any. */
  readonly commandVariant?: number;
  /** Absent: any. */
  readonly webService?: WebService;
  readonly targets: readonly TargetType[];
  /** Statuses that the device must have that the request is for, or about; absent: whichever it is, and it need not be known. */
  readonly statuses?: readonly DeviceStatus[];
  /** Who is eligible to address the device; a party of one of its meter points unless it says otherwise. */
  readonly eligibility?: 'in-care';
  /** Only models have it of which somebody declares it. */
  readonly declaredOnly?: true;
}

/** Which party of a meter point a role speaks for, and of which fuel; `anybody` needs no meter point. */
export type RoleRight =
  | { readonly party: 'supplier' | 'networkOperator' | 'exportSupplier'; readonly fuel: 'electricity' | 'gas' }
  | { readonly party: 'agent' }
  | { readonly party: 'anybody' };

/**
 * What makes a role eligible to address a device. Names of the roles SOURCED; that other users need none MODEL: that the customer
 * agrees is theirs to see to, and the DCC holds nothing about it.
 */
export const ROLE_RIGHTS: Readonly<Record<UserRole, RoleRight>> = {
  IS: { party: 'supplier', fuel: 'electricity' },
  GS: { party: 'supplier', fuel: 'gas' },
  RSA: { party: 'agent' },
  ED: { party: 'networkOperator', fuel: 'electricity' },
  GT: { party: 'networkOperator', fuel: 'gas' },
  ES: { party: 'exportSupplier', fuel: 'electricity' },
  OU: { party: 'anybody' },
};
