import type { FastifyInstance } from 'fastify';
import { DEVICE_MAKER } from '../../domain/firmware-image';
import type { CommandFrame, DeviceAnswer, Operation } from '../../domain/frames';
import { minutesLater } from '../../domain/durations';
import { Refusal } from '../../kernel/refusal';
import type { Service, ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { act, admit, type Circumstances } from './device';
import { inHand } from './in-hand';
import { raise } from './meter/alerts';
import { meterOf, registerOf, saveMeter } from './meter/meter';
import { copyOfGas, runningMeter } from './meter/running';
import { changeAtDevice, type ChangeAtDevice } from './changes-at-device';
import { settingsOf } from './s1sr-settings';
import { DEVICES, HUBS, type Device, type Hub } from './state';
import { smets2Command } from './smets2';
import { lastAwake, lastWaking, nextWaking } from './waking';
import type { ServiceContext } from '../../kernel/service-context';

/** How long a hub hears commands after a wake-up message (MODEL). */
const LISTENING_MINUTES = 30;

/** A command as the WAN hands it to a hub. */
interface Delivery {
  readonly headEnd: string;
  readonly iccid: string;
  readonly frame: CommandFrame;
}

/** The simulated installations: each hub with its HAN, each device with its own keys, counters and registers. */
export const definition: ServiceDefinition = {
  name: 'devices',
  messages: { 'gbcs-command': smets2Command },
  timers: {
    wake: (body, work) => {
      wake(body as { iccid: string; deviceId: string }, work);
    },
  },
  routes,
  labRoutes,
  provision: {
    installation: (body, work) => {
      const { hub, devices, changes } = body as { hub: Hub; devices: Device[]; changes: ChangeAtDevice[] };
      work.put(HUBS, hub.iccid, hub);
      for (const device of devices) work.put(DEVICES, device.deviceId, device);
      for (const change of changes) changeAtDevice(change, work);
      return Promise.resolve({});
    },
    // Somebody at the device changes what it is set to.
    settings: (body, work) => {
      changeAtDevice(body as ChangeAtDevice, work);
      return Promise.resolve({});
    },
  },
};

function routes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: Delivery }>('/frames', (request) => {
    service.authentication.party(request, 'wan');
    return service.transact((work) => receive(request.body, work));
  });

  app.post<{ Body: { iccid: string } }>('/wake-ups', (request) => {
    service.authentication.party(request, 'wan');
    return service.transact((work) => hearWakeUp(request.body.iccid, work));
  });
}

/** What somebody in front of the device would see. */
function labRoutes(lab: FastifyInstance, service: Service): void {
  lab.get<{ Params: { deviceId: string } }>('/devices/:deviceId', (request) => {
    const shown = service.read((work) => inHand(request.params.deviceId, work));
    if (!shown) throw new Refusal(404, `There is no device ${request.params.deviceId}.`);
    return shown;
  });
}

/** A wake-up message reaches a hub: it hears commands for a while. */
function hearWakeUp(iccid: string, work: Work): object {
  const hub = work.get(HUBS, iccid);
  if (!hub) throw new Refusal(404, `There is no hub with SIM ${iccid}.`);
  work.put(HUBS, iccid, { ...hub, listensUntil: minutesLater(work.now, LISTENING_MINUTES).toISOString() });
  return {};
}

function hears(hub: Hub, now: Date, service: ServiceContext): boolean {
  // Seeded defect: no hub needs a wake-up message.
  if (!hub.needsWakeUp || service.defect('devices-hub-always-listens')) return true;
  return hub.listensUntil !== undefined && now.toISOString() < hub.listensUntil;
}

/** What a hub does with a command: answers it, keeps it for a sleeping device, or stays silent. */
function receive(delivery: Delivery, work: Work): object {
  const { headEnd, iccid, frame } = delivery;
  const hub = work.get(HUBS, iccid);
  if (!hub) throw new Refusal(404, `There is no hub with SIM ${iccid}.`);
  const device = work.get(DEVICES, frame.deviceId);
  const behindHub = frame.deviceId === hub.chfDeviceId ? {} : { silent: 'device' };
  const silent = { outcome: 'no-answer', reason: `${frame.deviceId} does not answer`, ...behindHub };
  if (device?.iccid !== iccid) return silent;
  if (!hears(hub, work.now, work.service)) {
    return { outcome: 'no-answer', reason: `the hub with SIM ${iccid} waits for a wake-up message` };
  }

  const minutes = hub.sleepers[frame.deviceId];
  const reading = frame.operation === 'read-registers' || frame.operation === 'get';
  const copied = hub.cachesReadings && reading && minutes !== undefined;
  const woke = copied ? lastWaking(work.now, minutes) : undefined;
  // Seeded defect: the copy is for everybody.
  if (woke && work.service.defect('devices-hub-gives-copy-to-anybody')) {
    return { outcome: 'answer', body: copyOf(device, woke, work) };
  }
  const refused = refusedByHub(device, hub, headEnd, frame, work);
  if (refused) return { outcome: 'answer', body: refused };
  if (woke) return { outcome: 'answer', body: execute(device, hub, headEnd, frame, work, woke) };
  if (minutes !== undefined) {
    if (hub.mailbox.every((kept) => kept.frame.commandId !== frame.commandId)) {
      work.put(HUBS, iccid, { ...hub, mailbox: [...hub.mailbox, { headEnd, frame }] });
    }
    const name = `wake-${frame.deviceId}`;
    work.later(nextWaking(work.now, minutes), 'wake', { iccid, deviceId: frame.deviceId }, name);
    return { outcome: 'queued' };
  }
  if (isLost(frame, work.service)) return silent;
  const answer = execute(device, hub, headEnd, frame, work);
  return answer === undefined ? silent : { outcome: 'answer', body: answer };
}

/** The hub checks what it takes for a device without keys, once: a command that it has taken before it only passes on. */
function refusedByHub(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  work: Work,
): DeviceAnswer | undefined {
  const holder = device.behind === undefined ? undefined : work.get(DEVICES, device.behind);
  const { commandId } = frame;
  const taken =
    hub.mailbox.some((kept) => kept.frame.commandId === commandId) ||
    device.answered.some((known) => known.commandId === commandId);
  if (!holder || taken) return undefined;
  const bent = {
    acceptsReplayedCounter: work.service.defect('devices-accept-replayed-counter'),
    sharesCounters: work.service.defect('devices-share-execution-counters'),
  };
  // Seeded defect: what is meant for a device without keys is passed on as it comes.
  if (work.service.defect('devices-hub-passes-on-unchecked')) return undefined;
  const { refusal, after } = admit(holder, headEnd, frame, bent);
  work.put(DEVICES, holder.deviceId, after);
  if (refusal === undefined) return undefined;
  const detail = `${holder.type} ${holder.deviceId} refused ${frame.operation} of the ${headEnd} for ${device.type}: ${refusal}`;
  work.audit('command-refused', undefined, detail);
  return { ok: false, error: refusal };
}

/** What a hub knows of the register of a gas meter. */
function copyOf(device: Device, at: Date, work: Work): DeviceAnswer {
  const meter = runningMeter(device, work, at);
  return { ok: true, values: { volumeLitres: String(meter ? registerOf(meter) : 0), at: at.toISOString() } };
}

/** A sleeping device wakes and takes its commands from the hub; its answers go up to whoever holds the SIM. */
function wake(body: { iccid: string; deviceId: string }, work: Work): void {
  const hub = work.get(HUBS, body.iccid);
  if (!hub) return;
  const mine = hub.mailbox.filter((kept) => kept.frame.deviceId === body.deviceId);
  work.put(HUBS, hub.iccid, { ...hub, mailbox: hub.mailbox.filter((kept) => !mine.includes(kept)) });
  for (const { headEnd, frame } of mine) {
    const device = work.get(DEVICES, frame.deviceId);
    if (!device || isLost(frame, work.service)) continue;
    const answer = execute(device, hub, headEnd, frame, work);
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
function isLost(frame: CommandFrame, service: ServiceContext): boolean {
  return strikes('device-silent', frame, service);
}

/** Whether a fault of a device strikes a command: by its operation, or by the name of what is read, changed or done. */
function strikes(kind: string, { deviceId, operation, body }: CommandFrame, service: ServiceContext): boolean {
  return [operation, body.name].some(
    (name) => name !== undefined && service.fault(kind, { deviceId, operation: name }) !== undefined,
  );
}

/** Commands that look at what a meter measures, or change it. */
const LOOKING: ReadonlySet<Operation> = new Set(['read-registers', 'get', 'set', 'act']);

/**
 * Undefined: the device acted, but its answer is lost.
 * @param at the instant that a reading is of
 */
function execute(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  work: Work,
  at: Date = work.now,
): DeviceAnswer | undefined {
  // What a command does not look at need not run: a meter catches up, half hour by half hour.
  const meter = LOOKING.has(frame.operation) ? runningMeter(device, work, at) : undefined;
  if (meter && frame.body.name === 'activate-firmware' && strikes('power-lost', frame, work.service)) {
    saveMeter(work, device.deviceId, { ...meter, image: undefined });
    work.audit('power-lost', undefined, `${device.type} ${device.deviceId} lost its power and the image`);
    return undefined;
  }
  const gasCopy = frame.body.of === 'GPF' ? copyOfGas(hub, work) : undefined;
  const circumstances: Circumstances = {
    now: at,
    acceptsReplayedCounter: work.service.defect('devices-accept-replayed-counter'),
    acceptsSingleControl: work.service.defect('devices-accept-single-control'),
    sharesCounters: work.service.defect('devices-share-execution-counters'),
    ignoresBinding: work.service.defect('devices-ignore-part-binding'),
    forgetsAnswers: work.service.defect('devices-forget-answers'),
    keepsRemoved: work.service.defect('devices-keep-removed-device'),
    refuses: strikes('command-refused', frame, work.service),
    heardAt: (deviceId) => lastAwake(hub, deviceId, work.now).toISOString(),
    settings: () => settingsOf(device, meterOf(work, device)),
    makerCertificate: work.service.config.certificates[DEVICE_MAKER] ?? '',
    takesAnyImage: work.service.defect('devices-take-any-image'),
    ...(meter ? { meter } : {}),
    ...(gasCopy ? { gasCopy } : {}),
  };
  if (
    frame.operation === 'set' &&
    frame.body.name === 'configuration' &&
    strikes('settings-lost', frame, work.service)
  ) {
    work.audit('settings-lost', undefined, `${device.type} ${device.deviceId} forgot its new settings`);
    return { ok: true, values: { value: '{}', at: at.toISOString() } };
  }
  const { answer, after, hub: hubAfter, alerts = [] } = act(device, hub, headEnd, frame, circumstances);
  if (hubAfter) work.put(HUBS, hub.iccid, hubAfter);
  // Reading leaves no trace: a meter that runs on from where it was last kept comes to the same.
  if (meter && (frame.operation === 'set' || frame.operation === 'act')) {
    saveMeter(work, device.deviceId, meter);
    for (const name of alerts) raise(name, device, meter, work);
  }
  const forgets = frame.operation === 'write-keys' && answer.ok && strikes('new-keys-lost', frame, work.service);
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
  return strikes('answer-lost', frame, work.service) ? undefined : answer;
}
