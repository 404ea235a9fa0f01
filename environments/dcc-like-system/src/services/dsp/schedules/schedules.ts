import { writeScheduledRequest } from '../../../duis/scheduled-request';
import type { Frequency, ScheduleDetails } from '../../../duis/requests/schedule';
import type { TimerHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { isFirstNow } from '../../../kernel/first-now';
import type { Work } from '../../../kernel/work';
import { readRequest } from '../../../duis/request';
import { alertUser } from '../alerts/alerts';
import { acceptScheduled } from '../commands/commands';
import { INVENTORY } from '../inventory/inventory';
import { maySendNow } from '../gateway/request-checks';
import { factsOf } from '../gateway/request-facts';

/** A schedule that the DSP holds. */
export interface Schedule {
  readonly id: string;
  /** EUI of the user who made it. */
  readonly user: string;
  readonly details: ScheduleDetails;
}

const SCHEDULES = table<Schedule>('schedules');

const DAY = 86_400_000;
const RUNS_PER_MILLISECOND = 1000;
/** Months between two runs; days where it is shorter. */
const STEPS: Readonly<Record<Frequency, { readonly days: number } | { readonly months: number }>> = {
  Daily: { days: 1 },
  Weekly: { days: 7 },
  Monthly: { months: 1 },
  Quarterly: { months: 3 },
  'Half-Yearly': { months: 6 },
  Yearly: { months: 12 },
};

/** Keeps a schedule; its first run is the first of its instants that is not past. */
export function createSchedule(user: string, details: ScheduleDetails, work: Work): Schedule {
  const schedule = { id: String(work.nextNumber('schedule')), user, details };
  work.put(SCHEDULES, schedule.id, schedule);
  plan(schedule, work);
  return schedule;
}

/** Schedules of a user, or of everybody: the one with an id, or all about a device. */
export function schedulesOf(
  user: string | undefined,
  by: { id: string } | { deviceId: string } | 'all',
  work: Work,
): Schedule[] {
  return work
    .list(SCHEDULES)
    .map(({ value }) => value)
    .filter((schedule) => user === undefined || schedule.user === user)
    .filter(({ id, details }) => by === 'all' || ('id' in by ? id === by.id : details.deviceId === by.deviceId));
}

export function deleteSchedule({ id }: Schedule, work: Work): void {
  work.remove(SCHEDULES, id);
  work.cancel(timerOf(id));
}

/** Timer: a schedule is due. */
export const fireSchedule: TimerHandler = (body, work) => {
  const schedule = work.get(SCHEDULES, (body as { id: string }).id);
  if (!schedule) return;
  const { id, user, details } = schedule;
  const run = work.nextNumber(`runs for ${user}`);
  // Far from what users count, and from what devices count that tell something of their own accord.
  const counter = work.now.getTime() * RUNS_PER_MILLISECOND + (run % RUNS_PER_MILLISECOND);
  const requestId = `${user}:${details.deviceId}:${counter}`;
  const content = writeScheduledRequest(requestId, details, work.now);
  if (!maySendNow(factsOf(readRequest(content), 'serviceS', work))) {
    remove(schedule, work);
    return;
  }
  if (!work.service.defect('dsp-fires-schedule-once')) plan(schedule, work);
  // Seeded defect: a month has thirty days.
  if (details.frequency === 'Monthly' && work.service.defect('dsp-takes-months-for-thirty-days')) {
    work.later(new Date(work.now.getTime() + 30 * DAY), 'schedule', { id }, timerOf(id));
  }
  // Seeded defect: what was due during an outage is left out.
  const isLate = !work.now.toISOString().includes(`T${details.time ?? '00:00:00'}`);
  if (isLate && work.service.defect('dsp-skips-missed-schedules')) return;
  // Seeded defect: of schedules that are due at one instant the others are left out.
  if (work.service.defect('dsp-fires-one-schedule-at-a-time') && !isFirstNow('schedule', work)) return;
  const installation = work.get(INVENTORY, details.deviceId)?.installationId;
  const { reference, variant } = details;
  const command = { requestId, reference, variant, content, scheduleId: id };
  // Seeded defect: schedules are for SMETS1 devices.
  if (work.get(INVENTORY, details.deviceId)?.smets2 === true && work.service.defect('dsp-schedules-smets1-only'))
    return;
  work.audit('schedule-fired', installation, `schedule ${id} of ${user}: ${variant} to ${details.deviceId}`);
  acceptScheduled(
    { ...command, ...(installation === undefined ? {} : { installation }) },
    `schedule ${id} run ${run}`,
    work,
  );
};

/** Removes schedules of a device whose users may not have them any more, or all of them. */
export function removeSchedules(deviceId: string, which: 'all' | 'unauthorised', work: Work): void {
  for (const { value: schedule } of work.list(SCHEDULES)) {
    if (schedule.details.deviceId !== deviceId) continue;
    const requestId = `${schedule.user}:${deviceId}:0`;
    const request = readRequest(writeScheduledRequest(requestId, schedule.details, work.now));
    const removesAll = which === 'all' || work.service.defect('dsp-removes-every-schedule');
    if (removesAll || !maySendNow(factsOf(request, 'serviceS', work))) remove(schedule, work);
  }
}

/** Seeded defects: schedules of a user, or of everybody, are removed wherever they are. */
export function removeEverySchedule(user: string | undefined, work: Work): void {
  for (const schedule of schedulesOf(user, 'all', work)) remove(schedule, work);
}

/** Removes a schedule and tells its user: why follows from what became of the device. */
function remove(schedule: Schedule, work: Work): void {
  const { id, user, details } = schedule;
  deleteSchedule(schedule, work);
  const device = work.get(INVENTORY, details.deviceId);
  const code = device?.status === 'Commissioned' ? 'N17' : 'N4';
  work.audit('schedule-removed', device?.installationId, `schedule ${id} of ${user}: ${code}`);
  alertUser(user, { code, deviceId: details.deviceId, scheduleId: id }, device?.installationId, work);
}

function plan({ id, details }: Schedule, work: Work): void {
  const next = nextRun(details, work.now);
  if (next) work.later(next, 'schedule', { id }, timerOf(id));
}

/** The first run of a schedule after an instant; undefined when there is none any more. */
export function nextRun(
  { frequency, startDate, endDate, time = '00:00:00' }: ScheduleDetails,
  after: Date,
): Date | undefined {
  const first = new Date(`${startDate}T${time}.000Z`);
  for (let count = 0; ; count += 1) {
    const run = stepsAfter(first, STEPS[frequency], count);
    if (endDate !== undefined && run.toISOString().slice(0, 10) > endDate) return undefined;
    if (run > after) return run;
  }
}

function stepsAfter(first: Date, step: { days: number } | { months: number }, count: number): Date {
  if ('days' in step) return new Date(first.getTime() + count * step.days * DAY);
  const month = first.getUTCMonth() + count * step.months;
  const last = new Date(Date.UTC(first.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const run = new Date(first);
  // A day that a month lacks is its last one.
  run.setUTCFullYear(first.getUTCFullYear(), month, Math.min(first.getUTCDate(), last));
  return run;
}

function timerOf(id: string): string {
  return `schedule ${id}`;
}
