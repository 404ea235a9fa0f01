import type { ConfigurationResult, ConfiguredDevice } from '../../../domain/configuration-messages';
import type { ConfiguredType, DeviceSettings } from '../../../domain/configuration-package';
import { minutesLater } from '../../../domain/durations';
import type { DeclaredDevice, EstateRecord } from '../../../domain/estate';
import { configurationDigest, type DeviceAnswer } from '../../../domain/frames';
import type { Work } from '../../../kernel/work';
import { declareDevice, ESTATE } from '../estate';
import { makeCommand, send } from '../head-end';
import { ACTS, type Bent, type Next, type Scene } from './acts';
import { AWAITED, CONFIGURE, JOBS, ORDERS, timerOf, type Act, type Job } from './job';
import { dormantDevices, packageIn } from './orders';
import { report } from './reports';
import type { ServiceContext } from '../../../kernel/service-context';

/** Minutes after the beginning of an act at which a silent device is tried, on each planned day (MODEL). */
const TRIES_AT_MINUTES = [0, 15, 60];
/** How long a sleeping meter has to fetch a command (MODEL). */
const SLEEP_MINUTES = 120;
/** How long a device that lost its power needs before it is asked again (MODEL). */
const RESTART_MINUTES = 15;
/** Time of day at which a further day begins (MODEL: that of slots). */
const DAY_BEGINS = 'T08:00:00.000Z';

/** Timer: the next command of a job; `unanswered`: the sleeping device did not fetch this one. */
export async function configure(body: unknown, work: Work): Promise<void> {
  const { configurationId, unanswered } = body as { configurationId: string; unanswered?: string };
  const job = work.get(JOBS, configurationId);
  if (!job || job.ended) return;
  const scene = sceneOf(job, work);
  if (scene === undefined) {
    const reason = 'Its supplier has taken the meter into operation: nothing more is done to it.';
    end(job, 'Failed', work, { code: 'SIM-CFG-12', reason });
    return;
  }
  if (unanswered !== undefined) {
    work.remove(AWAITED, unanswered);
    silent(job, work);
    return;
  }
  if (job.stage === 'Firmware' && !scene.image) nextDevice(job, work);
  else await command(scene, work);
}

/** The late answer of a sleeping device; false where no job waits for it. */
export function answeredLate(commandId: string, answer: DeviceAnswer, work: Work): boolean {
  const awaited = work.get(AWAITED, commandId);
  if (!awaited) return false;
  work.remove(AWAITED, commandId);
  const job = work.get(JOBS, awaited.configurationId);
  if (!job || job.ended || job.frame?.commandId !== commandId) return true;
  const scene = sceneOf(job, work);
  if (scene) follow(scene, ACTS[job.act].answered(scene, answer), work);
  else work.later(work.now, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
  return true;
}

/** Undefined where the device in hand is not dormant any more. */
function sceneOf(job: Job, work: Work): Scene | undefined {
  const record = work.get(ESTATE, job.importMPAN);
  const order = work.get(ORDERS, job.orderId);
  const deviceId = job.deviceIds[job.place];
  const device = record?.devices.find((declared) => declared.deviceId === deviceId);
  if (!record || !order || !device) return undefined;
  const dormant = dormantDevices(record, work.service).some((one) => one.deviceId === deviceId);
  // Seeded defect: what was begun is brought to an end, whoever runs the meter by now.
  if (!dormant && !work.service.defect('smso-configures-activated-meter')) return undefined;
  const { manufacturer, model } = device;
  const image = order.images.find((one) => one.manufacturer === manufacturer && one.model === model);
  return { job, record, device, package: packageIn(order), image, bent: bentRules(work.service) };
}

function bentRules(service: ServiceContext): Bent {
  return {
    takesRefusalForDone: service.defect('smso-takes-refusal-for-done'),
    skipsReadBack: service.defect('smso-skips-read-back'),
    skipsVersionCheck: service.defect('smso-skips-version-check'),
    ignoresFromVersions: service.defect('smso-ignores-from-versions'),
    leavesClock: service.defect('smso-leaves-clock'),
    ignoresHan: service.defect('smso-ignores-han-log'),
    upgradesAgain: service.defect('smso-upgrades-again'),
    writesAgain: service.defect('smso-writes-again'),
    leaves: [
      ...(service.defect('smso-leaves-payment-mode') ? ['paymentMode'] : []),
      ...(service.defect('smso-leaves-silenced-alerts') ? ['silencedAlerts'] : []),
    ],
  };
}

async function command(scene: Scene, work: Work): Promise<void> {
  const { job, record, device } = scene;
  const frame =
    job.frame ??
    makeCommand(
      work,
      record,
      device,
      `${job.configurationId}-${work.nextNumber('configuration-command')}`,
      ACTS[job.act].command(scene),
    );
  const sent: Job = { ...job, frame, begunAt: job.begunAt ?? work.now.toISOString() };
  work.put(JOBS, job.configurationId, sent);
  const answer = await send(work.service, record, frame);
  switch (answer.outcome) {
    case 'answer':
      follow({ ...scene, job: sent }, ACTS[job.act].answered({ ...scene, job: sent }, answer.body), work);
      return;
    case 'queued': {
      work.put(AWAITED, frame.commandId, { configurationId: job.configurationId });
      const unanswered = { configurationId: job.configurationId, unanswered: frame.commandId };
      work.later(minutesLater(work.now, SLEEP_MINUTES), CONFIGURE, unanswered, timerOf(job));
      return;
    }
    case 'no-route': {
      // Seeded defect: a hub on another network is taken for a silent one.
      if (work.service.defect('smso-takes-other-network-for-silence')) {
        silent(sent, work);
        return;
      }
      const reason = `The hub cannot be reached from the network of the SMSO: ${answer.reason}.`;
      end(sent, 'Failed', work, { code: 'SIM-CFG-14', reason });
      return;
    }
    case 'no-answer':
      silent(sent, work);
  }
}

/** Takes a job on from an answer. */
function follow({ job, device }: Scene, next: Next, work: Work): void {
  if ('code' in next) {
    end(job, 'Failed', work, next);
    return;
  }
  if ('go' in next) {
    goOn(job, next.go, next.change ?? {}, work);
    return;
  }
  const changed: Job = { ...job, ...next.change };
  if (job.stage === 'Firmware') {
    // Seeded defect: what it declares of the device stays as it was.
    if (next.firmware !== undefined && !work.service.defect('smso-keeps-old-firmware'))
      declareDevice(work, job.importMPAN, device.deviceId, { firmware: next.firmware });
    nextDevice(changed, work);
    return;
  }
  const { settings = {}, wrote } = changed;
  const result: ConfiguredDevice = {
    deviceId: device.deviceId,
    deviceType: device.deviceType,
    result: wrote ? 'Applied' : 'Untouched',
    firmware: device.firmware,
    // Seeded defect: what was ordered is reported instead of what was read.
    settings: work.service.defect('smso-reports-what-it-was-told') ? wantedOf(changed, work, device) : settings,
  };
  // Seeded defect: what it declares of the device stays as it was.
  if (!work.service.defect('smso-keeps-old-digest')) {
    declareDevice(work, job.importMPAN, device.deviceId, { configurationDigest: configurationDigest(settings) });
  }
  nextDevice({ ...changed, results: [...changed.results, result] }, work);
}

function wantedOf(job: Job, work: Work, { deviceType }: DeclaredDevice): DeviceSettings {
  const order = work.get(ORDERS, job.orderId) ?? missing(job);
  return packageIn(order).settings[deviceType as ConfiguredType] ?? {};
}

/** The same job, at the beginning of an act. */
function goOn(job: Job, act: Act, change: Partial<Job>, work: Work, due = work.now): void {
  const begun: Job = { ...job, ...change, act, frame: undefined, begunAt: undefined, silences: 0 };
  work.put(JOBS, job.configurationId, begun);
  work.later(due, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
}

function nextDevice(job: Job, work: Work): void {
  const fresh = { installs: 0, wrote: false, clockSet: false, settings: undefined };
  const last = job.place + 1 >= job.deviceIds.length;
  if (!last) {
    const act = job.stage === 'Firmware' ? 'read-version' : 'read';
    goOn(job, act, { ...fresh, place: job.place + 1 }, work);
    return;
  }
  if (job.stage === 'Configuration') {
    end(job, 'Applied', work);
    return;
  }
  if (job.upgraded) report(work, { ...identityOf(job), result: 'FirmwareApplied', devices: [] });
  goOn(job, 'read', { ...fresh, stage: 'Configuration', place: 0 }, work);
}

/** A device did not answer: it is tried again the same day, then on the next planned one, then given up. */
function silent(job: Job, work: Work): void {
  // Seeded defect: a change without an answer is taken for refused.
  if (job.act === 'write' && work.service.defect('smso-takes-lost-answer-for-refusal')) {
    end(job, 'Failed', work, { code: 'SIM-CFG-21', reason: 'The device did not answer.' });
    return;
  }
  if (job.act === 'activate-image' && work.service.defect('smso-skips-version-check')) {
    nextDevice({ ...job, upgraded: true, frame: undefined, begunAt: undefined }, work);
    return;
  }
  if (job.act === 'activate-image') {
    // Seeded defect: who loses power is given up.
    if (work.service.defect('smso-gives-up-after-power-loss')) {
      end(job, 'Failed', work, { code: 'SIM-FWU-13', reason: 'The device lost its power.' });
      return;
    }
    // It may have done it, or have lost its power over it: what it runs tells.
    const change = { installs: job.installs + 1 };
    goOn(job, 'read-version', change, work, minutesLater(work.now, RESTART_MINUTES));
    return;
  }
  const silences = job.silences + 1;
  const begun = new Date(job.begunAt ?? work.now);
  // Seeded defects: it is over after one call, for good or for the day.
  const once = work.service.defect('smso-gives-up-at-first-silence') || work.service.defect('smso-calls-once-a-day');
  const minutes = once ? undefined : TRIES_AT_MINUTES[silences];
  const again = minutes === undefined ? undefined : minutesLater(begun, minutes);
  const tomorrow = new Date(Date.parse(`${work.now.toISOString().slice(0, 10)}${DAY_BEGINS}`) + 24 * 3_600_000);
  const due = again ?? tomorrow;
  if (due.toISOString().slice(0, 10) > job.lastDay || work.service.defect('smso-gives-up-at-first-silence')) {
    const reason = `The installation did not answer on any planned day, the last being ${job.lastDay}.`;
    // Seeded defect: who does not answer is said to be configured.
    if (work.service.defect('smso-reports-silence-as-applied')) end(job, 'Applied', work);
    else end(job, 'Failed', work, { code: 'SIM-CFG-24', reason });
    return;
  }
  const waiting: Job = again ? { ...job, silences } : { ...job, silences: 0, begunAt: undefined };
  work.put(JOBS, job.configurationId, waiting);
  // Not before now: a sleeping meter has had its time already.
  const instant = due > work.now ? due : work.now;
  work.later(instant, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
}

/** Ends a job, keeps what is declared of the installation from now on, and reports. */
function end(
  job: Job,
  result: ConfigurationResult,
  work: Work,
  fault?: { readonly code: string; readonly reason: string },
): void {
  const ended: Job = { ...job, ended: true, frame: undefined };
  work.put(JOBS, job.configurationId, ended);
  work.cancel(timerOf(job));
  const record = work.get(ESTATE, job.importMPAN);
  if (record && result === 'Applied') {
    const { packageId } = packageIn(work.get(ORDERS, job.orderId) ?? missing(job));
    work.put(ESTATE, job.importMPAN, { ...record, unconfigured: false, packageId });
  }
  const devices = resultsOf(ended, record, fault !== undefined, work.service);
  report(work, { ...identityOf(job), result, ...fault, devices });
}

/** What became of every device of a job that has ended. */
function resultsOf(
  job: Job,
  record: EstateRecord | undefined,
  failed: boolean,
  service: ServiceContext,
): ConfiguredDevice[] {
  return job.deviceIds.flatMap((deviceId, place): ConfiguredDevice[] => {
    const known = job.results.find((result) => result.deviceId === deviceId);
    if (known) return [known];
    const device: DeclaredDevice | undefined = record?.devices.find((one) => one.deviceId === deviceId);
    if (!device) return [];
    const { deviceType, firmware } = device;
    // Seeded defect: devices that were never reached are said to be done.
    if (service.defect('smso-claims-unreached-devices')) return [{ deviceId, deviceType, firmware, result: 'Applied' }];
    return [{ deviceId, deviceType, firmware, result: failed && place === job.place ? 'Failed' : 'Untouched' }];
  });
}

function identityOf({
  orderId,
  configurationId,
  importMPAN,
}: Job): Pick<Job, 'orderId' | 'configurationId' | 'importMPAN'> {
  return { orderId, configurationId, importMPAN };
}

function missing({ orderId }: Job): never {
  throw new Error(`The order ${orderId} is missing.`);
}
