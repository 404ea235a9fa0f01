/**
 * How the DSP refuses a service request to whoever has no right to it, from the published contract alone
 * (`environments/contracts/service-requests.md`, steps 5 and 6): meanings of the codes SOURCED, their order RECOLLECTION.
 */
import type { ScopedRequest, UserRole } from '../../scope/service-requests';

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
