import type { ServiceName } from '../../../environment';
import { RECEPTION_DEFECTS } from '../formats/defects';
import { DELIVERY_DEFECTS } from '../kernel/defects/delivery';
import type { Defect } from '../kernel/rules';
import { COMMISSIONING_PARTY_DEFECTS } from './commissioning-party/defects';
import { DCO_DEFECTS } from './dco/defects';
import { DEVICES_DEFECTS } from './devices/defects';
import { DSP_DEFECTS } from './dsp/defects';
import { MCC_DEFECTS } from './mcc/defects';
import { REQUESTING_PARTY_DEFECTS } from './requesting-party/defects';
import { S1SP_DEFECTS } from './s1sp/defects';
import { SMSO_DEFECTS } from './smso/defects';
import { WAN_DEFECTS } from './wan/defects';

/** Seeded defects of each service beside those that every service has. */
const OWN: Readonly<Partial<Record<ServiceName, readonly Defect[]>>> = {
  'commissioning-party': COMMISSIONING_PARTY_DEFECTS,
  dco: DCO_DEFECTS,
  devices: DEVICES_DEFECTS,
  dsp: DSP_DEFECTS,
  mcc: MCC_DEFECTS,
  'requesting-party': REQUESTING_PARTY_DEFECTS,
  s1sp: S1SP_DEFECTS,
  smso: SMSO_DEFECTS,
  wan: WAN_DEFECTS,
};

/** The seeded defects that the lab can switch on at a service. */
export function defectsOf(service: ServiceName): readonly Defect[] {
  return [...DELIVERY_DEFECTS, ...(RECEPTION_DEFECTS[service] ?? []), ...(OWN[service] ?? [])];
}
