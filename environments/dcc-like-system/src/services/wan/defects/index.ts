import { CALLERS } from '../../../kernel/callers';
import { defect, omitWrite, rule } from '../../../kernel/defect';
import { WAN } from '../rules';
import { SIMS } from '../sims';
import { LABORATORY_DEFECTS } from './laboratories';

const FORTNIGHT = 14 * 24 * 3_600_000;

/** The seeded defects of the wide area network. */
export const WAN_DEFECTS = [
  ...LABORATORY_DEFECTS,
  defect(
    'wan-keeps-old-route',
    rule(
      WAN,
      'obstacle',
      (right) => (headEnd, sim, now) => (headEnd === 'smso' ? undefined : right(headEnd, sim, now)),
    ),
  ),
  // A handover lapses after a fortnight.
  defect(
    'wan-lets-handovers-lapse',
    rule(WAN, 'obstacle', (right) => (headEnd, sim, now) => {
      const lapsed = sim.since !== undefined && now.getTime() - Date.parse(sim.since) > FORTNIGHT;
      return lapsed && headEnd === 's1sp' ? `the handover of SIM ${sim.iccid} has lapsed` : right(headEnd, sim, now);
    }),
  ),
  defect('wan-loses-uplinks', omitWrite(WAN, 'keepUplink')),
  defect('wan-loses-commands', omitWrite(WAN, 'reportFailure')),
  defect(
    'wan-ignores-rollback',
    rule(WAN, 'move', (right) => (sim, to, work) => {
      if (to !== 'smso') right(sim, to, work);
    }),
  ),
  defect(
    'wan-refuses-repeated-order',
    rule(WAN, 'refuses', (right) => (sim, to, work) => sim.network === to || right(sim, to, work)),
  ),
  defect(
    'wan-obeys-anyone',
    rule(CALLERS, 'mayCall', (right) => (party, route) => route.url === '/sims/:iccid/handover' || right(party, route)),
  ),
  defect(
    'wan-carries-commands-of-any-party',
    rule(CALLERS, 'mayCall', (right) => (party, route) => route.url === '/sims/:iccid/downlink' || right(party, route)),
  ),
  defect(
    'wan-moves-smets2-sims',
    rule(WAN, 'mayMove', () => () => true),
  ),
  // Once SIMs are handed over there is no other traffic.
  defect(
    'wan-serves-smets1-alone',
    rule(WAN, 'bringsCommands', () => (work) => !work.list(SIMS).some(({ value }) => value.network === 's1sp')),
  ),
];
