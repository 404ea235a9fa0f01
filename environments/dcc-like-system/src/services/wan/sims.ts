import { table } from '../../kernel/store';

/** The two head-ends that can hold a SIM on their network. */
export type Network = 'smso' | 's1sp';

/** A hub's SIM and the network that holds it. */
export interface Sim {
  readonly iccid: string;
  readonly network: Network;
}

export const SIMS = table<Sim>('sims');
