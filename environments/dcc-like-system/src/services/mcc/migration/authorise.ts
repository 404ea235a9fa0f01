import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { Installation } from '../mcc-records';
import { claimantOf, earliestDay, plan, type Claimant } from './capacity';
import { addInstallation, enter, installationsOf } from './installations';

/** What an authorisation or a notice says of an installation. */
export type Authorised = Pick<
  Installation,
  | 'importMPAN'
  | 'mprn'
  | 'electricitySupplier'
  | 'gasSupplier'
  | 'smsoTag'
  | 'groupId'
  | 'kind'
  | 'authorisation'
  | 'rowId'
  | 'authorisedFrom'
  | 'authorisedTo'
>;

/** How installations are scheduled. */
export const SCHEDULING = area('mcc-scheduling', {
  /** Attempts under earlier authorisations count: five failures exclude an installation, however often it was authorised. */
  attemptsBefore: (work: Work, importMPAN: string): number => installationsOf(work, importMPAN).at(-1)?.attempt ?? 0,
  /** EUIs of the suppliers who are left room for their minimum allocation when one of them schedules: all of electricity. */
  guaranteed: (work: Work, _scheduling: string): readonly string[] =>
    work.service.config.organisations.filter(({ roles }) => roles.includes('IS')).map(({ eui }) => eui),
});

/**
 * Takes an authorised installation into the schedule, on the earliest day of its window that has room.
 * @returns undefined when no day has
 */
export function authorise(work: Work, authorised: Authorised): Installation | undefined {
  const { authorisedFrom: from, authorisedTo: to } = authorised;
  const day = dayFor(work, claimantOf(authorised), from, to);
  if (day === undefined) return undefined;
  const installationId = `INST-${String(work.nextNumber('installation')).padStart(6, '0')}`;
  const attempt = work.rules(SCHEDULING).attemptsBefore(work, authorised.importMPAN) + 1;
  const installation: Installation = {
    ...authorised,
    installationId,
    state: 'Scheduled',
    attempt,
    scheduledFor: day,
    history: [],
  };
  addInstallation(work, installation);
  plan(work, day, installation);
  return enter(work, installation, 'Scheduled', `Attempt ${attempt} is scheduled for ${day}.`);
}

/** The earliest day from `from` to `to` on which the supplier can have one more installation of that SMSO migrated. */
export function dayFor(work: Work, claimant: Claimant, from: string, to: string): string | undefined {
  const suppliers = work.rules(SCHEDULING).guaranteed(work, claimant.supplier);
  return earliestDay(work, { ...claimant, suppliers, from, to });
}
