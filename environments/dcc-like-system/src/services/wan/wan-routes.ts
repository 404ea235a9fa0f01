import type { FastifyInstance } from 'fastify';
import type { CommandFrame, DeviceAnswer } from '../../domain/frames';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { orderTo, WAN } from './rules';
import { SIMS, type Network, type Sim } from './sims';

/** Answer to a downlink; `queued`: the hub keeps the command until its sleeping device wakes. */
export type DownlinkAnswer =
  | { readonly outcome: 'answer'; readonly body: DeviceAnswer }
  | { readonly outcome: 'queued' }
  /** `silent`: the hub is there, the device behind it says nothing. */
  | { readonly outcome: 'no-route' | 'no-answer'; readonly reason: string; readonly silent?: 'device' };

/** Answer to a wake-up message. */
export type WakeUpAnswer = { readonly outcome: 'sent' } | { readonly outcome: 'no-route'; readonly reason: string };

/** An order to move a SIM; `reference` is the installation it is for. */
interface Handover {
  readonly to: Network;
  readonly reference: string;
}

/** The network's interface for head-ends. */
export function routes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: { iccid: string } }>('/sims/:iccid', (request) => {
    service.authentication.party(request);
    return service.read((work) => known(work, request.params.iccid));
  });

  app.post<{ Params: { iccid: string }; Body: Handover }>('/sims/:iccid/handover', async (request) => {
    const role = service.rules(WAN).orderer(() => service.authentication.party(request, 's1sp'));
    const { iccid } = request.params;
    const outcome = await service.transact((work) => handOver(work, role, iccid, request.body));
    if (outcome === 'unanswered') throw new Refusal(503, `The network does not answer about SIM ${iccid} now.`);
    if (outcome === 'refused') {
      throw new Refusal(409, `The network refused to move SIM ${iccid} to the ${request.body.to}.`);
    }
    return { network: request.body.to };
  });

  app.post<{ Params: { iccid: string } }>('/sims/:iccid/wake-up', (request) => {
    const headEnd = service.authentication.party(request, 'smso', 's1sp');
    return service.transact((work) => wakeUp(work, headEnd as Network, known(work, request.params.iccid)));
  });

  app.post<{ Params: { iccid: string }; Body: CommandFrame }>('/sims/:iccid/downlink', async (request) => {
    const headEnd = service.authentication.party(request, 'smso', 's1sp');
    return downlink(
      service,
      headEnd as Network,
      service.read((work) => known(work, request.params.iccid)),
      request.body,
    );
  });
}

/** Moves a SIM to the network of a head-end; an order for a SIM that is there already is confirmed. */
function handOver(
  work: Work,
  role: string,
  iccid: string,
  { to, reference }: Handover,
): 'moved' | 'refused' | 'unanswered' {
  const sim = known(work, iccid);
  const { refuses, mayMove, move } = work.rules(WAN);
  const order = orderTo(to);
  if (work.service.fault(`${order}-unanswered`, { iccid })) return 'unanswered';
  if (refuses(sim, to, work)) {
    work.audit('sim-handover-refused', reference, `the network refused to move SIM ${iccid} to the ${to}`);
    return 'refused';
  }
  if (!mayMove(sim)) return 'refused';
  move(sim, to, work);
  if (sim.network !== to)
    work.audit('sim-handover', reference, `${role} moved SIM ${iccid} from ${sim.network} to ${to}`);
  return work.service.fault(`${order}-answer-lost`, { iccid }) ? 'unanswered' : 'moved';
}

/** Sends a wake-up message. Nobody learns whether the hub has heard it. */
async function wakeUp(work: Work, headEnd: Network, sim: Sim): Promise<WakeUpAnswer> {
  const { iccid } = sim;
  const reason = work.rules(WAN).obstacle(headEnd, sim, work.now);
  if (reason !== undefined) return { outcome: 'no-route', reason };
  work.audit('wake-up-sent', undefined, `${headEnd} sent a wake-up message to SIM ${iccid}`);
  const lost = work.service.fault('no-wan', { iccid }) ?? work.service.fault('wake-up-lost', { iccid });
  if (lost) return { outcome: 'sent' };
  const answer = await work.service.peers.call('devices', 'POST', '/wake-ups', { iccid });
  if (answer.status !== 200) throw new Refusal(503, `The hub with SIM ${iccid} cannot be reached now.`);
  return { outcome: 'sent' };
}

async function downlink(service: Service, headEnd: Network, sim: Sim, frame: CommandFrame): Promise<DownlinkAnswer> {
  const reason = service.rules(WAN).obstacle(headEnd, sim, service.now);
  if (reason !== undefined) return { outcome: 'no-route', reason };
  if (service.fault('no-wan', { iccid: sim.iccid })) {
    return { outcome: 'no-answer', reason: `the hub with SIM ${sim.iccid} has no WAN` };
  }
  const answer = await service.peers.call('devices', 'POST', '/frames', { headEnd, iccid: sim.iccid, frame });
  if (answer.status !== 200) throw new Refusal(503, `The hub with SIM ${sim.iccid} cannot be reached now.`);
  return answer.body as DownlinkAnswer;
}

function known(work: Work, iccid: string): Sim {
  const sim = work.get(SIMS, iccid);
  if (!sim) throw new Refusal(404, `The network knows no SIM ${iccid}.`);
  return sim;
}
