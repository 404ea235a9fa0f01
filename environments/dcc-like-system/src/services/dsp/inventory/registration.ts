import type { RegistrationChange } from '../../../domain/provisions';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';

/** Who serves a meter point. */
export interface Registration {
  /** MPAN or MPRN. */
  readonly mpxn: string;
  readonly fuel: 'electricity' | 'gas';
  /** EUI of the registered supplier. */
  readonly supplier: string;
  /** EUI of whoever was the supplier before. */
  readonly previousSupplier?: string;
  /** EUI of the distributor or gas transporter. */
  readonly networkOperator: string;
  /** EUI of the supplier's agent. */
  readonly agent?: string;
  /** Where the premises export electricity: that meter point, and EUI of who buys. */
  readonly exportMPAN?: string;
  readonly exportSupplier?: string;
}

/** Registration data by MPxN. */
export const REGISTRATIONS = table<Registration>('registrations');

/** How registration data change. */
export const REGISTRATION = area('dsp-registration', {
  /** A registration after a change of what is given of it. */
  changed: (known: Registration | undefined, change: RegistrationChange): Partial<Registration> => ({
    ...known,
    ...change,
  }),
});

/**
 * Registers a meter point, or changes what is given of a registered one.
 * @throws Refusal 400 when something is missing after that
 */
export function register(change: RegistrationChange, work: Work): void {
  const known = work.get(REGISTRATIONS, change.mpxn);
  const { mpxn, fuel, supplier, networkOperator, ...rest } = work.rules(REGISTRATION).changed(known, change);
  if (mpxn === undefined || fuel === undefined || supplier === undefined || networkOperator === undefined) {
    throw new Refusal(400, `The registration of "${mpxn ?? ''}" needs mpxn, fuel, supplier and networkOperator.`);
  }
  const isTakenOver = known !== undefined && known.supplier !== supplier;
  const previous = isTakenOver ? { previousSupplier: known.supplier } : {};
  work.put(REGISTRATIONS, mpxn, { ...rest, ...previous, mpxn, fuel, supplier, networkOperator });
}
