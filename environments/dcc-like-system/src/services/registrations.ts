import type { Registrations, SupplyPoints } from '../domain/registered-suppliers';
import { lookUpMany } from '../kernel/look-up';
import type { ServiceContext } from '../kernel/service-context';

/**
 * Looks up who is registered for the supply points of installations now.
 * @throws PeerUnavailable
 */
export function registrationsOf(
  installations: readonly SupplyPoints[],
  service: ServiceContext,
): Promise<Registrations> {
  const points = installations.flatMap(({ importMPAN, mprn }) =>
    mprn === undefined ? importMPAN : [importMPAN, mprn],
  );
  return lookUpMany(service, 'dsp', '/registration', points);
}
