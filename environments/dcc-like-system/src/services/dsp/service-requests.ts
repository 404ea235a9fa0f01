import type { UserRole } from '../../../../environment';
import type { DeviceTypeName } from '../../domain/device-types';
import type { DeviceStatus } from './inventory';

/** A DUIS web service that takes requests: Send Command, Non-Device. */
export type WebService = 'serviceS' | 'serviceD';

/** What a request can be addressed to. */
export type TargetType = DeviceTypeName | 'DSP';

/** The rules of one service reference variant. */
export interface ServiceRules {
  readonly variant: string;
  readonly roles: readonly UserRole[];
  readonly commandVariant: number;
  readonly webService: WebService;
  readonly targets: readonly TargetType[];
  /** Present for device requests: the status its target must have. */
  readonly status?: DeviceStatus;
  readonly provenance: string;
}

/** The service requests of this system. */
export const SERVICE_RULES: readonly ServiceRules[] = [
  {
    variant: '4.1.1',
    roles: ['IS', 'GS', 'ED', 'GT'],
    commandVariant: 1,
    webService: 'serviceS',
    targets: ['ESME', 'GSME'],
    status: 'Commissioned',
    provenance:
      'roles, command variant and web service SOURCED (public request table, DUIS schema); that SMETS1 has it RECOLLECTION high; without the GPF, whose copy of the register is not simulated, MODEL',
  },
  {
    variant: '8.2',
    roles: ['IS', 'GS', 'ED', 'GT', 'OU'],
    commandVariant: 8,
    webService: 'serviceD',
    targets: ['DSP'],
    provenance:
      'all roles, command variant and web service SOURCED (public request table, DUIS schema); its target MODEL',
  },
];

/** Which party of a meter point a role speaks for (SOURCED role names); other roles have no meter points of their own. */
export const ROLE_RIGHTS: Readonly<
  Partial<Record<UserRole, { readonly fuel: 'electricity' | 'gas'; readonly party: 'supplier' | 'networkOperator' }>>
> = {
  IS: { fuel: 'electricity', party: 'supplier' },
  GS: { fuel: 'gas', party: 'supplier' },
  ED: { fuel: 'electricity', party: 'networkOperator' },
  GT: { fuel: 'gas', party: 'networkOperator' },
};
