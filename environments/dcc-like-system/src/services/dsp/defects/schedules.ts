import { defect, omitWrite, rule } from '../../../kernel/defect';
import { isFirstNow } from '../../../kernel/defects/first-now';
import { USERS } from '../gateway/request-facts';
import { INVENTORY } from '../inventory/inventory';
import { SCHEDULING, timerOf } from '../schedules/schedules';

const THIRTY_DAYS = 30 * 86_400_000;

const DAY = 86_400_000;

/** Seeded defects of schedules. */
export const SCHEDULE_DEFECTS = [
  defect(
    'dsp-ignores-end-dates',
    rule(SCHEDULING, 'isOver', () => () => false),
  ),
  defect(
    'dsp-ends-schedules-a-day-early',
    rule(SCHEDULING, 'isOver', (right) => (run, details) => right(new Date(run.getTime() + DAY), details)),
  ),
  // What a month lacks falls into the next one.
  defect(
    'dsp-lets-short-months-run-over',
    rule(SCHEDULING, 'dayInMonth', () => (day) => day),
  ),
  defect(
    'dsp-takes-weeks-for-ten-days',
    rule(SCHEDULING, 'steps', (right) => ({ ...right, Weekly: { days: 10 } })),
  ),
  defect(
    'dsp-takes-quarters-for-thirteen-weeks',
    rule(SCHEDULING, 'steps', (right) => ({ ...right, Quarterly: { days: 91 } })),
  ),
  defect(
    'dsp-takes-half-years-for-quarters',
    rule(SCHEDULING, 'steps', (right) => ({ ...right, 'Half-Yearly': { months: 3 } })),
  ),
  defect(
    'dsp-takes-years-for-365-days',
    rule(SCHEDULING, 'steps', (right) => ({ ...right, Yearly: { days: 365 } })),
  ),
  defect(
    'dsp-fires-schedules-of-suspended-users',
    rule(SCHEDULING, 'takesPlace', () => () => true),
  ),
  defect(
    'dsp-ends-schedules-of-suspended-users',
    rule(SCHEDULING, 'planNext', (right) => (schedule, work) => {
      if (work.get(USERS, schedule.user)?.status !== 'Suspended') right(schedule, work);
    }),
  ),
  defect('dsp-fires-schedule-once', omitWrite(SCHEDULING, 'planNext')),
  defect(
    'dsp-takes-months-for-thirty-days',
    rule(SCHEDULING, 'planNext', (right) => (schedule, work) => {
      const { id, details } = schedule;
      right(schedule, work);
      if (details.frequency !== 'Monthly') return;
      work.later(new Date(work.now.getTime() + THIRTY_DAYS), 'schedule', { id }, timerOf(id));
    }),
  ),
  // A run that was due during an outage is left out.
  defect(
    'dsp-skips-missed-schedules',
    rule(SCHEDULING, 'execute', (right) => (schedule, command, key, work) => {
      const isOnTime = work.now.toISOString().includes(`T${schedule.details.time ?? '00:00:00'}`);
      if (isOnTime) right(schedule, command, key, work);
    }),
  ),
  defect(
    'dsp-fires-one-schedule-at-a-time',
    rule(SCHEDULING, 'execute', (right) => (schedule, command, key, work) => {
      if (isFirstNow('schedule', work)) right(schedule, command, key, work);
    }),
  ),
  defect(
    'dsp-schedules-smets1-only',
    rule(SCHEDULING, 'execute', (right) => (schedule, command, key, work) => {
      if (work.get(INVENTORY, schedule.details.deviceId)?.smets2 !== true) right(schedule, command, key, work);
    }),
  ),
  defect(
    'dsp-removes-every-schedule',
    rule(SCHEDULING, 'isEnded', () => () => true),
  ),
];
