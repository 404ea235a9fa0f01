import type { ServiceName } from '../../../environment';
import { RECEPTION_DEFECTS } from '../formats/defects';
import { DELIVERY_DEFECTS } from '../kernel/defects/delivery';
import type { Defect } from '../kernel/rules';
import { DEVICES_DEFECTS } from './devices/defects';
import { DSP_DEFECTS } from './dsp/defects';
import { MCC_DEFECTS } from './mcc/defects';
import { WAN_DEFECTS } from './wan/defects';
import { S1SP_DEFECTS } from './s1sp/defects';
import { SMSO_DEFECTS } from './smso/defects';

/** Seeded defects of each service beside those that every service has. */
const OWN: Readonly<Partial<Record<ServiceName, readonly Defect[]>>> = {
  devices: DEVICES_DEFECTS,
  dsp: DSP_DEFECTS,
  mcc: MCC_DEFECTS,
  s1sp: S1SP_DEFECTS,
  smso: SMSO_DEFECTS,
  wan: WAN_DEFECTS,
};

/** The seeded defects that the lab can switch on at a service. */
export function defectsOf(service: ServiceName): readonly Defect[] {
  return [...DELIVERY_DEFECTS, ...(RECEPTION_DEFECTS[service] ?? []), ...(OWN[service] ?? [])];
}
