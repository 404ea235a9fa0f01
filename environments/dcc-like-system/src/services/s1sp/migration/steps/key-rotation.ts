import { randomBytes } from 'node:crypto';
import { wrapKey, type CommandFrame } from '../../../../domain/frames';
import { registrationDifference, registrationsOf } from '../../../../domain/registered-suppliers';
import type { KeyConfirmation, KeyRotationAuthorisation } from '../../../../domain/rotation-messages';
import { accessKey, adoptFreshKey, makeFreshKey, nextCounter } from '../access-keys';
import type { Course } from '../installation-process';
import { keyHoldersOf, type Rotation } from '../installations';
import type { Answer } from '../network';
import type { Step } from './step';

/** Minutes before a part is done again once there is no way back (MODEL). */
const FORWARD_MINUTES = [0, 15, 60] as const;

/** What is asked of the DCO again after an intervention, instead of waiting for its answer. */
const AGAIN: Readonly<Partial<Record<Rotation['part'], Rotation['part']>>> = {
  authorisation: 'request',
  confirmation: 'verify',
};

/**
 * New keys, one device after another: the DCO authorises, the device writes, proves and forgets the old ones. Once a device
 * has accepted new keys, or may have, there is no way back: what fails is done again forwards, and then people are called in.
 */
export const keyRotation: Step = {
  act: async (course) => {
    const { rotation } = course.installation;
    if (!rotation) {
      beginNextDevice(course);
      return undefined;
    }
    switch (rotation.part) {
      case 'request':
        request(course, rotation);
        return undefined;
      case 'write':
        return (await isRegisteredOtherwise(course)) ? undefined : write(course, rotation);
      case 'verify':
        return course.command({
          deviceId: rotation.deviceId,
          operation: 'verify-keys',
          key: 'fresh',
          body: { challenge: rotation.challenge ?? '' },
        });
      case 'confirm':
        return course.command({
          deviceId: rotation.deviceId,
          operation: 'confirm-keys',
          key: 'fresh',
          body: { confirmation: rotation.confirmation ?? '' },
        });
      case 'authorisation':
      case 'confirmation':
        // The DCO's word is waited for.
        return undefined;
    }
  },

  answered: (course, frame, answer) => {
    const { rotation } = course.installation;
    if (rotation?.deviceId !== frame.deviceId) return;
    if (answer.outcome !== 'answer') {
      unanswered(course, rotation, frame, answer);
      return;
    }
    const { ok } = answer.body;
    if (frame.operation === 'write-keys') {
      if (ok) written(course, rotation);
      else refused(course, { ...rotation, uncertain: false }, 'request', `the device refused: ${answer.body.error}`);
    } else if (frame.operation === 'verify-keys') {
      const unknown = !ok && answer.body.error === 'not-authentic';
      if (unknown) refused(course, rotation, 'request', 'the device does not know the keys that it has written');
      else passOnProof(course, rotation, ok ? (answer.body.values.proof ?? '') : '');
    } else if (ok) {
      finishDevice(course, rotation);
    } else {
      refused(course, rotation, 'confirm', `the device refused: ${answer.body.error}`);
    }
  },
};

/** The DCO's part of the key write, or its refusal. */
export function authorised(course: Course, authorisation: KeyRotationAuthorisation): void {
  const { rotation } = course.installation;
  if (rotation?.part !== 'authorisation') return;
  if (!authorisation.granted) {
    const reason = authorisation.reason ?? 'The DCO did not authorise the rotation.';
    course.fail(authorisation.code ?? 'SIM-KEY-13', reason);
    return;
  }
  const part = authorisation.devices.find(
    ({ deviceId, executionCounter }) =>
      deviceId === rotation.deviceId && executionCounter === rotation.executionCounter,
  );
  // An answer to an earlier request.
  if (!part) return;
  const { wrappedMaster, masterVersion } = part;
  const declared = course.installation.devices.find(({ deviceId }) => deviceId === rotation.deviceId)?.keyVersion;
  if (masterVersion !== (declared ?? 0) + 1) {
    // The DCO was given a master key of another version than the device declares.
    const reason = `The DCO gives ${rotation.deviceId} key version ${masterVersion}, its version is ${declared ?? 0}.`;
    course.fail('SIM-KEY-01', reason);
    return;
  }
  course.change({ rotation: { ...rotation, part: 'write', wrappedMaster, masterVersion } });
  course.goOn();
}

/** The DCO's judgement of what the device proved. */
export function confirmed(course: Course, judgement: KeyConfirmation): void {
  const { rotation } = course.installation;
  if (rotation?.part !== 'confirmation' || rotation.deviceId !== judgement.deviceId) return;
  const { confirmation } = judgement;
  if (!judgement.confirmed || confirmation === undefined) {
    refused(course, withChallenge(rotation), 'verify', judgement.reason ?? 'the DCO did not confirm the new key');
    return;
  }
  course.change({ rotation: { ...rotation, part: 'confirm', confirmation } });
  course.goOn();
}

/** The part of a rotation with which it goes on after it was broken off. */
export function again(rotation: Rotation | undefined): Rotation | undefined {
  return rotation && { ...rotation, part: AGAIN[rotation.part] ?? rotation.part, retries: 0 };
}

/** Goes on after an intervention, from where it stopped; the DCO is asked again for what it may not have heard. */
export function resume(course: Course): void {
  const { rotation } = course.installation;
  // Should it stop once more, that is news.
  const fresh = { code: undefined, reason: undefined, reported: undefined };
  course.change({ state: 'KeyRotation', rotation: again(rotation), ...fresh });
  course.note('recovery', 'key rotation goes on');
  course.goOn();
}

function beginNextDevice(course: Course): void {
  const { installation } = course;
  const done = installation.rotated.map(({ deviceId }) => deviceId);
  const next = keyHoldersOf(installation).find(({ deviceId }) => !done.includes(deviceId));
  if (!next) {
    course.note('keys-rotated', `${done.length} devices`);
    course.rest('ReadyToCommission');
    return;
  }
  request(course, {
    deviceId: next.deviceId,
    part: 'request',
    executionCounter: '0',
    written: false,
    uncertain: false,
    retries: 0,
  });
}

/**
 * Looks, before the first key is written, whether the suppliers are still the authorised ones: from then on there is no way
 * back. Fails the attempt where they are not.
 */
async function isRegisteredOtherwise(course: Course): Promise<boolean> {
  const { installation, service } = course;
  // Seeded defect: nobody looks.
  if (course.isCrossed || service.defect('s1sp-forgets-registration')) return false;
  const registrations = await registrationsOf([installation], service);
  const difference = registrationDifference(installation, registrations);
  if (difference !== undefined) course.fail('SIM-S1V-22', difference);
  return difference !== undefined;
}

/** Asks the DCO for its part; the S1SP's own part is made and stored before. */
function request(course: Course, rotation: Rotation): void {
  const { work, installation } = course;
  const { deviceId } = rotation;
  makeFreshKey(work, deviceId);
  const executionCounter = nextCounter(work, deviceId);
  course.change({ rotation: { ...rotation, part: 'authorisation', executionCounter } });
  const { installationId, attempt } = installation;
  work.send({
    to: 'dco',
    kind: 'key-rotation-request',
    body: { installationId, attempt, devices: [{ deviceId, executionCounter }] },
  });
  course.note('rotation-requested', deviceId);
}

function write(course: Course, rotation: Rotation): CommandFrame {
  const { work } = course;
  const { deviceId, executionCounter, wrappedMaster } = rotation;
  const current = accessKey(work, deviceId, 'current');
  const fresh = accessKey(work, deviceId, 'fresh');
  if (!current || !fresh) throw new Error(`The S1SP holds no access keys of ${deviceId}.`);
  return course.command({
    deviceId,
    operation: 'write-keys',
    key: 'current',
    executionCounter,
    body: {
      wrappedAccess: wrapKey(fresh, current, deviceId, executionCounter),
      wrappedMaster: wrappedMaster ?? '',
    },
  });
}

function written(course: Course, rotation: Rotation): void {
  course.note('keys-written', rotation.deviceId);
  course.change({
    rotation: withChallenge({ ...rotation, part: 'verify', written: true, uncertain: false, retries: 0 }),
  });
  course.goOn();
}

/** The DCO judges whatever the device answered, also that it gave no proof. */
function passOnProof(course: Course, rotation: Rotation, proof: string): void {
  const { work, installation } = course;
  const { deviceId, challenge = '' } = rotation;
  course.change({ rotation: { ...rotation, part: 'confirmation' } });
  work.send({
    to: 'dco',
    kind: 'key-verification',
    body: { installationId: installation.installationId, deviceId, challenge, proof },
  });
}

function finishDevice(course: Course, rotation: Rotation): void {
  const { deviceId, masterVersion = 0 } = rotation;
  const rotated = { deviceId, keyVersion: masterVersion, rotatedAt: course.work.now.toISOString() };
  adoptFreshKey(course.work, rotated);
  course.change({ rotation: undefined, rotated: [...course.installation.rotated, rotated] });
  course.note('device-rotated', deviceId);
  course.goOn();
}

/** Nothing came back: the same command goes out again, for the device may have acted on it. */
function unanswered(
  course: Course,
  rotation: Rotation,
  frame: CommandFrame,
  answer: Exclude<Answer, { outcome: 'answer' }>,
): void {
  // Seeded defect: what was not answered is thought not to have been done.
  if (course.work.service.defect('s1sp-takes-lost-answer-for-refusal')) {
    refused(course, rotation, 'request', answer.reason);
    return;
  }
  const uncertain = rotation.uncertain || (frame.operation === 'write-keys' && answer.outcome === 'no-answer');
  course.change({ unanswered: frame });
  refused(course, { ...rotation, uncertain }, rotation.part, answer.reason);
}

/**
 * Does a part again: at once, after 15 and after 60 minutes, then people are called in. Before the point of no return the
 * attempt fails instead.
 */
function refused(course: Course, rotation: Rotation, part: Rotation['part'], reason: string): void {
  const { deviceId, retries } = rotation;
  course.change({ rotation: { ...rotation, part, retries: retries + 1 } });
  if (!course.isCrossed) {
    course.fail('SIM-KEY-11', `No keys were changed: ${deviceId}, ${reason}.`);
    return;
  }
  const minutes = FORWARD_MINUTES[retries];
  if (minutes === undefined) {
    course.stop(`Key rotation of ${deviceId} stopped: ${reason}.`);
    return;
  }
  course.note('rotation-retried', `${deviceId}: ${reason}; again in ${minutes} minutes`);
  course.goOn(minutes);
}

/** What the device has to prove its key with is stored before it is sent. */
function withChallenge(rotation: Rotation): Rotation {
  return { ...rotation, challenge: randomBytes(16).toString('base64') };
}
