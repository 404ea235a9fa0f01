import type { FastifyInstance } from 'fastify';
import type { CommandFrame, DeviceAnswer } from '../../domain/frames';
import { Refusal, type Service, type ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { act, admit, registerReading, type Circumstances } from './device';
import { DEVICES, HUBS, type Device, type Hub, type KeyPair } from './state';

/** A command as the WAN hands it to a hub. */
interface Delivery {
  readonly headEnd: string;
  readonly iccid: string;
  readonly frame: CommandFrame;
}

/** The simulated installations: each hub with its HAN, each device with its own keys, counters and registers. */
export const definition: ServiceDefinition = {
  name: 'devices',
  messages: {},
  timers: {
    wake: (body, work, service) => {
      wake(body as { iccid: string; deviceId: string }, work, service);
    },
  },
  routes,
  provision: {
    installation: (body, work) => {
      const { hub, devices } = body as { hub: Hub; devices: Device[] };
      work.put(HUBS, hub.iccid, hub);
      for (const device of devices) work.put(DEVICES, device.deviceId, device);
      return Promise.resolve({});
    },
  },
};

function routes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: Delivery }>('/frames', (request) => {
    service.party(request, 'wan');
    return service.transact((work) => receive(request.body, work, service));
  });

  if (service.config.labToken === undefined) return;
  // For the lab: what somebody in front of the device would see.
  app.get<{ Params: { deviceId: string } }>('/lab/devices/:deviceId', (request) => {
    const found = service.read((work) => inHand(request.params.deviceId, work));
    if (!found) throw new Refusal(404, `There is no device ${request.params.deviceId}.`);
    const { device, neighbours } = found;
    return {
      deviceId: device.deviceId,
      type: device.type,
      firmware: device.firmware,
      keyVersion: device.keys?.version,
      pendingKeyVersion: device.pendingKeys?.version,
      counters: device.counters,
      register: registerReading(device, service.now),
      hasFormerKey: device.formerKeys?.some((former) => haveKeyInCommon(former, device.keys)) ?? false,
      sharesKeyWith: neighbours.filter(({ keys }) => haveKeyInCommon(keys, device.keys)).map((one) => one.deviceId),
    };
  });
}

/** A device and the others of its installation. */
function inHand(deviceId: string, work: Work): { device: Device; neighbours: Device[] } | undefined {
  const device = work.get(DEVICES, deviceId);
  const hub = device && work.get(HUBS, device.iccid);
  if (!device || !hub) return undefined;
  const others = [hub.chfDeviceId, ...hub.whitelist].filter((id) => id !== deviceId);
  return { device, neighbours: others.flatMap((id) => work.get(DEVICES, id) ?? []) };
}

function haveKeyInCommon(one: KeyPair | undefined, other: KeyPair | undefined): boolean {
  return one !== undefined && (one.access === other?.access || one.master === other?.master);
}

/** What a hub does with a command: answers it, keeps it for a sleeping device, or stays silent. */
function receive(delivery: Delivery, work: Work, service: Service): object {
  const { headEnd, iccid, frame } = delivery;
  const hub = work.get(HUBS, iccid);
  if (!hub) throw new Refusal(404, `There is no hub with SIM ${iccid}.`);
  const device = work.get(DEVICES, frame.deviceId);
  const silent = { outcome: 'no-answer', reason: `${frame.deviceId} does not answer` };
  if (device?.iccid !== iccid) return silent;

  const refused = refusedByHub(device, hub, headEnd, frame, work, service);
  if (refused) return { outcome: 'answer', body: refused };
  const minutes = hub.sleepers[frame.deviceId];
  if (minutes !== undefined) {
    if (hub.mailbox.every((kept) => kept.frame.commandId !== frame.commandId)) {
      work.put(HUBS, iccid, { ...hub, mailbox: [...hub.mailbox, { headEnd, frame }] });
    }
    const name = `wake-${frame.deviceId}`;
    work.later(nextWaking(work.now, minutes), 'wake', { iccid, deviceId: frame.deviceId }, name);
    return { outcome: 'queued' };
  }
  if (isLost(frame, service)) return silent;
  const answer = execute(device, hub, headEnd, frame, work, service);
  return answer === undefined ? silent : { outcome: 'answer', body: answer };
}

/** The hub checks what it takes for a device without keys, once: a command that it has taken before it only passes on. */
function refusedByHub(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  work: Work,
  service: Service,
): DeviceAnswer | undefined {
  const holder = device.behind === undefined ? undefined : work.get(DEVICES, device.behind);
  const { commandId } = frame;
  const taken =
    hub.mailbox.some((kept) => kept.frame.commandId === commandId) ||
    device.answered.some((known) => known.commandId === commandId);
  if (!holder || taken) return undefined;
  const bent = {
    acceptsReplayedCounter: service.defect('devices-accept-replayed-counter'),
    sharesCounters: service.defect('devices-share-execution-counters'),
  };
  // Seeded defect: what is meant for a device without keys is passed on as it comes.
  if (service.defect('devices-hub-passes-on-unchecked')) return undefined;
  const { refusal, after } = admit(holder, headEnd, frame, bent);
  work.put(DEVICES, holder.deviceId, after);
  if (refusal === undefined) return undefined;
  const detail = `${holder.type} ${holder.deviceId} refused ${frame.operation} of the ${headEnd} for ${device.type}: ${refusal}`;
  work.audit('command-refused', undefined, detail);
  return { ok: false, error: refusal };
}

/** A sleeping device wakes and takes its commands from the hub; its answers go up to whoever holds the SIM. */
function wake(body: { iccid: string; deviceId: string }, work: Work, service: Service): void {
  const hub = work.get(HUBS, body.iccid);
  if (!hub) return;
  const mine = hub.mailbox.filter((kept) => kept.frame.deviceId === body.deviceId);
  work.put(HUBS, hub.iccid, { ...hub, mailbox: hub.mailbox.filter((kept) => !mine.includes(kept)) });
  for (const { headEnd, frame } of mine) {
    const device = work.get(DEVICES, frame.deviceId);
    if (!device || isLost(frame, service)) continue;
    const answer = execute(device, hub, headEnd, frame, work, service);
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

/** Whether a command never comes to its device. */
function isLost({ deviceId, operation }: CommandFrame, service: Service): boolean {
  return service.fault('device-silent', { deviceId, operation }) !== undefined;
}

/** Undefined: the device acted, but its answer is lost. */
function execute(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  work: Work,
  service: Service,
): DeviceAnswer | undefined {
  const match = { deviceId: device.deviceId, operation: frame.operation };
  const circumstances: Circumstances = {
    now: work.now,
    acceptsReplayedCounter: service.defect('devices-accept-replayed-counter'),
    acceptsSingleControl: service.defect('devices-accept-single-control'),
    sharesCounters: service.defect('devices-share-execution-counters'),
    ignoresBinding: service.defect('devices-ignore-part-binding'),
    forgetsAnswers: service.defect('devices-forget-answers'),
    refuses: service.fault('command-refused', match) !== undefined,
  };
  const { answer, after } = act(device, hub, headEnd, frame, circumstances);
  const forgets = frame.operation === 'write-keys' && answer.ok && service.fault('new-keys-lost', match);
  work.put(DEVICES, device.deviceId, forgets ? { ...after, pendingKeys: undefined } : after);
  if (after.pendingKeys && !device.pendingKeys)
    work.audit('keys-written', undefined, `${device.type} ${device.deviceId}`);
  if (after.keys !== device.keys) work.audit('keys-confirmed', undefined, `${device.type} ${device.deviceId}`);
  if (!answer.ok)
    work.audit(
      'command-refused',
      undefined,
      `${device.type} ${device.deviceId} refused ${frame.operation} of the ${headEnd}: ${answer.error}`,
    );
  return service.fault('answer-lost', match) ? undefined : answer;
}

/** The next instant at `minutes` past a half hour, after `now`. */
function nextWaking(now: Date, minutes: number): Date {
  const halfHour = 30 * 60_000;
  const offset = minutes * 60_000;
  return new Date((Math.floor((now.getTime() - offset) / halfHour) + 1) * halfHour + offset);
}
