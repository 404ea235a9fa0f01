import type { CommandFrame } from '../../domain/frames';
import type { LaboratoryAlert, SimAlert, SimConnection } from '../../domain/laboratories';
import type { Network } from '../../domain/provisions';
import { askOutside, OutsideFault, type Bounds } from '../../kernel/outside';
import { Refusal } from '../../kernel/refusal';
import { area } from '../../kernel/rules';
import type { Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer } from './answers';
import { readLaboratoryAnswer } from './laboratory-answers';
import type { Sim } from './sims';
import { carry } from './uplinks';

/** A SIM behind which a remote laboratory simulates the devices. */
export interface LaboratorySim {
  readonly iccid: string;
  /** Name of the laboratory whose it is for good. */
  readonly laboratory: string;
  readonly connected: boolean;
  /** Base address, and what is shown there; absent until the laboratory has said it. */
  readonly reachedAt?: SimConnection['reachedAt'];
}

/** Apart from the SIMs, which every party reads: no token is among those. Keys: ICCID. */
export const LABORATORY_SIMS = table<LaboratorySim>('laboratory-sims');

/** Hosts at which laboratories are reached where a deployment names none: the machine of the network alone. */
const OWN_MACHINE: readonly string[] = ['127.0.0.1', '[::1]'];

/** What the network waits for at most (MODEL): a laboratory that takes longer, or says more, holds nobody up. */
const BOUNDS: Bounds = { milliseconds: 5_000, bytes: 65_536 };

/** How the network reaches the devices of remote laboratories. */
export const LABORATORIES = area('wan-laboratories', {
  bounds: BOUNDS,
  /** Whether a laboratory may speak for a SIM. */
  isOf: (sim: LaboratorySim, laboratory: string): boolean => sim.laboratory === laboratory,
  /** The origin of an address that the deployment permits; undefined of any other. */
  permitted: (address: string, hosts: readonly string[]): string | undefined => {
    if (!URL.canParse(address)) return undefined;
    const { protocol, origin, href, hostname } = new URL(address);
    const isPlain = (protocol === 'http:' || protocol === 'https:') && href === `${origin}/`;
    return isPlain && hosts.includes(hostname) ? origin : undefined;
  },
  /** Where a laboratory is reached now; undefined where it has said no address, or has disconnected the SIM. */
  reachable: ({ connected, reachedAt }: LaboratorySim): LaboratorySim['reachedAt'] =>
    connected ? reachedAt : undefined,
  /** What is kept of a SIM once its laboratory has said something: where it said no address, the one said last stays. */
  noted: (sim: LaboratorySim, said: Pick<LaboratorySim, 'connected' | 'reachedAt'>): LaboratorySim => ({
    ...sim,
    ...said,
  }),
  tokenOf: ({ token }: NonNullable<LaboratorySim['reachedAt']>): string => token,
  read: readLaboratoryAnswer,
  /** What a head-end hears of a laboratory that does not answer: the hub is silent. */
  silence: ({ iccid }: LaboratorySim): DownlinkAnswer => ({
    outcome: 'no-answer',
    reason: `the hub with SIM ${iccid} does not answer`,
  }),
  /** Hands on what a device tells of its own accord. */
  passOn: ({ iccid }: LaboratorySim, { deviceId, ...body }: LaboratoryAlert, work: Work): void =>
    carry({ iccid, deviceId, kind: 'alert', body }, work),
});

/**
 * Notes where the devices behind a SIM are reached, and whether they are connected. Of a SIM whose devices the system simulates
 * there is nothing to note.
 * @throws Refusal 403 where the deployment does not permit the address, 409 where the SIM is not of this laboratory
 */
export function connectSim({ iccid }: Sim, { laboratory, connected, reachedAt }: SimConnection, work: Work): void {
  const { isOf, permitted, noted } = work.rules(LABORATORIES);
  const sim = work.get(LABORATORY_SIMS, iccid);
  if (sim === undefined && reachedAt === undefined) return;
  if (sim === undefined || !isOf(sim, laboratory)) {
    throw new Refusal(409, `The devices behind SIM ${iccid} are not simulated by ${laboratory}.`);
  }
  const address = reachedAt && permitted(reachedAt.address, hostsOf(work.service));
  if (reachedAt && address === undefined) {
    const hosts = hostsOf(work.service).join(', ') || 'none';
    throw new Refusal(
      403,
      `The network reaches laboratories at these hosts, by scheme, host and port alone: ${hosts}.`,
    );
  }
  const reached = reachedAt && address !== undefined ? { reachedAt: { ...reachedAt, address } } : {};
  work.put(LABORATORY_SIMS, iccid, noted(sim, { connected, ...reached }));
  work.audit('laboratory-sim', undefined, `${laboratory} ${connected ? 'connects' : 'disconnects'} SIM ${iccid}`);
}

/** Takes an alert of a device behind a SIM. @throws Refusal 409 where the SIM is not of this laboratory, or is disconnected */
export function takeAlert({ iccid }: Sim, { laboratory, ...alert }: SimAlert, work: Work): void {
  const { isOf, reachable, passOn } = work.rules(LABORATORIES);
  const sim = work.get(LABORATORY_SIMS, iccid);
  if (!sim || !isOf(sim, laboratory) || !reachable(sim)) {
    throw new Refusal(409, `${laboratory} simulates no device behind SIM ${iccid} that is connected.`);
  }
  passOn(sim, alert, work);
}

/** Brings a command to the laboratory that simulates its device. What does not come as published counts as silence. */
export async function askLaboratory(
  sim: LaboratorySim,
  headEnd: Network,
  frame: CommandFrame,
  service: Service,
): Promise<DownlinkAnswer> {
  const { read, silence } = service.rules(LABORATORIES);
  const { iccid } = sim;
  const brought = await bring('/frames', sim, { headEnd, iccid, at: service.now.toISOString(), frame }, service);
  const answer = 'fault' in brought ? brought : read(frame, brought.bytes);
  if (!('fault' in answer)) return answer;
  await note(sim, answer.fault, service);
  return silence(sim);
}

/** Brings a wake-up message to the laboratory that simulates a hub; whether it is heard, nobody learns. */
export async function wakeLaboratory(sim: LaboratorySim, service: Service): Promise<void> {
  const { iccid } = sim;
  const brought = await bring('/wake-ups', sim, { iccid, at: service.now.toISOString() }, service);
  if ('fault' in brought) await note(sim, brought.fault, service);
}

/** POSTs something to a laboratory: the bytes of its answer, or what came in their place, as the end of a sentence. */
async function bring(
  path: string,
  sim: LaboratorySim,
  body: object,
  service: Service,
): Promise<{ readonly bytes: Buffer } | { readonly fault: string }> {
  const { reachable, permitted, tokenOf, bounds } = service.rules(LABORATORIES);
  const reachedAt = reachable(sim);
  if (!reachedAt) return { fault: 'it has not connected the devices' };
  // A deployment may permit less than when the address was noted.
  const address = permitted(reachedAt.address, hostsOf(service));
  if (address === undefined) return { fault: 'its address is not permitted' };
  // The device may do at once what it is told: whoever sends it must know that for good.
  service.store.commit();
  try {
    return { bytes: await askOutside(`${address}${path}`, tokenOf(reachedAt), body, bounds) };
  } catch (error) {
    if (error instanceof OutsideFault) return { fault: error.message };
    throw error;
  }
}

async function note({ iccid, laboratory }: LaboratorySim, fault: string, service: Service): Promise<void> {
  await service.transact((work) => {
    work.audit('laboratory-silent', undefined, `SIM ${iccid}, laboratory ${laboratory}: ${fault}`);
  });
}

function hostsOf({ config }: Pick<Service, 'config'>): readonly string[] {
  return config.laboratoryHosts ?? OWN_MACHINE;
}
