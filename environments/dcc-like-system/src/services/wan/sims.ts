import { table } from '../../kernel/store';

/** Who can hold a SIM on its network: the two head-ends of SMETS1, and the DSP the SIMs of SMETS2+ hubs. */
export type Network = 'smso' | 's1sp' | 'dsp';

/** A hub's SIM and the network that holds it. */
export interface Sim {
  readonly iccid: string;
  readonly network: Network;
  /** When it was moved there last, ISO 8601. */
  readonly since?: string;
}

/** What a hub sends of its own accord. */
export interface Uplink {
  readonly iccid: string;
}

/** SIM of the hub behind which a SMETS2+ device is, by device id. */
export const ROUTES = table<{ iccid: string }>('routes');

export const SIMS = table<Sim>('sims');
