import type { ServiceName } from '../../../environment';
import type { ServiceDefinition } from '../kernel/service';
import { definition as commissioningParty } from './commissioning-party';
import { definition as dco } from './dco';
import { definition as devices } from './devices';
import { definition as dsp } from './dsp';
import { definition as mcc } from './mcc';
import { definition as requestingParty } from './requesting-party';
import { definition as s1sp } from './s1sp';
import { definition as smso } from './smso';
import { definition as wan } from './wan';

/** The nine services of the system. */
export const DEFINITIONS: Readonly<Record<ServiceName, ServiceDefinition>> = {
  mcc,
  'requesting-party': requestingParty,
  smso,
  s1sp,
  dco,
  'commissioning-party': commissioningParty,
  dsp,
  wan,
  devices,
};
