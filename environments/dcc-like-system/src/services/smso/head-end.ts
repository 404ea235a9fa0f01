import type { DeclaredDevice, EstateRecord } from '../../domain/estate';
import { authenticate, type CommandFrame } from '../../domain/frames';
import { Refusal } from '../../kernel/refusal';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer } from '../wan/answers';
import { COUNTERS } from './estate';

/** A command before it is addressed and authenticated. */
export type Command = Pick<CommandFrame, 'operation' | 'body'>;

/** The device whose keys a command is made with: a device without keys is behind those of the hub. */
function holderOf(record: EstateRecord, device: DeclaredDevice): DeclaredDevice | undefined {
  return device.keyVersion === undefined ? record.devices.find((candidate) => candidate.deviceType === 'CHF') : device;
}

/**
 * Makes a command to a device with the SMSO's keys and the next execution counter.
 * @param commandId unique for ever: a device answers a repeated frame with its first answer
 * @throws Refusal 404 where the SMSO holds no key for the device
 */
export function makeCommand(
  work: Work,
  record: EstateRecord,
  device: DeclaredDevice,
  commandId: string,
  { operation, body }: Command,
): CommandFrame {
  const holder = holderOf(record, device);
  if (holder?.accessKey === undefined) {
    throw new Refusal(404, `The SMSO operates no ${device.deviceType} at MPAN ${record.importMPAN}.`);
  }
  const executionCounter = String(BigInt(work.get(COUNTERS, holder.deviceId)?.last ?? '0') + 1n);
  const frame = { deviceId: device.deviceId, commandId, operation, executionCounter, body };
  work.put(COUNTERS, holder.deviceId, { last: executionCounter });
  return { ...frame, authentication: authenticate(frame, Buffer.from(holder.accessKey, 'base64')) };
}

/** Sends a command to a hub, after a wake-up message where the hub needs one. */
export async function send({ service }: Work, record: EstateRecord, frame: CommandFrame): Promise<DownlinkAnswer> {
  const { iccid } = record;
  if (record.needsWakeUp) await service.peers.call('wan', 'POST', `/sims/${iccid}/wake-up`, {});
  const answer = await service.peers.call('wan', 'POST', `/sims/${iccid}/downlink`, frame);
  if (answer.status !== 200) return { outcome: 'no-answer', reason: 'the network does not answer' };
  return answer.body as DownlinkAnswer;
}
