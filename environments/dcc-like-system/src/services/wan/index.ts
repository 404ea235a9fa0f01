import type { ServiceDefinition } from '../../kernel/service';
import { routes } from './routes';
import { SIMS, type Sim } from './sims';

/**
 * The wide area network: SIMs and the route to each communications hub. Only the head-end whose network holds the SIM
 * reaches the hub.
 */
export const definition: ServiceDefinition = {
  name: 'wan',
  messages: {
    // What a device sends of its own accord goes to the head-end that holds the SIM now.
    uplink: (message, work) => {
      const uplink = JSON.parse(message.body.toString('utf8')) as { iccid: string };
      const sim = work.get(SIMS, uplink.iccid);
      if (!sim) return;
      work.send({ to: sim.network, kind: 'uplink', body: message.body });
    },
  },
  timers: {},
  routes,
  provision: {
    sim: (body, work) => {
      const sim = body as Sim;
      work.put(SIMS, sim.iccid, sim);
      return Promise.resolve({});
    },
  },
};
