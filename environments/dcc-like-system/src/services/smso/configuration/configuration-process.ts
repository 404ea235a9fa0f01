import type { ConfiguredDevice } from '../../../domain/configuration-messages';
import type { DeviceSettings } from '../../../domain/configuration-package';
import { minutesLater } from '../../../domain/durations';
import type { EstateRecord } from '../../../domain/estate';
import { configurationDigest, type DeviceAnswer } from '../../../domain/frames';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { declareDevice, ESTATE } from '../estate';
import { makeCommand, send } from '../head-end';
import { CONFIGURATION_DECISIONS } from './decisions';
import { AWAITED, CONFIGURE, JOBS, ORDERS, timerOf, type Job, type Operation } from './job';
import { endJob, identityOf } from './job-end';
import { COMMANDS, CONFIGURATION_OPERATIONS, type ConfigurationContext, type Next } from './operations';
import { dormantDevices, packageIn } from './orders';
import { report } from './reports';

/** Minutes after the beginning of an operation at which a silent device is tried, on each planned day (MODEL). */
const TRIES_AT_MINUTES: readonly number[] = [0, 15, 60];
/** How long a sleeping meter has to fetch a command (MODEL). */
const SLEEP_MINUTES = 120;
/** Time of day at which a further day begins (MODEL: that of slots). */
const DAY_BEGINS = 'T08:00:00.000Z';

/** How an installation is configured. */
export const CONFIGURATION_PROCESS = area('smso-configuration-process', {
  /** Whether a device may be configured: no supplier runs it. */
  mayConfigure: (work: Work, record: EstateRecord, deviceId: string): boolean =>
    dormantDevices(work, record).some((device) => device.deviceId === deviceId),
  /** The hub is on the network of another Communications Provider. */
  noRoute: (work: Work, { job }: ConfigurationContext, why: string): void =>
    endJob(work, job, 'Failed', {
      code: 'SIM-CFG-14',
      reason: `The hub cannot be reached from the network of the SMSO: ${why}.`,
    }),
  triesAtMinutes: TRIES_AT_MINUTES,
  /** Whether no planned day is left at an instant. */
  isOver: ({ lastDay }: Job, instant: Date): boolean => instant.toISOString().slice(0, 10) > lastDay,
  giveUp: (work: Work, job: Job): void => {
    const reason = `The installation did not answer on any planned day, the last being ${job.lastDay}.`;
    endJob(work, job, 'Failed', { code: 'SIM-CFG-24', reason });
  },
  /** The settings that are reported of a device: as they were read. */
  reportedSettings: (_context: ConfigurationContext, read: DeviceSettings): DeviceSettings => read,
  /** Keeps the firmware that a device was found to run. */
  declareFirmware: (work: Work, { job, device }: ConfigurationContext, firmware: string): void =>
    declareDevice(work, job.importMPAN, device.deviceId, { firmware }),
  /** Keeps the digest of the settings that were read of a device. */
  declareConfiguration: (work: Work, { job, device }: ConfigurationContext, settings: DeviceSettings): void =>
    declareDevice(work, job.importMPAN, device.deviceId, { configurationDigest: configurationDigest(settings) }),
});

/** Timer: the next command of a job; `unanswered`: the sleeping device did not fetch this one. */
export async function configure(body: unknown, work: Work): Promise<void> {
  const { configurationId, unanswered } = body as { configurationId: string; unanswered?: string };
  const job = work.get(JOBS, configurationId);
  if (!job || job.ended) return;
  const context = contextOf(work, job);
  if (context === undefined) {
    const reason = 'Its supplier has taken the meter into operation: nothing more is done to it.';
    endJob(work, job, 'Failed', { code: 'SIM-CFG-12', reason });
    return;
  }
  if (unanswered !== undefined) {
    work.remove(AWAITED, unanswered);
    silent(work, context);
    return;
  }
  if (job.stage === 'Firmware' && !context.image) nextDevice(work, job);
  else await command(work, context);
}

/** The late answer of a sleeping device; false where no job waits for it. */
export function answeredLate(commandId: string, answer: DeviceAnswer, work: Work): boolean {
  const awaited = work.get(AWAITED, commandId);
  if (!awaited) return false;
  work.remove(AWAITED, commandId);
  const job = work.get(JOBS, awaited.configurationId);
  if (!job || job.ended || job.frame?.commandId !== commandId) return true;
  const context = contextOf(work, job);
  if (context) answered(work, context, answer);
  else work.later(work.now, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
  return true;
}

/** Undefined where the device in hand is not dormant any more. */
function contextOf(work: Work, job: Job): ConfigurationContext | undefined {
  const record = work.get(ESTATE, job.importMPAN);
  const order = work.get(ORDERS, job.orderId);
  const device = record?.devices.find(({ deviceId }) => deviceId === job.deviceIds[job.place]);
  if (!record || !order || !device) return undefined;
  if (!work.rules(CONFIGURATION_PROCESS).mayConfigure(work, record, device.deviceId)) return undefined;
  const { manufacturer, model } = device;
  const image = order.images.find((one) => one.manufacturer === manufacturer && one.model === model);
  const decisions = work.rules(CONFIGURATION_DECISIONS);
  return { job, record, device, package: packageIn(order), image, decisions };
}

async function command(work: Work, context: ConfigurationContext): Promise<void> {
  const { job, record, device } = context;
  const { configurationId } = job;
  const frame =
    job.frame ?? makeCommand(work, record, device, commandIdOf(work, job), COMMANDS[job.operation](context));
  const sent: Job = { ...job, frame, begunAt: job.begunAt ?? work.now.toISOString() };
  work.put(JOBS, configurationId, sent);
  const answer = await send(work, record, frame);
  switch (answer.outcome) {
    case 'answer':
      answered(work, { ...context, job: sent }, answer.body);
      return;
    case 'queued': {
      work.put(AWAITED, frame.commandId, { configurationId });
      const unanswered = { configurationId, unanswered: frame.commandId };
      work.later(minutesLater(work.now, SLEEP_MINUTES), CONFIGURE, unanswered, timerOf(job));
      return;
    }
    case 'no-route':
      work.rules(CONFIGURATION_PROCESS).noRoute(work, { ...context, job: sent }, answer.reason);
      return;
    case 'no-answer':
      silent(work, { ...context, job: sent });
  }
}

function commandIdOf(work: Work, { configurationId }: Job): string {
  return `${configurationId}-${work.nextNumber('configuration-command')}`;
}

function answered(work: Work, context: ConfigurationContext, answer: DeviceAnswer): void {
  const { answers } = work.rules(CONFIGURATION_OPERATIONS);
  follow(work, context, answers[context.job.operation](context, answer));
}

/** Takes a job on from an answer, or from its absence. */
function follow(work: Work, context: ConfigurationContext, next: Next): void {
  const { job, device } = context;
  if ('code' in next) {
    endJob(work, job, 'Failed', next);
    return;
  }
  if ('go' in next) {
    goOn(work, { ...job, ...next.change }, next.go, minutesLater(work.now, next.afterMinutes ?? 0));
    return;
  }
  const rules = work.rules(CONFIGURATION_PROCESS);
  const changed: Job = { ...job, ...next.change };
  if (job.stage === 'Firmware') {
    if (next.firmware !== undefined) rules.declareFirmware(work, context, next.firmware);
    nextDevice(work, changed);
    return;
  }
  const { settings = {}, wrote } = changed;
  const result: ConfiguredDevice = {
    deviceId: device.deviceId,
    deviceType: device.deviceType,
    result: wrote ? 'Applied' : 'Untouched',
    firmware: device.firmware,
    settings: rules.reportedSettings(context, settings),
  };
  rules.declareConfiguration(work, context, settings);
  nextDevice(work, { ...changed, results: [...changed.results, result] });
}

/** The same job, at the beginning of an operation. */
function goOn(work: Work, job: Job, operation: Operation, due = work.now): void {
  const begun: Job = { ...job, operation, frame: undefined, begunAt: undefined, silences: 0 };
  work.put(JOBS, job.configurationId, begun);
  work.later(due, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
}

function nextDevice(work: Work, job: Job): void {
  const fresh: Job = { ...job, installs: 0, wrote: false, clockSet: false, settings: undefined };
  const last = job.place + 1 >= job.deviceIds.length;
  if (!last) {
    goOn(work, { ...fresh, place: job.place + 1 }, job.stage === 'Firmware' ? 'read-version' : 'read');
    return;
  }
  if (job.stage === 'Configuration') {
    endJob(work, job, 'Applied');
    return;
  }
  if (job.upgraded) report(work, { ...identityOf(job), result: 'FirmwareApplied', devices: [] });
  goOn(work, { ...fresh, stage: 'Configuration', place: 0 }, 'read');
}

/** A device did not answer. */
export function silent(work: Work, context: ConfigurationContext): void {
  const next = work.rules(CONFIGURATION_OPERATIONS).silences[context.job.operation]?.(context);
  if (next) follow(work, context, next);
  else tryAgain(work, context.job);
}

/** Tries a silent device again the same day, then on the next planned one; then gives it up. */
function tryAgain(work: Work, job: Job): void {
  const { triesAtMinutes, isOver, giveUp } = work.rules(CONFIGURATION_PROCESS);
  const silences = job.silences + 1;
  const minutes = triesAtMinutes[silences];
  const again = minutes === undefined ? undefined : minutesLater(new Date(job.begunAt ?? work.now), minutes);
  const due = again ?? nextDay(work.now);
  if (isOver(job, due)) {
    giveUp(work, job);
    return;
  }
  const waiting: Job = again ? { ...job, silences } : { ...job, silences: 0, begunAt: undefined };
  work.put(JOBS, job.configurationId, waiting);
  // Not before now: a sleeping meter has had its time already.
  const instant = due > work.now ? due : work.now;
  work.later(instant, CONFIGURE, { configurationId: job.configurationId }, timerOf(job));
}

function nextDay(now: Date): Date {
  return new Date(Date.parse(`${now.toISOString().slice(0, 10)}${DAY_BEGINS}`) + 24 * 3_600_000);
}
