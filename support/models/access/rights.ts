/**
 * How the DSP refuses a service request to whoever has no right to it, from the published contract alone
 * (`environments/contracts/service-requests.md`, steps 5 and 6): meanings of the codes SOURCED, their order RECOLLECTION.
 */
import { functionsFor } from '../../scope/deviations';
import type { DeviceType } from '../../scope/devices';
import type { DeviceModelCombination } from '../../scope/dmc-catalogue';
import type { ScopedRequest, UserRole } from '../../scope/service-requests';

/** Code with which a model refuses what needs a function that it does not have (MODEL, as published). */
const LACKS_FUNCTION = 'E11';

/** Who sends a request. */
export interface Asker {
  /** Roles in which it is a user; none where it is one no more. */
  readonly roles: readonly UserRole[];
  /** Whether it is a party of a supply point of the device, in a role that may send the request. */
  readonly isParty: boolean;
}

/**
 * The code with which a request is refused for want of a right; undefined where nothing speaks against it.
 * @param lacking the code with which the model of the device refuses the variant, where it does not have it
 */
export function refusalForWantOfRight(
  { roles }: Pick<ScopedRequest, 'roles'>,
  asker: Asker,
  lacking?: string,
): string | undefined {
  if (asker.roles.length === 0) return 'E1';
  if (!asker.roles.some((role) => roles.includes(role))) return 'E2';
  return lacking ?? (asker.isParty ? undefined : 'E4');
}

/** The code with which the model of a device refuses a request that it does not have; undefined where it has it. */
export function refusalByModel(
  { notApplicable, functionVariants }: Pick<DeviceModelCombination, 'notApplicable' | 'functionVariants'>,
  { variant }: Pick<ScopedRequest, 'variant'>,
  { deviceType }: { readonly deviceType: DeviceType },
): string | undefined {
  const isOf = (row: { readonly variant: string; readonly deviceType: DeviceType }): boolean =>
    row.variant === variant && row.deviceType === deviceType;
  const needsFunction = functionsFor(variant).some((needed) => needed.deviceType === deviceType);
  const lacksFunction = needsFunction && !functionVariants.some(isOf);
  return notApplicable.find(isOf)?.refusedWith ?? (lacksFunction ? LACKS_FUNCTION : undefined);
}
