import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { reportToday } from '../reports/produce';
import { INSTALLATIONS, INSTALLATIONS_OF_MPAN, type Installation, type InstallationState } from '../mcc-records';

/** What may change when an installation enters a state. */
export type Change = Partial<
  Pick<Installation, 'attempt' | 'scheduledFor' | 'phase' | 'code' | 'reason' | 'excludedDevices' | 'raised'>
>;

/** Authorised installations of an MPAN, in the order of their authorisation. */
export function installationsOf(work: Work, mpan: string): Installation[] {
  const ids = work.get(INSTALLATIONS_OF_MPAN, mpan)?.installationIds ?? [];
  return ids.flatMap((id) => work.get(INSTALLATIONS, id) ?? []);
}

/** @throws Refusal 404 when no installation of that id was authorised */
export function requireInstallation(work: Work, installationId: string): Installation {
  const found = work.get(INSTALLATIONS, installationId);
  if (!found) throw new Refusal(404, `No installation ${installationId} was authorised.`);
  return found;
}

/** Stores a new installation. */
export function addInstallation(work: Work, installation: Installation): void {
  const { installationId, importMPAN } = installation;
  const earlier = work.get(INSTALLATIONS_OF_MPAN, importMPAN)?.installationIds ?? [];
  work.put(INSTALLATIONS_OF_MPAN, importMPAN, { installationIds: [...earlier, installationId] });
  work.put(INSTALLATIONS, installationId, installation);
  reportToday(work);
}

/** How the history of an installation is kept. */
export const HISTORY = area('mcc-history', {
  /** When a state is entered: at the time at which it becomes known. */
  enteredAt: ({ now }: Work, _state: InstallationState): string => now.toISOString(),
});

/** Lets an installation enter a state and notes it in its history. */
export function enter(
  work: Work,
  installation: Installation,
  state: InstallationState,
  note: string,
  change: Change = {},
): Installation {
  const after = { ...installation, ...change, state };
  const planned = state === 'Scheduled' ? { scheduledFor: after.scheduledFor } : {};
  const entry = { at: work.rules(HISTORY).enteredAt(work, state), state, note, ...planned };
  const changed: Installation = { ...after, history: [...installation.history, entry] };
  work.put(INSTALLATIONS, installation.installationId, changed);
  work.audit(`installation-${state}`, installation.installationId, note);
  return changed;
}
