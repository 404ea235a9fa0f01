import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ID, type Read } from '../../domain/fields';
import { COMMAND_FRAME, type CommandFrame } from '../../domain/frames';
import { SIM_ALERT, SIM_CONNECTION } from '../../domain/laboratories';
import type { Network } from '../../domain/provisions';
import { ANY_PARTY } from '../../kernel/callers';
import type { App } from '../../kernel/http';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer, WakeUpAnswer } from './answers';
import {
  askLaboratory,
  connectSim,
  LABORATORY_SIMS,
  takeAlert,
  wakeLaboratory,
  type LaboratorySim,
} from './laboratories';
import { orderTo, WAN } from './rules';
import { SIMS, type Sim } from './sims';

/** An order to move a SIM between the head-ends of SMETS1; `reference` is the installation it is for. */
const HANDOVER = z.strictObject({ to: z.enum(['smso', 's1sp']), reference: ID });
type Handover = Read<typeof HANDOVER>;

const SIM = z.strictObject({ iccid: ID });
const SENT: WakeUpAnswer = { outcome: 'sent' };
/** Who reaches hubs. */
const HEAD_ENDS = ['smso', 's1sp'] as const;
/** Migration DUST acts for the people of the Migration Control Centre. */
const DUST = ['mcc'] as const;

/** The network's interface for head-ends. */
export function routes(app: App, service: Service): void {
  app.get('/sims/:iccid', { config: { parties: ANY_PARTY }, schema: { params: SIM } }, (request) =>
    service.read((work) => known(work, request.params.iccid)),
  );

  const handover = { params: SIM, body: HANDOVER };
  app.post('/sims/:iccid/handover', { config: { parties: ['s1sp'] }, schema: handover }, async (request) => {
    const { iccid } = request.params;
    const { to } = request.body;
    const role = service.authentication.party(request);
    const outcome = await service.transact((work) => handOver(work, role, iccid, request.body));
    if (outcome === 'unanswered') throw new Refusal(503, `The network does not answer about SIM ${iccid} now.`);
    if (outcome === 'refused') throw new Refusal(409, `The network refused to move SIM ${iccid} to the ${to}.`);
    return { network: to };
  });

  app.post('/sims/:iccid/wake-up', { config: { parties: HEAD_ENDS }, schema: { params: SIM } }, async (request) => {
    const { answer, laboratory } = await service.transact((work) =>
      wakeUp(work, headEndOf(request, service), known(work, request.params.iccid)),
    );
    // After the unit of work: nothing else waits for a laboratory.
    if (laboratory) await wakeLaboratory(laboratory, service);
    return answer;
  });

  const downlinkOrder = { params: SIM, body: COMMAND_FRAME };
  app.post('/sims/:iccid/downlink', { config: { parties: HEAD_ENDS }, schema: downlinkOrder }, (request) => {
    const sim = service.read((work) => known(work, request.params.iccid));
    return downlink(service, headEndOf(request, service), sim, request.body);
  });
  laboratoryRoutes(app, service);
}

/** What Migration DUST says in the name of remote laboratories. */
function laboratoryRoutes(app: App, service: Service): void {
  const config = { parties: DUST };
  const connection = { params: SIM, body: SIM_CONNECTION };
  app.put('/sims/:iccid/laboratory', { config, schema: connection }, async ({ params: { iccid }, body }) => {
    await service.transact((work) => connectSim(known(work, iccid), body, work));
    return {};
  });
  const alert = { params: SIM, body: SIM_ALERT };
  app.post('/sims/:iccid/alerts', { config, schema: alert }, async ({ params: { iccid }, body }) => {
    await service.transact((work) => takeAlert(known(work, iccid), body, work));
    return {};
  });
}

/** The head-end that calls. */
function headEndOf(request: FastifyRequest, service: Service): Network {
  return service.authentication.party(request) === 's1sp' ? 's1sp' : 'smso';
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

/** Sends a wake-up message. Nobody learns whether the hub has heard it. @returns the laboratory that is yet to be told of it, too */
async function wakeUp(
  work: Work,
  headEnd: Network,
  sim: Sim,
): Promise<{ readonly answer: WakeUpAnswer; readonly laboratory?: LaboratorySim }> {
  const { iccid } = sim;
  const reason = work.rules(WAN).obstacle(headEnd, sim, work.now);
  if (reason !== undefined) return { answer: { outcome: 'no-route', reason } };
  work.audit('wake-up-sent', undefined, `${headEnd} sent a wake-up message to SIM ${iccid}`);
  const lost = work.service.fault('no-wan', { iccid }) ?? work.service.fault('wake-up-lost', { iccid });
  if (lost) return { answer: SENT };
  const laboratory = work.get(LABORATORY_SIMS, iccid);
  if (laboratory) return { answer: SENT, laboratory };
  const { status } = await work.service.peers.call('devices', 'POST', '/wake-ups', { iccid });
  if (status !== 200) throw new Refusal(503, `The hub with SIM ${iccid} cannot be reached now.`);
  return { answer: SENT };
}

async function downlink(service: Service, headEnd: Network, sim: Sim, frame: CommandFrame): Promise<DownlinkAnswer> {
  const reason = service.rules(WAN).obstacle(headEnd, sim, service.now);
  if (reason !== undefined) return { outcome: 'no-route', reason };
  if (service.fault('no-wan', { iccid: sim.iccid })) {
    return { outcome: 'no-answer', reason: `the hub with SIM ${sim.iccid} has no WAN` };
  }
  const laboratory = service.read((work) => work.get(LABORATORY_SIMS, sim.iccid));
  if (laboratory) return askLaboratory(laboratory, headEnd, frame, service);
  const answer = await service.peers.call('devices', 'POST', '/frames', { headEnd, iccid: sim.iccid, frame });
  if (answer.status !== 200) throw new Refusal(503, `The hub with SIM ${sim.iccid} cannot be reached now.`);
  return answer.body as DownlinkAnswer;
}

function known(work: Work, iccid: string): Sim {
  const sim = work.get(SIMS, iccid);
  if (!sim) throw new Refusal(404, `The network knows no SIM ${iccid}.`);
  return sim;
}
