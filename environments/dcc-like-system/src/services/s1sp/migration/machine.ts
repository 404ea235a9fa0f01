import type { DeviceAnswer } from '../../../domain/frames';
import { PeerUnavailable } from '../../../kernel/look-up';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { InstallationProcess } from './installation-process';
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

/** Does something with the process of an installation, and says what its set has to say afterwards. */
export async function withProcess(
  installationId: string,
  work: Work,
  act: (process: InstallationProcess) => Promise<void> | void,
): Promise<void> {
  const installation = installationOf(work, installationId);
  if (!installation) {
    work.audit('message-ignored', installationId, 'the S1SP knows no such installation');
    return;
  }
  await act(new InstallationProcess(installation, work));
  report(installation.commonFileId, [installationId], work);
}

/** One step of the process of an installation: at most one command to a device. */
export async function takeStep(process: InstallationProcess): Promise<void> {
  const step = STEPS[process.installation.state];
  if (!step) return;
  if (process.isLate && endLate(process)) return;
  try {
    const known = process.installation.unanswered;
    const frame = known ?? (await step.act(process));
    if (!frame) return;
    // Whatever happens to the answer, this very command may have reached its device.
    process.change({ unanswered: frame });
    if (!known && frame.operation === 'write-keys') {
      // On record before it goes out: nobody may take the SIM for one that can be given back.
      process.goOn();
      return;
    }
    const answer = await downlink(process.iccid, frame, process.work);
    process.change({ unanswered: undefined });
    if (answer.outcome === 'queued') process.awaitUplink(frame);
    else step.answered?.(process, frame, answer, false);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    process.note('step-put-off', error.message);
    process.goOn(PUT_OFF_MINUTES);
  }
}

/** The late answer of a sleeping device. */
export function takeUplink(process: InstallationProcess, commandId: string, body: DeviceAnswer): void {
  const { queued, state } = process.installation;
  if (queued?.frame.commandId !== commandId) return;
  process.endUplink();
  STEPS[state]?.answered?.(process, queued.frame, { outcome: 'answer', body }, true);
}

/** A sleeping device has not answered yet: the hub is given the command again, until the device has had its time. */
export async function missUplink(process: InstallationProcess, commandId: string): Promise<void> {
  const { queued, state } = process.installation;
  if (queued?.frame.commandId !== commandId) return;
  if (!process.watchUplink()) {
    process.endUplink();
    const reason = 'it did not fetch its command within two hours';
    STEPS[state]?.answered?.(process, queued.frame, { outcome: 'no-answer', reason }, true);
    return;
  }
  const answer = await downlink(process.iccid, queued.frame, process.work).catch((error: unknown) => {
    if (error instanceof PeerUnavailable) return undefined;
    throw error;
  });
  process.note(
    'command-repeated',
    `${queued.frame.operation} for ${queued.frame.deviceId}: ${answer?.outcome ?? 'put off'}`,
  );
  if (answer?.outcome === 'answer') takeUplink(process, commandId, answer.body);
}

/** The attempt window is over: what has not passed the point of no return ends, what has is looked at by people. */
export function endWindow(commonFileId: string, work: Work): void {
  const members = membersOf(work, commonFileId);
  for (const installation of recordsOf(commonFileId, members, work)) {
    const process = new InstallationProcess(installation, work);
    if (endLate(process)) continue;
    if (installation.state === 'KeyRotation')
      process.stop('Key rotation was not complete when the attempt window ended.');
  }
  report(commonFileId, members, work);
}

/** How an installation goes on when people order it. */
export const RECOVERY = area('s1sp-recovery', {
  /** Whether key rotation goes on: beyond the point of no return there is no other way. */
  goesForwards: (state: InstallationState): boolean => state === 'Intervention',
});

/** People order an installation that was stopped to go on. */
export function recover(process: InstallationProcess): void {
  const { state } = process.installation;
  if (process.work.rules(RECOVERY).goesForwards(state)) resume(process);
  else if (state === 'RollingBack') resumeRollback(process);
  else if (state === 'ReadyToCommission') reportAgain(process);
  else process.note('recovery-ignored', `the installation is in state ${state}`);
}

/** Ends what may not begin any more; false where it must go on, or has nothing left to do. */
function endLate(process: InstallationProcess): boolean {
  const { state } = process.installation;
  if (state === 'KeyRotation') {
    if (process.isCrossed) return false;
    process.fail('SIM-KEY-11', 'The attempt window ended before the first key write.');
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
  process.fail('SIM-S1V-21', 'The attempt window ended before key rotation began.');
  return true;
}

/** What could not be commissioned is reported as ready once more. */
function reportAgain(process: InstallationProcess): void {
  process.change({ reported: undefined });
  process.note('recovery', 'the installation is reported ready to commission again');
}
