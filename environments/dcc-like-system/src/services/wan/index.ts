import { jsonFrom } from '../../kernel/json-message';
import type { MessageHandler, ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { routes } from './wan-routes';
import { WAN } from './rules';
import { ROUTES, SIMS, type Sim, type Uplink } from './sims';

/**
 * The wide area network: SIMs and the route to each communications hub. Only the head-end whose network holds the SIM
 * reaches the hub.
 */
export const definition: ServiceDefinition = {
  name: 'wan',
  messages: {
    uplink: (message, work) => {
      carry(JSON.parse(message.body.toString('utf8')) as Uplink, work);
    },
    'gbcs-command': bring,
  },
  timers: {
    'uplink-again': (body, work) => {
      carry(body as Uplink, work);
    },
  },
  routes,
  provision: {
    sim: (body, work) => {
      const { iccid, network, devices = [] } = body as Sim & { readonly devices?: readonly string[] };
      work.put(SIMS, iccid, { iccid, network });
      for (const deviceId of devices) work.put(ROUTES, deviceId, { iccid });
      return Promise.resolve({});
    },
  },
};

/** Message of the DSP: brings a command to a SMETS2+ device, or says that its hub has no WAN. */
function bring(...[message, work]: Parameters<MessageHandler>): void {
  const command = jsonFrom('dsp', message, work) as { deviceId: string } | undefined;
  const route = command && work.get(ROUTES, command.deviceId);
  if (!route) return;
  const { correlation } = message;
  const rules = work.rules(WAN);
  const about = correlation === undefined ? {} : { correlation };
  if (work.service.fault('no-wan', { iccid: route.iccid })) {
    rules.reportFailure(route.iccid, about, work);
    return;
  }
  if (rules.bringsCommands(work)) work.send({ to: 'devices', kind: 'gbcs-command', body: command, ...about });
}

/** What a device sends goes to the head-end that holds the SIM by then; without WAN its hub keeps it. */
function carry(uplink: Uplink, work: Work): void {
  const sim = work.get(SIMS, uplink.iccid);
  if (!sim) return;
  if (work.service.fault('no-wan', { iccid: sim.iccid })) {
    work.rules(WAN).keepUplink(uplink, work);
    return;
  }
  work.send({ to: sim.network, kind: 'uplink', body: uplink });
}
