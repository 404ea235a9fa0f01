import { minutesLater } from '../../domain/durations';
import type { CommandFrame, DeviceAnswer } from '../../domain/frames';
import { Refusal } from '../../kernel/refusal';
import { area, firstFault } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { admit } from './device';
import { execute, isLost, type DeviceCommand } from './execution';
import { DEVICES, HUBS, type Hub } from './state';
import { lastWaking, nextWaking } from './waking';

/** How long a hub hears commands after a wake-up message (MODEL). */
const LISTENING_MINUTES = 30;

/** A command as the WAN hands it to a hub. */
interface Downlink {
  readonly headEnd: string;
  readonly iccid: string;
  readonly frame: CommandFrame;
}

/** What the WAN hears of a command. */
export type HubReply =
  | { readonly outcome: 'answer'; readonly body: DeviceAnswer }
  | { readonly outcome: 'queued' }
  | { readonly outcome: 'no-answer'; readonly reason: string; readonly silent?: string };

/** A command for a device of a hub, within a unit of work. */
export interface HubCommand extends DeviceCommand {
  readonly work: Work;
  /** Minutes past each half hour at which the device wakes; undefined: it never sleeps. */
  readonly wakesAt: number | undefined;
  /** Instant of the hub's own copy of a reading; undefined where it answers from none. */
  readonly copiedAt: Date | undefined;
}

/** How a hub handles commands. */
export const HUB = area('devices-hub', {
  listens: ({ needsWakeUp, listensUntil }: Hub, now: Date): boolean =>
    !needsWakeUp || (listensUntil !== undefined && now.toISOString() < listensUntil),
  /** In their order: the first that gives a reply is the reply of the hub. */
  replies: {
    refusal: refusalByHub,
    copy: (command: HubCommand): HubReply | undefined =>
      command.copiedAt && replyWith(execute(command, command.work, command.copiedAt), command),
    mailbox: (command: HubCommand): HubReply | undefined =>
      command.wakesAt === undefined ? undefined : keepForSleeper(command, command.wakesAt),
    device: (command: HubCommand): HubReply | undefined =>
      replyWith(isLost(command.frame, command.work.service) ? undefined : execute(command, command.work), command),
  },
});

/** A wake-up message reaches a hub: it hears commands for a while. */
export function hearWakeUp(iccid: string, work: Work): object {
  const hub = work.get(HUBS, iccid);
  if (!hub) throw new Refusal(404, `There is no hub with SIM ${iccid}.`);
  work.put(HUBS, iccid, { ...hub, listensUntil: minutesLater(work.now, LISTENING_MINUTES).toISOString() });
  return {};
}

/** What a hub does with a command: answers it, keeps it for a sleeping device, or stays silent. */
export function receive({ headEnd, iccid, frame }: Downlink, work: Work): HubReply {
  const hub = work.get(HUBS, iccid);
  if (!hub) throw new Refusal(404, `There is no hub with SIM ${iccid}.`);
  const device = work.get(DEVICES, frame.deviceId);
  if (device?.iccid !== iccid) return silenceOf(frame, hub);
  const { listens, replies } = work.rules(HUB);
  if (!listens(hub, work.now)) {
    return { outcome: 'no-answer', reason: `the hub with SIM ${iccid} waits for a wake-up message` };
  }
  const wakesAt = hub.sleepers[frame.deviceId];
  const reading = frame.operation === 'read-registers' || frame.operation === 'get';
  const copiedAt = hub.cachesReadings && reading && wakesAt !== undefined ? lastWaking(work.now, wakesAt) : undefined;
  const command: HubCommand = { device, hub, headEnd, frame, work, wakesAt, copiedAt };
  return firstFault(replies, command) ?? silenceOf(frame, hub);
}

function silenceOf({ deviceId }: CommandFrame, hub: Hub): HubReply {
  const behindHub = deviceId === hub.chfDeviceId ? {} : { silent: 'device' };
  return { outcome: 'no-answer', reason: `${deviceId} does not answer`, ...behindHub };
}

function replyWith(answer: DeviceAnswer | undefined, { frame, hub }: HubCommand): HubReply {
  return answer === undefined ? silenceOf(frame, hub) : { outcome: 'answer', body: answer };
}

/** Keeps a command, once, until its device wakes. */
function keepForSleeper({ hub, headEnd, frame, work }: HubCommand, wakesAt: number): HubReply {
  const { iccid } = hub;
  if (hub.mailbox.every((kept) => kept.frame.commandId !== frame.commandId)) {
    work.put(HUBS, iccid, { ...hub, mailbox: [...hub.mailbox, { headEnd, frame, takenAt: work.now.toISOString() }] });
  }
  const { deviceId } = frame;
  work.later(nextWaking(work.now, wakesAt), 'wake', { iccid, deviceId }, `wake-${deviceId}`);
  return { outcome: 'queued' };
}

/** The hub checks what it takes for a device without keys, once: a command that it has taken before it only passes on. */
function refusalByHub({ device, hub, headEnd, frame, work }: HubCommand): HubReply | undefined {
  const holder = device.behind === undefined ? undefined : work.get(DEVICES, device.behind);
  const { commandId } = frame;
  const taken =
    hub.mailbox.some((kept) => kept.frame.commandId === commandId) ||
    device.answered.some((known) => known.commandId === commandId);
  if (!holder || taken) return undefined;
  const { refusal, after } = admit(holder, headEnd, frame, (area) => work.rules(area));
  work.put(DEVICES, holder.deviceId, after);
  if (refusal === undefined) return undefined;
  const detail = `${holder.type} ${holder.deviceId} refused ${frame.operation} of the ${headEnd} for ${device.type}: ${refusal}`;
  work.audit('command-refused', undefined, detail);
  return { outcome: 'answer', body: { ok: false, error: refusal } };
}

/** A sleeping device wakes and takes its commands from the hub; its answers go up to whoever holds the SIM. */
export function wake(body: { iccid: string; deviceId: string }, work: Work): void {
  const hub = work.get(HUBS, body.iccid);
  if (!hub) return;
  const mine = hub.mailbox.filter((kept) => kept.frame.deviceId === body.deviceId);
  work.put(HUBS, hub.iccid, { ...hub, mailbox: hub.mailbox.filter((kept) => !mine.includes(kept)) });
  for (const { headEnd, frame, takenAt } of mine) {
    const device = work.get(DEVICES, frame.deviceId);
    if (!device || isLost(frame, work.service)) continue;
    const answer = execute({ device, hub, headEnd, frame, takenAt: new Date(takenAt) }, work);
    if (answer === undefined) continue;
    const uplink = {
      iccid: hub.iccid,
      deviceId: frame.deviceId,
      commandId: frame.commandId,
      kind: 'answer',
      body: answer,
    };
    work.send({ to: 'wan', kind: 'uplink', body: uplink });
  }
}
