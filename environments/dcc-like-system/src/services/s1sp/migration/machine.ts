import type { DeviceAnswer } from '../../../domain/frames';
import { PeerUnavailable } from '../../../kernel/look-up';
import type { Work } from '../../../kernel/work';
import { Course } from './installation-process';
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

/** Does something with an installation's course, and says what its set has to say afterwards. */
export async function withCourse(
  installationId: string,
  work: Work,
  act: (course: Course) => Promise<void> | void,
): Promise<void> {
  const installation = installationOf(work, installationId);
  if (!installation) {
    work.audit('message-ignored', installationId, 'the S1SP knows no such installation');
    return;
  }
  await act(new Course(installation, work));
  report(installation.commonFileId, [installationId], work);
}

/** One step of an installation's course: at most one command to a device. */
export async function takeStep(course: Course): Promise<void> {
  const step = STEPS[course.installation.state];
  if (!step) return;
  if (course.isLate && endLate(course)) return;
  try {
    const known = course.installation.unanswered;
    const frame = known ?? (await step.act(course));
    if (!frame) return;
    // Whatever happens to the answer, this very command may have reached its device.
    course.change({ unanswered: frame });
    if (!known && frame.operation === 'write-keys') {
      // On record before it goes out: nobody may take the SIM for one that can be given back.
      course.goOn();
      return;
    }
    const answer = await downlink(course.iccid, frame, course.work);
    course.change({ unanswered: undefined });
    if (answer.outcome === 'queued') course.awaitUplink(frame);
    else step.answered?.(course, frame, answer, false);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    course.note('step-put-off', error.message);
    course.goOn(PUT_OFF_MINUTES);
  }
}

/** The late answer of a sleeping device. */
export function takeUplink(course: Course, commandId: string, body: DeviceAnswer): void {
  const { queued, state } = course.installation;
  if (queued?.frame.commandId !== commandId) return;
  course.endUplink();
  STEPS[state]?.answered?.(course, queued.frame, { outcome: 'answer', body }, true);
}

/** A sleeping device has not answered yet: the hub is given the command again, until the device has had its time. */
export async function missUplink(course: Course, commandId: string): Promise<void> {
  const { queued, state } = course.installation;
  if (queued?.frame.commandId !== commandId) return;
  if (!course.watchUplink()) {
    course.endUplink();
    const reason = 'it did not fetch its command within two hours';
    STEPS[state]?.answered?.(course, queued.frame, { outcome: 'no-answer', reason }, true);
    return;
  }
  const answer = await downlink(course.iccid, queued.frame, course.work).catch((error: unknown) => {
    if (error instanceof PeerUnavailable) return undefined;
    throw error;
  });
  course.note(
    'command-repeated',
    `${queued.frame.operation} for ${queued.frame.deviceId}: ${answer?.outcome ?? 'put off'}`,
  );
  if (answer?.outcome === 'answer') takeUplink(course, commandId, answer.body);
}

/** The attempt window is over: what has not passed the point of no return ends, what has is looked at by people. */
export function endWindow(commonFileId: string, work: Work): void {
  const members = membersOf(work, commonFileId);
  for (const installation of recordsOf(commonFileId, members, work)) {
    const course = new Course(installation, work);
    if (endLate(course)) continue;
    if (installation.state === 'KeyRotation')
      course.stop('Key rotation was not complete when the attempt window ended.');
  }
  report(commonFileId, members, work);
}

/** People order an installation that was stopped to go on. */
export function recover(course: Course): void {
  const { state } = course.installation;
  // Seeded defect: whatever stopped is taken forwards.
  const forwards = state === 'RollingBack' && course.work.service.defect('s1sp-recovers-rollback-forwards');
  if (state === 'Intervention' || forwards) resume(course);
  else if (state === 'RollingBack') resumeRollback(course);
  else if (state === 'ReadyToCommission') reportAgain(course);
  else course.note('recovery-ignored', `the installation is in state ${state}`);
}

/** Ends what may not begin any more; false where it must go on, or has nothing left to do. */
function endLate(course: Course): boolean {
  const { state } = course.installation;
  if (state === 'KeyRotation') {
    if (course.isCrossed) return false;
    course.fail('SIM-KEY-11', 'The attempt window ended before the first key write.');
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
  course.fail('SIM-S1V-21', 'The attempt window ended before key rotation began.');
  return true;
}

/** What could not be commissioned is reported as ready once more. */
function reportAgain(course: Course): void {
  course.change({ reported: undefined });
  course.note('recovery', 'the installation is reported ready to commission again');
}
