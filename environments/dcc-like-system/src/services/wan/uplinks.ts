import type { Uplink } from '../../domain/uplinks';
import type { Work } from '../../kernel/work';
import { WAN } from './rules';
import { SIMS } from './sims';

/** What a device sends goes to the head-end that holds the SIM by then; without WAN its hub keeps it. */
export function carry(uplink: Uplink, work: Work): void {
  const sim = work.get(SIMS, uplink.iccid);
  if (!sim) return;
  if (work.service.fault('no-wan', { iccid: sim.iccid })) {
    work.rules(WAN).keepUplink(uplink, work);
    return;
  }
  work.send({ to: sim.network, kind: 'uplink', body: uplink });
}
