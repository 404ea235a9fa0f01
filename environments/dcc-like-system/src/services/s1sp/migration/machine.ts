import type { DeviceAnswer } from '../../../domain/frames';
import { PeerUnavailable } from '../../../kernel/look-up';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { InstallationMigration } from './installation-migration';
import { membersOf } from '../file-sets/file-sets';
import { installationOf, type InstallationState } from './installations';
import { downlink } from './network';
import { recordsOf, report } from '../outcomes/reports';
import { communicationsCheck } from './steps/communications-check';
import { keyReading } from './steps/key-reading';
import { keyRotation, resume } from './steps/key-rotation';
import { simHandover } from './steps/sim-handover';
import { resumeRollback, simRollback } from './steps/sim-rollback';
import type { Step } from './steps/step';
import { whitelistReading } from './steps/whitelist-reading';

/** Minutes until a step is done again that the network itself could not take (MODEL). */
const PUT_OFF_MINUTES = 1;

/** The states in which an installation has something to do. */
const STEPS: Readonly<Partial<Record<InstallationState, Step>>> = {
  SimHandover: simHandover,
  CommunicationsCheck: communicationsCheck,
  Whitelist: whitelistReading,
  KeyReading: keyReading,
  KeyRotation: keyRotation,
  RollingBack: simRollback,
};

/** Does something with the migration of an installation, and says what its set has to say afterwards. */
export async function withMigration(
  installationId: string,
  work: Work,
  act: (migration: InstallationMigration) => Promise<void> | void,
): Promise<void> {
  const installation = installationOf(work, installationId);
  if (!installation) {
    work.audit('message-ignored', installationId, 'the S1SP knows no such installation');
    return;
  }
  await act(new InstallationMigration(installation, work));
  report(installation.commonFileId, [installationId], work);
}

/** One step of an installation's migration: at most one command to a device. */
export async function takeStep(migration: InstallationMigration): Promise<void> {
  const step = STEPS[migration.installation.state];
  if (!step) return;
  if (migration.isLate && endLate(migration)) return;
  try {
    const known = migration.installation.unanswered;
    const frame = known ?? (await step.act(migration));
    if (!frame) return;
    // Whatever happens to the answer, this very command may have reached its device.
    migration.change({ unanswered: frame });
    if (!known && frame.operation === 'write-keys') {
      // On record before it goes out: nobody may take the SIM for one that can be given back.
      migration.goOn();
      return;
    }
    const answer = await downlink(migration.iccid, frame, migration.work);
    migration.change({ unanswered: undefined });
    if (answer.outcome === 'queued') migration.awaitUplink(frame);
    else step.answered?.(migration, frame, answer, false);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    migration.note('step-put-off', error.message);
    migration.goOn(PUT_OFF_MINUTES);
  }
}

/** The late answer of a sleeping device. */
export function takeUplink(migration: InstallationMigration, commandId: string, body: DeviceAnswer): void {
  const { queued, state } = migration.installation;
  if (queued?.frame.commandId !== commandId) return;
  migration.endUplink();
  STEPS[state]?.answered?.(migration, queued.frame, { outcome: 'answer', body }, true);
}

/** A sleeping device has not answered yet: the hub is given the command again, until the device has had its time. */
export async function missUplink(migration: InstallationMigration, commandId: string): Promise<void> {
  const { queued, state } = migration.installation;
  if (queued?.frame.commandId !== commandId) return;
  if (!migration.watchUplink()) {
    migration.endUplink();
    const reason = 'it did not fetch its command within two hours';
    STEPS[state]?.answered?.(migration, queued.frame, { outcome: 'no-answer', reason }, true);
    return;
  }
  const answer = await downlink(migration.iccid, queued.frame, migration.work).catch((error: unknown) => {
    if (error instanceof PeerUnavailable) return undefined;
    throw error;
  });
  migration.note(
    'command-repeated',
    `${queued.frame.operation} for ${queued.frame.deviceId}: ${answer?.outcome ?? 'put off'}`,
  );
  if (answer?.outcome === 'answer') takeUplink(migration, commandId, answer.body);
}

/** The attempt window is over: what has not passed the point of no return ends, what has is looked at by people. */
export function endWindow(commonFileId: string, work: Work): void {
  const members = membersOf(work, commonFileId);
  for (const installation of recordsOf(commonFileId, members, work)) {
    const migration = new InstallationMigration(installation, work);
    if (endLate(migration)) continue;
    if (installation.state === 'KeyRotation')
      migration.stop('Key rotation was not complete when the attempt window ended.');
  }
  report(commonFileId, members, work);
}

/** How an installation goes on when people order it. */
export const RECOVERY = area('s1sp-recovery', {
  /** Whether key rotation goes on: beyond the point of no return there is no other way. */
  goesForwards: (state: InstallationState): boolean => state === 'Intervention',
});

/** People order an installation that was stopped to go on. */
export function recover(migration: InstallationMigration): void {
  const { state } = migration.installation;
  if (migration.work.rules(RECOVERY).goesForwards(state)) resume(migration);
  else if (state === 'RollingBack') resumeRollback(migration);
  else if (state === 'ReadyToCommission') reportAgain(migration);
  else migration.note('recovery-ignored', `the installation is in state ${state}`);
}

/** Ends what may not begin any more; false where it must go on, or has nothing left to do. */
function endLate(migration: InstallationMigration): boolean {
  const { state } = migration.installation;
  if (state === 'KeyRotation') {
    if (migration.isCrossed) return false;
    migration.fail('SIM-KEY-11', 'The attempt window ended before the first key write.');
    return true;
  }
  const testing: readonly InstallationState[] = [
    'SimHandover',
    'CommunicationsCheck',
    'Whitelist',
    'KeyReading',
    'Viable',
  ];
  if (!testing.includes(state)) return false;
  migration.fail('SIM-S1V-21', 'The attempt window ended before key rotation began.');
  return true;
}

/** What could not be commissioned is reported as ready once more. */
function reportAgain(migration: InstallationMigration): void {
  migration.change({ reported: undefined });
  migration.note('recovery', 'the installation is reported ready to commission again');
}
