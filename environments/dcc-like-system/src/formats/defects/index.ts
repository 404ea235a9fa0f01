import type { ServiceName } from '../../../../environment';
import type { Defect } from '../../kernel/rules';
import {
  COMMISSIONING_PARTY_RECEPTION_DEFECTS,
  DCO_RECEPTION_DEFECTS,
  MCC_RECEPTION_DEFECTS,
  REQUESTING_PARTY_RECEPTION_DEFECTS,
  S1SP_RECEPTION_DEFECTS,
} from './reception';

/** The seeded defects of the reception of files, by the service that can have them. */
export const RECEPTION_DEFECTS: Readonly<Partial<Record<ServiceName, readonly Defect[]>>> = {
  'commissioning-party': COMMISSIONING_PARTY_RECEPTION_DEFECTS,
  'requesting-party': REQUESTING_PARTY_RECEPTION_DEFECTS,
  dco: DCO_RECEPTION_DEFECTS,
  mcc: MCC_RECEPTION_DEFECTS,
  s1sp: S1SP_RECEPTION_DEFECTS,
};
