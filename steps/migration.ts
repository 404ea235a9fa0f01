import { Given, Then, When } from '@cucumber/cucumber';
import { AUTHORISES, needing } from '../support/scope/step-traits';
import { withoutStop } from '../support/evidence/failure';
import type { InstallationState } from '../support/roles';
import { dayOf, daysLater } from '../support/models/calendar/days';
import {
  expectEqual,
  expectFound,
  expectThat,
  type ExpectationContext,
  expectCount,
} from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import type { MigrationWorld } from '../support/world/world';
import type { PhaseOfMigration } from '../support/interfaces/vocabulary';
import { CODES_OF_MIGRATIONS, CODES_OF_STEPS } from './phrases/codes-of';
import type { Capacity, Scheduling, Standing } from './phrases/migration-types';

/** From the start of a slot to the end of its attempt window (MODEL, as published). */
const WINDOW_HOURS = 24;
/** From then until every attempt of the slot has its outcome: grace and a little more. */
const GRACE_HOURS = 1;
/** Time that a recovery may take: the gas meter is asked several times, and sleeps. */
const RECOVERY_HOURS = 12;

/** The installation as its supplier sees it at the Migration Control Centre. */
export async function stateOf(world: MigrationWorld, number: number): Promise<InstallationState> {
  const { importMPAN } = world.nthInstallation(number);
  const state = await world.roles.supplier.installationState(importMPAN);
  return expectFound(`the installation with MPAN ${importMPAN} among those in migration`, state, { party: 'mcc' });
}

/** Where the state of an installation was seen, and what is said of it. */
export function placeOf(state: InstallationState): ExpectationContext {
  const { installationId, phase, code, reason, attempt, scheduledFor } = state;
  const isTriedAgain = state.state === 'Scheduled' && attempt > 1;
  const again = isTriedAgain && `attempt ${String(attempt)} is planned for ${scheduledFor}`;
  const said = [phase, code, reason && withoutStop(reason), again].filter(Boolean).join(', ');
  return { message: `state of ${installationId} at the Migration Control Centre`, given: code, said };
}

/**
 * Whoever authorises in the Test Phase does so for the earliest day, and time goes on to the end of that day: the supplier in the
 * Active phase, the Migration Control Centre with a week's notice in the Dormant phase, both in the Mixed phase. What is tried again
 * after that midnight has its outcome only once the attempt window closes.
 */
When(
  'its/their migration is authorised( again)',
  { ...AUTHORISES, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld) {
    await this.migrate();
  },
);

/** For the earliest day, and time goes on to the end of that day. */
When('{migration} is authorised', AUTHORISES, async function (this: MigrationWorld, number: number) {
  await this.migrate([this.nthInstallation(number)]);
});

/** Time goes on to the end of the day for which the migration is scheduled. */
When('the migration day has passed', async function (this: MigrationWorld) {
  await this.passMigrationDay();
});

/** Time goes on until every attempt of the slot has its outcome. */
When('the attempt window closes', async function (this: MigrationWorld) {
  await passToWindowEnd(this, GRACE_HOURS);
});

When('it is {duration} before the end of the attempt window', async function (this: MigrationWorld, hours: number) {
  await passToWindowEnd(this, -hours);
});

When('it is {duration} after the end of the attempt window', async function (this: MigrationWorld, hours: number) {
  await passToWindowEnd(this, hours);
});

/** Time goes on to that very instant. */
When('the attempt window ends', async function (this: MigrationWorld) {
  await passToWindowEnd(this, 0);
});

/** Lets time pass until so many hours after the end of the attempt window of the first installation, or before it. */
async function passToWindowEnd(world: MigrationWorld, hours: number): Promise<void> {
  const { slotStart } = await stateOf(world, 1);
  await world.roles.time.passUntil(new Date(Date.parse(slotStart) + (WINDOW_HOURS + hours) * 3_600_000));
}

When('{duration} pass(es)', async function (this: MigrationWorld, hours: number) {
  await this.roles.time.passHours(hours);
});

Then(
  '{migration} stops at {migrationStep} with {code}',
  { wrapperOptions: { follows: ['authorises the migration'], codes: CODES_OF_STEPS } },
  async function (this: MigrationWorld, number: number, step: PhaseOfMigration, code: string) {
    const state = await stateOf(this, number);
    const context = { ...placeOf(state), due: code };
    const what = `the migration to stop at ${step} with ${code}`;
    const stopped = state.state !== 'Commissioned';
    const party = stopped ? undefined : await whoSaysMigrated(this, number);
    expectThat(stopped, what, 'that the installation is commissioned', { ...context, party });
    expectEqual('the code with which the migration stops', state.code, code, context);
    expectEqual('the step at which the migration stops', state.phase, step, context);
  },
);

/** Who says that an installation is migrated: the file with its outcome, or else the Migration Control Centre alone. */
async function whoSaysMigrated(world: MigrationWorld, number: number): Promise<'commissioning-party' | 'mcc'> {
  const outcomes = await world.roles.supplier.outcomesOf(world.nthInstallation(number).importMPAN);
  return outcomes.at(-1)?.result === 'Migrated' ? 'commissioning-party' : 'mcc';
}

Then(
  '{installation} is {standing}',
  {
    wrapperOptions: {
      follows: ['authorises the migration'],
      codes: [...CODES_OF_MIGRATIONS, 'SIM-AUT', 'SIM-DRM', 'GT'],
    },
  },
  async function (this: MigrationWorld, number: number, expected: Standing) {
    const state = await stateOf(this, number);
    const { attempt, code } = state;
    const context = { ...placeOf(state), due: expected.code };
    expectEqual('the state of the installation', state.state, expected.state, context);
    if (expected.attempt !== undefined) expectEqual('the number of the attempt', attempt, expected.attempt, context);
    if (expected.code !== undefined) expectEqual('the code of the installation', code, expected.code, context);
  },
);

const FROM_MCC = { party: 'mcc' } as const;

/** What is expected of the state of an installation, by when it is scheduled. */
type ExpectedSchedule = (state: InstallationState, world: MigrationWorld) => Promise<Partial<InstallationState>>;

const firstPlannedDay: ExpectedSchedule = async ({ importMPAN }, { roles }) => {
  const notice = (await roles.supplier.notices()).find((one) => one.importMPAN === importMPAN);
  return {
    scheduledFor: expectFound(`a notice to the supplier about MPAN ${importMPAN}`, notice, FROM_MCC).plannedFrom,
  };
};

const dayAfterTheFirst: ExpectedSchedule = async (_state, world) => ({
  scheduledFor: daysLater((await stateOf(world, 1)).scheduledFor, 1),
});

/** A further attempt, and its day counted from that of the first attempt. */
function furtherAttempt(attempt: number, dayNumber: number): ExpectedSchedule {
  return (state) => {
    const begun = state.history.find(({ state: entered }) => entered === 'InProgress');
    const firstDay = dayOf(new Date(expectFound('a first attempt', begun, placeOf(state)).at));
    expectEqual('the last state in the history', state.history.at(-1)?.state, 'Scheduled', placeOf(state));
    return Promise.resolve({ state: 'Scheduled', attempt, scheduledFor: daysLater(firstDay, dayNumber - 1) });
  };
}

/** The slot of a day: it starts at 08:00 UTC all the year (MODEL, as published). */
function slotOn(day: string): ExpectedSchedule {
  return () => Promise.resolve({ scheduledFor: day, slotStart: `${day}T08:00:00.000Z` });
}

function expectedSchedule(scheduling: Scheduling): ExpectedSchedule {
  if (scheduling === 'for the first planned day') return firstPlannedDay;
  if (scheduling === 'a day after the first') return dayAfterTheFirst;
  if ('day' in scheduling) return slotOn(scheduling.day);
  return furtherAttempt(scheduling.attempt, scheduling.dayNumber);
}

Then(
  '{installation} is scheduled {scheduling}',
  async function (this: MigrationWorld, number: number, scheduling: Scheduling) {
    const state = await stateOf(this, number);
    const expected = await expectedSchedule(scheduling)(state, this);
    const found = Object.fromEntries(
      Object.keys(expected).map((name) => [name, state[name as keyof InstallationState]]),
    );
    expectEqual('the schedule of the installation', found, expected, { ...placeOf(state), party: 'mcc' });
  },
);

Then(
  'the migration was raised to the Migration Control Centre with {code}',
  { wrapperOptions: { codes: CODES_OF_MIGRATIONS } },
  async function (this: MigrationWorld, code: string) {
    const { history, installationId } = await stateOf(this, 1);
    const called = history
      .filter(({ state, note }) => state === 'Intervention' && note.includes(code))
      .map(({ at, note }) => `${at} ${note}`);
    const message = `history of ${installationId} at the Migration Control Centre`;
    expectCount(`interventions with ${code}`, called, 1, { message, due: code });
  },
);

/** Time goes on until the recovery has ended. */
When('the Migration Control Centre orders {recovery}', async function (this: MigrationWorld, number: number) {
  await this.roles.controlCentre.recover(await this.installationIdOf(this.nthInstallation(number)));
  await this.roles.time.passHours(RECOVERY_HOURS);
});

When('the Migration Control Centre releases {installation}', async function (this: MigrationWorld, number: number) {
  await this.roles.controlCentre.release(await this.installationIdOf(this.nthInstallation(number)));
});

Given(
  'the Migration Control Centre {capacity} {count} installation(s) a day( for every supplier)',
  needing('lab'),
  async function (this: MigrationWorld, capacity: Capacity, count: number) {
    await this.lab.changeSettings({ [capacity]: count });
  },
);
