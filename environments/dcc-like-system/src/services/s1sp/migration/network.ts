import { authenticate, type CommandFrame, type DeviceAnswer, type Operation } from '../../../domain/frames';
import { PeerUnavailable } from '../../../kernel/look-up';
import { PeerUnreachable } from '../../../kernel/transport';
import type { Work } from '../../../kernel/work';
import type { DownlinkAnswer, WakeUpAnswer } from '../../wan/answers';
import { accessKey, nextCounter, type KeyChoice } from './access-keys';
import { noteWakeUp, WAKE_UPS } from './wake-ups';

/** What came back for a command in the end. */
export type Answer =
  | { readonly outcome: 'answer'; readonly body: DeviceAnswer }
  | { readonly outcome: 'no-route' | 'no-answer'; readonly reason: string };

/** What a command is made of; without a key it goes out unauthenticated. */
export interface CommandOrder {
  readonly deviceId: string;
  /** Whose keys and execution counters it is made with. */
  readonly protector: string;
  /** Unique for ever: a device answers a repeated one with its first answer. */
  readonly commandId: string;
  readonly operation: Operation;
  readonly key?: KeyChoice;
  /** Taken from the protector's sequence when absent. */
  readonly executionCounter?: string;
  readonly body?: Readonly<Record<string, string>>;
}

/** Makes a command; without the key it asks for, one that the device will refuse. */
export function makeCommand(order: CommandOrder, work: Work): CommandFrame {
  const { deviceId, protector, commandId, operation, key, body = {} } = order;
  if (key === undefined) return { deviceId, commandId, operation, body };
  const executionCounter = order.executionCounter ?? nextCounter(work, protector);
  const frame = { deviceId, commandId, operation, executionCounter, body };
  const secret = accessKey(work, protector, key);
  return secret ? { ...frame, authentication: authenticate(frame, secret) } : frame;
}

/**
 * Sends a command to a hub, after a wake-up message where the hub needs one.
 * @throws PeerUnavailable when the network itself cannot be asked now
 */
export async function downlink(iccid: string, frame: CommandFrame, work: Work): Promise<DownlinkAnswer> {
  if (work.rules(WAKE_UPS).isDue(work, iccid)) {
    const woken = await ask(work, `/sims/${iccid}/wake-up`, {});
    if ((woken.body as Partial<WakeUpAnswer>).outcome === 'sent') noteWakeUp(work, iccid);
  }
  const { status, body } = await ask(work, `/sims/${iccid}/downlink`, frame);
  if (status === 404) return { outcome: 'no-route', reason: `The network knows no SIM ${iccid}.` };
  const answer = body as DownlinkAnswer;
  if (answer.outcome === 'no-answer') work.rules(WAKE_UPS).doubt(work, iccid);
  return answer;
}

/**
 * Moves a SIM to a head-end's network.
 * @returns why the network refused, or undefined when the SIM is there
 * @throws PeerUnavailable when the network itself cannot be asked now
 */
export async function moveSim(
  iccid: string,
  to: 's1sp' | 'smso',
  reference: string,
  work: Work,
): Promise<string | undefined> {
  const { status, body } = await ask(work, `/sims/${iccid}/handover`, { to, reference });
  return status === 200 ? undefined : (body as { error: string }).error;
}

async function ask(work: Work, path: string, body: object): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await work.service.peers.call('wan', 'POST', path, body);
    if (answer.status >= 500) throw new PeerUnavailable('wan');
    return answer;
  } catch (error) {
    if (error instanceof PeerUnreachable) throw new PeerUnavailable('wan', { cause: error });
    throw error;
  }
}
