import { lookUp } from '../kernel/look-up';
import type { Service } from '../kernel/service';

/** The supply points of an installation. */
export interface SupplyPoints {
  readonly importMPAN: string;
  readonly mprn?: string;
}

/** EUIs of the suppliers of an installation; without gas there is no gas supplier. */
export interface Suppliers {
  readonly electricitySupplier?: string | undefined;
  readonly gasSupplier?: string | undefined;
}

/**
 * Who is registered for the supply points now; nobody where a point is not registered.
 * @throws PeerUnavailable
 */
export async function registeredSuppliers({ importMPAN, mprn }: SupplyPoints, service: Service): Promise<Suppliers> {
  return {
    electricitySupplier: await supplierOf(importMPAN, service),
    gasSupplier: mprn === undefined ? undefined : await supplierOf(mprn, service),
  };
}

/**
 * Compares the suppliers that were authorised with those that are registered now.
 * @returns the first difference in one sentence, or undefined
 * @throws PeerUnavailable
 */
export async function registrationDifference(
  authorised: SupplyPoints & Suppliers,
  service: Service,
): Promise<string | undefined> {
  const { importMPAN, mprn } = authorised;
  const registered = await registeredSuppliers(authorised, service);
  const points: [string | undefined, keyof Suppliers][] = [
    [importMPAN, 'electricitySupplier'],
    [mprn, 'gasSupplier'],
  ];
  for (const [mpxn, role] of points) {
    if (mpxn === undefined) continue;
    if (registered[role] === undefined) return `${mpxn} is not registered.`;
    if (registered[role] !== authorised[role])
      return `${authorised[role] ?? 'No supplier'} is not registered for ${mpxn}.`;
  }
  return undefined;
}

async function supplierOf(mpxn: string, service: Service): Promise<string | undefined> {
  const registration = (await lookUp(service, 'dsp', `/registration/${mpxn}`)) as { supplier?: string } | undefined;
  return registration?.supplier;
}
