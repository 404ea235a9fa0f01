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

/** Who is registered, by MPAN and MPRN; nobody where a point is not registered. */
export type Registrations = ReadonlyMap<string, { readonly supplier?: string }>;

/** Who is registered for the supply points of an installation. */
export function registeredSuppliers({ importMPAN, mprn }: SupplyPoints, registrations: Registrations): Suppliers {
  return {
    electricitySupplier: registrations.get(importMPAN)?.supplier,
    gasSupplier: mprn === undefined ? undefined : registrations.get(mprn)?.supplier,
  };
}

/**
 * Compares the suppliers that were authorised with those that are registered.
 * @returns the first difference in one sentence, or undefined
 */
export function registrationDifference(
  authorised: SupplyPoints & Suppliers,
  registrations: Registrations,
): string | undefined {
  const { importMPAN, mprn } = authorised;
  const registered = registeredSuppliers(authorised, registrations);
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
