import path from 'node:path';
import { z } from 'zod';
import { readTable } from '../scope/table';
import type { MigrationFileOf } from '../interfaces/files/migration-files';
import type { InstallationState } from '../roles';
import { dayOf, daysLater } from '../models/calendar/days';

/** What follows a failed attempt, as testers expect it. */
const FOLLOW_UPS = ['another day', 'new authorisation', 'operator'] as const;
type FollowUp = (typeof FOLLOW_UPS)[number];

const TABLE = path.join(__dirname, '../../features/scope/retry-strategy.csv');

const row = z.strictObject({ code: z.string().min(1), follows: z.enum(FOLLOW_UPS), provenance: z.string().min(1) });

/** Failed attempts after which an installation is excluded (SOURCED: DCC consultation of November 2021). */
const MOST_ATTEMPTS = 5;

/** Start of every slot, UTC (MODEL, as published). */
const SLOT = 'T08:00:00.000Z';

let table: ReadonlyMap<string, FollowUp> | undefined;

/** What testers expect to follow each code that an outcome can carry. */
export function expectedFollowUps(): ReadonlyMap<string, FollowUp> {
  table ??= new Map(readTable(TABLE, row, ({ code }) => code).map(({ value }) => [value.code, value.follows]));
  return table;
}

/**
 * After every attempt that failed, the Migration Control Centre does what the retry strategy says of its code.
 * @param outcomeFiles Commissioning Outcome Files that reached it
 * @param states every installation as it tracks them now
 * @param released installations that its people have released, by id
 * @returns what does not hold, one sentence each
 */
export function wrongFollowUps(
  outcomeFiles: readonly MigrationFileOf<'COF'>[],
  states: readonly InstallationState[],
  released: ReadonlySet<string>,
): string[] {
  return outcomeFiles
    .flatMap(({ outcomes }) => outcomes)
    .flatMap(({ installationId, attempt, result, code = 'no code' }) => {
      const now = states.find((state) => state.installationId === installationId);
      if (result === 'Migrated' || now === undefined) return [];
      const follows = expectedFollowUps().get(code);
      const after = `After ${code} in attempt ${String(attempt)}, ${installationId}`;
      if (follows === undefined) return [`${after}: features/scope/retry-strategy.csv does not say what follows.`];
      return hasFollowed(follows, attempt, now, released.has(installationId))
        ? []
        : [`${after} is ${describe(now)}; expected: ${follows}.`];
    });
}

function hasFollowed(follows: FollowUp, attempt: number, now: InstallationState, isReleased: boolean): boolean {
  const { attempt: newest, state, raised } = now;
  switch (follows) {
    case 'another day':
      if (attempt >= MOST_ATTEMPTS) return state === 'Excluded';
      return newest > attempt || (state === 'Failed' && raised !== true && !hasDayLeft(now));
    case 'new authorisation':
      return newest === attempt && raised !== true && (attempt >= MOST_ATTEMPTS || state === 'Failed');
    case 'operator':
      return newest === attempt && state === 'Failed' && (raised === true || isReleased);
  }
}

/** Whether the authorised window has another slot after the last thing that happened. */
function hasDayLeft({ scheduledFor, authorisedTo, history }: InstallationState): boolean {
  const last = new Date(history.at(-1)?.at ?? `${scheduledFor}${SLOT}`);
  const today = dayOf(last);
  const coming = last < new Date(`${today}${SLOT}`) ? today : daysLater(today, 1);
  const next = daysLater(scheduledFor, 1);
  return (coming > next ? coming : next) <= authorisedTo;
}

function describe({ state, attempt, raised }: InstallationState): string {
  return `${state}${raised === true ? ' and raised' : ''} at attempt ${String(attempt)}`;
}
