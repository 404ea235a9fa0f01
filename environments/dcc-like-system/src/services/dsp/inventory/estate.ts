import { identifiersFor } from '../../../domain/identifiers';
import type { Smets2Estate } from '../../../domain/provisions';
import type { Work } from '../../../kernel/work';
import { enterSmets2 } from './inventory';
import { register } from './registration';

/** Enters many SMETS2+ installations, for an inventory of the size that the real one has. Nobody simulates their devices. */
export function enterEstate(estate: Smets2Estate, work: Work): void {
  const { seed, name, from, count, electricitySupplier: supplier, electricityNetwork: networkOperator } = estate;
  for (let number = from; number < from + count; number += 1) {
    const installationId = `${name}-${String(number)}`;
    const ids = identifiersFor(seed, installationId);
    const [hub, meter, mpxn] = [ids.deviceId('CHF'), ids.deviceId('ESME'), ids.importMPAN];
    register({ mpxn, fuel: 'electricity', supplier, networkOperator }, work);
    const devices = [
      { ...estate.hub, deviceId: hub, associatedWith: [meter] },
      { ...estate.meter, deviceId: meter, importMPxN: mpxn, associatedWith: [hub] },
    ];
    enterSmets2({ installationId, devices }, work);
  }
}
