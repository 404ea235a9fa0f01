import type { Network } from '../../domain/provisions';
import { table } from '../../kernel/store';

/** A hub's SIM and the network that holds it. */
export interface Sim {
  readonly iccid: string;
  readonly network: Network;
  /** When it was moved there last, ISO 8601. */
  readonly since?: string;
}

/** SIM of the hub behind which a SMETS2+ device is, by device id. */
export const ROUTES = table<{ iccid: string }>('routes');

export const SIMS = table<Sim>('sims');
