import type { ServiceName } from '../../environments/environment';

/** Names of the roles and services, as people say them. */
export const PARTY_NAMES: Readonly<Record<ServiceName, string>> = {
  mcc: 'Migration Control Centre',
  'requesting-party': 'Requesting Party',
  smso: 'SMSO',
  s1sp: 'S1SP',
  dco: 'DCO',
  'commissioning-party': 'Commissioning Party',
  dsp: 'DSP',
  wan: 'Network',
  devices: 'Devices',
};

/** The party of this technical name as people say it; a name that is none is given back as it is. */
export function partyName(technical: string): string {
  return technical in PARTY_NAMES ? PARTY_NAMES[technical as ServiceName] : technical;
}
