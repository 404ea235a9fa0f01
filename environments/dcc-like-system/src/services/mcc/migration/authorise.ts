import type { Work } from '../../../kernel/work';
import type { Installation } from '../mcc-records';
import { earliestDay, plan } from './capacity';
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

/**
 * Takes an authorised installation into the schedule, on the earliest day of its window that has room.
 * @returns undefined when no day has
 */
export function authorise(work: Work, authorised: Authorised): Installation | undefined {
  const { authorisedFrom: from, authorisedTo: to } = authorised;
  const day = dayFor(work, authorised.electricitySupplier, from, to);
  if (day === undefined) return undefined;
  const installationId = `INST-${String(work.nextNumber('installation')).padStart(6, '0')}`;
  // Attempts under earlier authorisations count: five failures exclude an installation, however often it was authorised.
  // Seeded defect: a new authorisation begins to count anew.
  const earlier = work.service.defect('mcc-forgets-earlier-attempts')
    ? undefined
    : installationsOf(work, authorised.importMPAN).at(-1);
  const attempt = (earlier?.attempt ?? 0) + 1;
  const installation: Installation = {
    ...authorised,
    installationId,
    state: 'Scheduled',
    attempt,
    scheduledFor: day,
    history: [],
  };
  addInstallation(work, installation);
  plan(work, day, authorised.electricitySupplier, installationId);
  return enter(work, installation, 'Scheduled', `Attempt ${attempt} is scheduled for ${day}.`);
}

/** The earliest day from `from` to `to` on which the supplier can have one more installation migrated. */
export function dayFor(work: Work, supplier: string, from: string, to: string): string | undefined {
  const suppliers = work.service.config.organisations.filter(({ roles }) => roles.includes('IS')).map(({ eui }) => eui);
  // Seeded defect: nobody else is left any room.
  const others = work.service.defect('mcc-ignores-minimum-allocation') ? [supplier] : suppliers;
  return earliestDay(work, { supplier, suppliers: others, from, to });
}
