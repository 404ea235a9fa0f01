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

/** What is a party beside the services: the front door of Migration DUST. */
const BESIDE: Readonly<Record<string, string>> = { 'migration-dust': 'Migration DUST service' };

/** The party of this technical name as people say it; a name that is none is given back as it is. */
export function partyName(technical: string): string {
  return technical in PARTY_NAMES ? PARTY_NAMES[technical as ServiceName] : (BESIDE[technical] ?? technical);
}
