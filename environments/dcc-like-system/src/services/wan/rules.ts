import { minutesLater } from '../../domain/durations';
import type { Network } from '../../domain/provisions';
import type { Uplink } from '../../domain/uplinks';
import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { SIMS, type Sim } from './sims';

/** Minutes until a hub tries again to send what it could not (MODEL). */
const SEND_AGAIN_MINUTES = 5;

/** How the network moves SIMs and carries traffic. */
export const WAN = area('wan', {
  /** Whether the network refuses an order now; an order for a SIM that is there already is none of these. */
  refuses: ({ iccid }: Sim, to: Network, work: Work): boolean =>
    work.service.fault(`${orderTo(to)}-refused`, { iccid }) !== undefined,
  /** The SIMs of SMETS2+ hubs stay where they are. */
  mayMove: ({ network }: Sim): boolean => network !== 'dsp',
  move: (sim: Sim, to: Network, work: Work): void => {
    work.put(SIMS, sim.iccid, { ...sim, network: to, since: work.now.toISOString() });
  },
  /** Why a head-end does not reach the hub with a SIM; undefined where it does. */
  obstacle: (headEnd: Network, { iccid, network }: Sim, _now: Date): string | undefined =>
    network === headEnd ? undefined : `SIM ${iccid} is on the network of the ${network}`,
  /** Whether commands are brought to SMETS2+ devices. */
  bringsCommands: (_work: Work): boolean => true,
  /** Tells the DSP that a command did not reach its hub. */
  reportFailure: (iccid: string, about: { readonly correlation?: string }, work: Work): void => {
    const reason = `the hub with SIM ${iccid} has no WAN`;
    work.send({ to: 'dsp', kind: 'gbcs-failure', body: { reason }, ...about });
  },
  /** Keeps at the hub what it cannot send. */
  keepUplink: (uplink: Uplink, work: Work): void => {
    work.later(minutesLater(work.now, SEND_AGAIN_MINUTES), 'uplink-again', uplink);
  },
});

/** What an order to move a SIM is called in faults. */
export function orderTo(network: Network): 'handover' | 'rollback' {
  return network === 's1sp' ? 'handover' : 'rollback';
}
