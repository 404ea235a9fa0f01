import { minutesLater } from '../../domain/durations';
import type { Service, ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { routes } from './routes';
import { SIMS, type Sim } from './sims';

/** What a hub sends of its own accord. */
interface Uplink {
  readonly iccid: string;
}

/** Minutes until a hub tries again to send what it could not (MODEL). */
const SEND_AGAIN_MINUTES = 5;

/**
 * The wide area network: SIMs and the route to each communications hub. Only the head-end whose network holds the SIM
 * reaches the hub.
 */
export const definition: ServiceDefinition = {
  name: 'wan',
  messages: {
    uplink: (message, work, service) => {
      carry(JSON.parse(message.body.toString('utf8')) as Uplink, work, service);
    },
  },
  timers: {
    'uplink-again': (body, work, service) => {
      carry(body as Uplink, work, service);
    },
  },
  routes,
  provision: {
    sim: (body, work) => {
      const sim = body as Sim;
      work.put(SIMS, sim.iccid, sim);
      return Promise.resolve({});
    },
  },
};

/** What a device sends goes to the head-end that holds the SIM by then; without WAN its hub keeps it. */
function carry(uplink: Uplink, work: Work, service: Service): void {
  const sim = work.get(SIMS, uplink.iccid);
  if (!sim) return;
  if (service.fault('no-wan', { iccid: sim.iccid })) {
    // Seeded defect: what cannot be sent is lost.
    if (service.defect('wan-loses-uplinks')) return;
    work.later(minutesLater(work.now, SEND_AGAIN_MINUTES), 'uplink-again', uplink);
    return;
  }
  work.send({ to: sim.network, kind: 'uplink', body: uplink });
}
