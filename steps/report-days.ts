import { daysLater } from '../support/models/calendar/days';
import { expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';

/** Day of the first attempt of the scenario's installations; the planned one before it has begun. */
export async function firstDay(world: MigrationWorld): Promise<string> {
  const made = [...world.installations, ...world.enrolled.map((one) => one.made)];
  const own = new Set(made.map(({ importMPAN }) => importMPAN));
  const states = await world.roles.supplier.installationStates();
  const days = states
    .filter(({ importMPAN }) => own.has(importMPAN))
    .map(
      ({ history, scheduledFor }) =>
        history.find(({ state }) => state === 'InProgress')?.at.slice(0, 10) ?? scheduledFor,
    );
  return expectFound('a day of a migration', days.sort()[0], { party: 'mcc' });
}

/** A day counted from that of the first attempt, which is the first. */
export async function nthDay(world: MigrationWorld, number: number): Promise<string> {
  return daysLater(await firstDay(world), number - 1);
}
