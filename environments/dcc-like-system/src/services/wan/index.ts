import { GBCS_COMMAND } from '../../domain/gbcs';
import { NEW_SIM } from '../../domain/provisions';
import { UPLINK, type Uplink } from '../../domain/uplinks';
import type { Read } from '../../domain/fields';
import { jsonMessage } from '../../kernel/message-kind';
import type { InboundMessage } from '../../kernel/messages';
import { provision } from '../../kernel/provision';
import type { ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { routes } from './wan-routes';
import { WAN } from './rules';
import { LABORATORY_SIMS } from './laboratories';
import { ROUTES, SIMS } from './sims';
import { carry } from './uplinks';

/**
 * The wide area network: SIMs and the route to each communications hub. Only the head-end whose network holds the SIM
 * reaches the hub.
 */
export const definition: ServiceDefinition = {
  name: 'wan',
  messages: {
    uplink: jsonMessage(['devices'], UPLINK, carry),
    'gbcs-command': jsonMessage(['dsp'], GBCS_COMMAND, bring),
  },
  timers: {
    'uplink-again': (body, work) => {
      carry(body as Uplink, work);
    },
  },
  routes,
  provision: {
    sim: provision(NEW_SIM, ({ iccid, network, devices = [], laboratory }, work) => {
      work.put(SIMS, iccid, { iccid, network });
      if (laboratory !== undefined) work.put(LABORATORY_SIMS, iccid, { iccid, laboratory, connected: false });
      for (const deviceId of devices) work.put(ROUTES, deviceId, { iccid });
    }),
  },
};

/** Message of the DSP: brings a command to a SMETS2+ device, or says that its hub has no WAN. */
function bring(command: Read<typeof GBCS_COMMAND>, work: Work, { correlation }: InboundMessage): void {
  const route = work.get(ROUTES, command.deviceId);
  if (!route) return;
  const rules = work.rules(WAN);
  const about = correlation === undefined ? {} : { correlation };
  if (work.service.fault('no-wan', { iccid: route.iccid })) {
    rules.reportFailure(route.iccid, about, work);
    return;
  }
  if (rules.bringsCommands(work)) work.send({ to: 'devices', kind: 'gbcs-command', body: command, ...about });
}
