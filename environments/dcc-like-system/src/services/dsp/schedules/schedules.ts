import { writeScheduledRequest } from '../../../duis/scheduled-request';
import type { Frequency, ScheduleDetails } from '../../../duis/requests/schedule';
import type { TimerHandler } from '../../../kernel/service';
import { table } from '../../../kernel/store';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { readRequest, type ServiceRequest } from '../../../duis/request';
import { alertUser } from '../alerts/alerts';
import { acceptScheduled, type PendingCommand } from '../commands/commands';
import { INVENTORY } from '../inventory/inventory';
import { isStillEligible, maySendNow } from '../gateway/request-checks';
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

/** How the DSP runs schedules. */
export const SCHEDULING = area('dsp-schedules', {
  /** Time between two runs. */
  steps: STEPS,
  /** Whether a run is after the end of its schedule, whose end date is counted. */
  isOver: (run: Date, { endDate }: ScheduleDetails): boolean =>
    endDate !== undefined && run.toISOString().slice(0, 10) > endDate,
  /** The day of a run in a month of so many days: one that the month lacks is its last one. */
  dayInMonth: (day: number, daysInMonth: number): number => Math.min(day, daysInMonth),
  /** Plans the run after this one. */
  planNext: plan,
  /** Sends the request of a run; `key`: the one under which it is answered. */
  execute: ({ id, user, details }: Schedule, command: PendingCommand, key: string, work: Work): void => {
    const { deviceId, variant } = details;
    work.audit('schedule-fired', command.installation, `schedule ${id} of ${user}: ${variant} to ${deviceId}`);
    acceptScheduled(command, key, work);
  },
  /** Whether a change of registration ends a schedule. */
  isEnded: (request: ServiceRequest, work: Work): boolean => !isStillEligible(factsOf(request, 'serviceS', work)),
  /** Whether a run takes place: one whose user is suspended, or whose device is not commissioned, is left out (MODEL). */
  takesPlace: (request: ServiceRequest, work: Work): boolean => maySendNow(factsOf(request, 'serviceS', work)),
});

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
  const { planNext, takesPlace, execute } = work.rules(SCHEDULING);
  if (!work.get(INVENTORY, details.deviceId)) {
    removeSchedule(schedule, work);
    return;
  }
  planNext(schedule, work);
  if (!takesPlace(readRequest(content), work)) return;
  const installation = work.get(INVENTORY, details.deviceId)?.installationId;
  const { reference, variant } = details;
  const command = { requestId, reference, variant, content, scheduleId: id };
  execute(
    schedule,
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
    if (which === 'all' || work.rules(SCHEDULING).isEnded(request, work)) removeSchedule(schedule, work);
  }
}

/** Removes a schedule and tells its user: why follows from what became of the device. */
export function removeSchedule(schedule: Schedule, work: Work): void {
  const { id, user, details } = schedule;
  deleteSchedule(schedule, work);
  const device = work.get(INVENTORY, details.deviceId);
  const code = device?.status === 'Commissioned' ? 'N17' : 'N4';
  work.audit('schedule-removed', device?.installationId, `schedule ${id} of ${user}: ${code}`);
  alertUser(user, { code, deviceId: details.deviceId, scheduleId: id }, device?.installationId, work);
}

function plan({ id, details }: Schedule, work: Work): void {
  const next = nextRun(details, work.now, work.rules(SCHEDULING));
  if (next) work.later(next, 'schedule', { id }, timerOf(id));
}

/** The rules that say when a schedule runs. */
type RunRules = Pick<typeof SCHEDULING.rules, 'steps' | 'isOver' | 'dayInMonth'>;

/** The first run of a schedule after an instant; undefined when there is none any more. */
export function nextRun(details: ScheduleDetails, after: Date, rules: RunRules = SCHEDULING.rules): Date | undefined {
  const { frequency, startDate, time = '00:00:00' } = details;
  const first = new Date(`${startDate}T${time}.000Z`);
  for (let count = 0; ; count += 1) {
    const run = stepsAfter(first, count, frequency, rules);
    if (rules.isOver(run, details)) return undefined;
    if (run > after) return run;
  }
}

function stepsAfter(first: Date, count: number, frequency: Frequency, { steps, dayInMonth }: RunRules): Date {
  const step = steps[frequency];
  if ('days' in step) return new Date(first.getTime() + count * step.days * DAY);
  const month = first.getUTCMonth() + count * step.months;
  const last = new Date(Date.UTC(first.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const run = new Date(first);
  run.setUTCFullYear(first.getUTCFullYear(), month, dayInMonth(first.getUTCDate(), last));
  return run;
}

/** Name of the timer of a schedule's next run. */
export function timerOf(id: string): string {
  return `schedule ${id}`;
}
