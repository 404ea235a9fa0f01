import { Given, Then, When } from '@cucumber/cucumber';
import { entryTimes } from '../support/interfaces/duis/readings';
import type { XmlReader } from '../support/interfaces/xml';
import { dayOf, daysLater } from '../support/models/calendar/days';
import { reportPeriods } from '../support/models/calendar/report-periods';
import { scheduleDays } from '../support/models/calendar/schedule-days';
import { needing } from '../support/scope/step-traits';
import type { Part } from '../support/roles';
import { expectCount, expectEqual, expectFound, type ExpectationContext } from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { ScheduleTimes } from './phrases/calendar-phrases';
import type { DeviceReference } from './phrases/installation-types';

const HALF_HOUR = 1_800_000;
const DAY = 48 * HALF_HOUR;
/** Numbers of the half hours of a day, whatever clocks in Great Britain show. */
const HALF_HOURS_OF_A_DAY = Array.from({ length: 48 }, (_, index) => index + 1);

Given(
  'it is {calendarDay}',
  { wrapperOptions: { needs: ['lab', 'virtual-time'], first: true } },
  async function (this: MigrationWorld, day: string) {
    await this.beginOn(day);
  },
);

When(
  '{calendarDay} ends',
  { ...needing('virtual-time'), timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, day: string) {
    await this.roles.time.passUntil(new Date(`${daysLater(day, 1)}T00:00:00.000Z`));
  },
);

/** What came of a schedule, oldest first. */
async function scheduledReadings(world: MigrationWorld, part: Part, deviceId: string): Promise<ScheduledReading[]> {
  return (await world.roles.user(part).received()).flatMap(({ response: { content }, receivedAt }) =>
    content.kind === 'device-response' && content.scheduleId !== undefined && content.deviceId === deviceId
      ? [{ receivedAt, payload: content.payload }]
      : [],
  );
}

interface ScheduledReading {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly payload: XmlReader | undefined;
}

Then(
  '{user} has received {count} scheduled reading(s) of {theDevice}, {scheduleTimes}',
  async function (this: MigrationWorld, part: Part, count: number, reference: DeviceReference, due: ScheduleTimes) {
    const { deviceId } = deviceOf(this.nthInstallation(reference.installation), reference.type);
    const readings = await scheduledReadings(this, part, deviceId);
    const on = { party: 'dsp', device: `${reference.type} ${deviceId}` } as const;
    const now = await this.roles.time.now();
    const days = scheduleDays(due, dayOf(now)).map((day) => `${day}T${due.time.slice(0, 5)}`);
    const expected = days.filter((at) => at <= now.toISOString());
    const times = readings.map(({ receivedAt }) => receivedAt.slice(0, 16));
    expectEqual('the times at which scheduled readings were received', times, expected, on);
    expectCount('scheduled readings', times, count, on);
    for (const reading of readings) expectDayBefore(reading, on);
  },
);

/** Expects the half hours of the day before, and no others, in the log that a schedule has read. */
function expectDayBefore({ receivedAt, payload }: ScheduledReading, on: ExpectationContext): void {
  const begin = Date.parse(`${receivedAt.slice(0, 10)}T00:00:00.000Z`) - DAY;
  const what = `half hours in the scheduled reading of ${receivedAt.slice(0, 10)}`;
  const ends = entryTimes(expectFound(what, payload, on)).map((at) => (Date.parse(at) - begin) / HALF_HOUR);
  // The half hour that ended as the day began can be there too: the period that was asked for begins with that instant.
  const ofTheDay = ends.filter((end) => end !== 0);
  expectEqual(what, ofTheDay, HALF_HOURS_OF_A_DAY, on);
}

/** Kinds of report of a day and of a week (as published), in the order of their production. */
const KINDS = { day: ['authorisations', 'schedule', 'outcomes'], week: ['portfolio', 'errors'] } as const;

Then(
  '{user} has a report of every day and week since {calendarDay}',
  async function (this: MigrationWorld, part: Part, since: string) {
    const supplier = this.roles.supplierIn(part);
    const lastDay = daysLater(dayOf(await this.roles.time.now()), -1);
    const due = reportPeriods(since, lastDay).flatMap((period) =>
      KINDS[period.includes('W') ? 'week' : 'day'].map((kind) => `${kind} of ${period}`),
    );
    const kept = (await supplier.reports.kept()).map(({ kind, period }) => `${kind} of ${period}`);
    expectEqual(`the reports that are kept for ${supplier.name}`, kept, due, { party: 'mcc' });
  },
);
