import { randomBytes } from 'node:crypto';
import { wrapKey, type CommandFrame } from '../../../../domain/frames';
import { registrationDifference } from '../../../../domain/registered-suppliers';
import { registrationsOf } from '../../../registrations';
import type { KeyConfirmation, KeyRotationAuthorisation } from '../../../../domain/rotation-messages';
import { area } from '../../../../kernel/rules';
import { accessKey, adoptFreshKey, makeFreshKey, nextCounter } from '../access-keys';
import { FALLBACK } from '../fallback';
import type { InstallationMigration } from '../installation-migration';
import { keyHoldersOf, type Rotation } from '../installations';
import type { Answer } from '../network';
import type { Step } from './step';

/** Minutes from each failure of a part until it is done again, once there is no way back (MODEL). */
const FORWARD_MINUTES: readonly number[] = [0, 15, 60];

/** What is asked of the DCO again after an intervention, instead of waiting for its answer. */
const AGAIN: Readonly<Partial<Record<Rotation['part'], Rotation['part']>>> = {
  authorisation: 'request',
  confirmation: 'verify',
};

/** What is decided before the first key write, and after one without an answer or in vain. */
export const KEY_ROTATION = area('s1sp-key-rotation', {
  isRegisteredOtherwise,
  unanswered,
  /** Minutes until a part that failed is done again; undefined when it was tried often enough. @param retries of this part */
  againIn: (retries: number): number | undefined => FORWARD_MINUTES[retries],
});

/**
 * New keys, one device after another: the DCO authorises, the device writes, proves and forgets the old ones. Once a device
 * has accepted new keys, or may have, there is no way back: what fails is done again forwards, and then people are called in.
 */
export const keyRotation: Step = {
  act: async (migration) => {
    const { rotation } = migration.installation;
    if (!rotation) {
      beginNextDevice(migration);
      return undefined;
    }
    switch (rotation.part) {
      case 'request':
        request(migration, rotation);
        return undefined;
      case 'write':
        return (await migration.work.rules(KEY_ROTATION).isRegisteredOtherwise(migration))
          ? undefined
          : write(migration, rotation);
      case 'verify':
        return migration.command({
          deviceId: rotation.deviceId,
          operation: 'verify-keys',
          key: 'fresh',
          body: { challenge: rotation.challenge ?? '' },
        });
      case 'confirm':
        return migration.command({
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

  answered: (migration, frame, answer) => {
    const { rotation } = migration.installation;
    if (rotation?.deviceId !== frame.deviceId) return;
    if (answer.outcome !== 'answer') {
      migration.work.rules(KEY_ROTATION).unanswered(migration, rotation, frame, answer);
      return;
    }
    const { ok } = answer.body;
    if (frame.operation === 'write-keys') {
      if (ok) written(migration, rotation);
      else refused(migration, { ...rotation, uncertain: false }, 'request', `the device refused: ${answer.body.error}`);
    } else if (frame.operation === 'verify-keys') {
      const unknown = !ok && answer.body.error === 'not-authentic';
      if (unknown) refused(migration, rotation, 'request', 'the device does not know the keys that it has written');
      else passOnProof(migration, rotation, ok ? (answer.body.values.proof ?? '') : '');
    } else if (ok) {
      finishDevice(migration, rotation);
    } else {
      refused(migration, rotation, 'confirm', `the device refused: ${answer.body.error}`);
    }
  },
};

/** The DCO's part of the key write, or its refusal. */
export function authorised(migration: InstallationMigration, authorisation: KeyRotationAuthorisation): void {
  const { rotation } = migration.installation;
  if (rotation?.part !== 'authorisation') return;
  if (!authorisation.granted) {
    const reason = authorisation.reason ?? 'The DCO did not authorise the rotation.';
    migration.fail(authorisation.code ?? 'SIM-KEY-13', reason);
    return;
  }
  const part = authorisation.devices.find(
    ({ deviceId, executionCounter }) =>
      deviceId === rotation.deviceId && executionCounter === rotation.executionCounter,
  );
  // An answer to an earlier request.
  if (!part) return;
  const { wrappedMaster, masterVersion } = part;
  const declared = migration.installation.devices.find(({ deviceId }) => deviceId === rotation.deviceId)?.keyVersion;
  if (masterVersion !== (declared ?? 0) + 1) {
    // The DCO was given a master key of another version than the device declares.
    const reason = `The DCO gives ${rotation.deviceId} key version ${masterVersion}, its version is ${declared ?? 0}.`;
    migration.fail('SIM-KEY-01', reason);
    return;
  }
  migration.change({ rotation: { ...rotation, part: 'write', wrappedMaster, masterVersion } });
  migration.goOn();
}

/** The DCO's judgement of what the device proved. */
export function confirmed(migration: InstallationMigration, judgement: KeyConfirmation): void {
  const { rotation } = migration.installation;
  if (rotation?.part !== 'confirmation' || rotation.deviceId !== judgement.deviceId) return;
  const { confirmation } = judgement;
  if (!judgement.confirmed || confirmation === undefined) {
    refused(migration, withChallenge(rotation), 'verify', judgement.reason ?? 'the DCO did not confirm the new key');
    return;
  }
  migration.change({ rotation: { ...rotation, part: 'confirm', confirmation } });
  migration.goOn();
}

/** The part of a rotation with which it goes on after it was broken off. */
export function again(rotation: Rotation | undefined): Rotation | undefined {
  return rotation && { ...rotation, part: AGAIN[rotation.part] ?? rotation.part, retries: 0 };
}

/** Goes on after an intervention, from where it stopped; the DCO is asked again for what it may not have heard. */
export function resume(migration: InstallationMigration): void {
  const { rotation } = migration.installation;
  // Should it stop once more, that is news.
  const fresh = { code: undefined, reason: undefined, reported: undefined };
  migration.change({ state: 'KeyRotation', rotation: again(rotation), ...fresh });
  migration.note('recovery', 'key rotation goes on');
  migration.goOn();
}

function beginNextDevice(migration: InstallationMigration): void {
  const { installation } = migration;
  const done = installation.rotated.map(({ deviceId }) => deviceId);
  const next = keyHoldersOf(installation).find(({ deviceId }) => !done.includes(deviceId));
  if (!next) {
    migration.note('keys-rotated', `${done.length} devices`);
    migration.rest('ReadyToCommission');
    return;
  }
  request(migration, {
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
async function isRegisteredOtherwise(migration: InstallationMigration): Promise<boolean> {
  const { installation, work } = migration;
  if (migration.isCrossed) return false;
  const authorised = work.rules(FALLBACK).registeredSide(installation);
  const registrations = await registrationsOf([authorised], work.service);
  const difference = registrationDifference(authorised, registrations);
  if (difference !== undefined) migration.fail('SIM-S1V-22', difference);
  return difference !== undefined;
}

/** Asks the DCO for its part; the S1SP's own part is made and stored before. */
function request(migration: InstallationMigration, rotation: Rotation): void {
  const { work, installation } = migration;
  const { deviceId } = rotation;
  makeFreshKey(work, deviceId);
  const executionCounter = nextCounter(work, deviceId);
  migration.change({ rotation: { ...rotation, part: 'authorisation', executionCounter } });
  const { installationId, attempt } = installation;
  work.send({
    to: 'dco',
    kind: 'key-rotation-request',
    body: { installationId, attempt, devices: [{ deviceId, executionCounter }] },
  });
  migration.note('rotation-requested', deviceId);
}

function write(migration: InstallationMigration, rotation: Rotation): CommandFrame {
  const { work } = migration;
  const { deviceId, executionCounter, wrappedMaster } = rotation;
  const current = accessKey(work, deviceId, 'current');
  const fresh = accessKey(work, deviceId, 'fresh');
  if (!current || !fresh) throw new Error(`The S1SP holds no access keys of ${deviceId}.`);
  return migration.command({
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

function written(migration: InstallationMigration, rotation: Rotation): void {
  migration.note('keys-written', rotation.deviceId);
  migration.change({
    rotation: withChallenge({ ...rotation, part: 'verify', written: true, uncertain: false, retries: 0 }),
  });
  migration.goOn();
}

/** The DCO judges whatever the device answered, also that it gave no proof. */
function passOnProof(migration: InstallationMigration, rotation: Rotation, proof: string): void {
  const { work, installation } = migration;
  const { deviceId, challenge = '' } = rotation;
  migration.change({ rotation: { ...rotation, part: 'confirmation' } });
  work.send({
    to: 'dco',
    kind: 'key-verification',
    body: { installationId: installation.installationId, deviceId, challenge, proof },
  });
}

function finishDevice(migration: InstallationMigration, rotation: Rotation): void {
  const { deviceId, masterVersion = 0 } = rotation;
  const rotated = { deviceId, keyVersion: masterVersion, rotatedAt: migration.work.now.toISOString() };
  adoptFreshKey(migration.work, rotated);
  migration.change({ rotation: undefined, rotated: [...migration.installation.rotated, rotated] });
  migration.note('device-rotated', deviceId);
  migration.goOn();
}

/** Nothing came back: the same command goes out again, for the device may have acted on it. */
function unanswered(
  migration: InstallationMigration,
  rotation: Rotation,
  frame: CommandFrame,
  answer: Exclude<Answer, { outcome: 'answer' }>,
): void {
  const uncertain = rotation.uncertain || (frame.operation === 'write-keys' && answer.outcome === 'no-answer');
  migration.change({ unanswered: frame });
  refused(migration, { ...rotation, uncertain }, rotation.part, answer.reason);
}

/**
 * Does a part again: at once, after 15 and after 60 minutes, then people are called in. Before the point of no return the
 * attempt fails instead.
 */
export function refused(
  migration: InstallationMigration,
  rotation: Rotation,
  part: Rotation['part'],
  reason: string,
): void {
  const { deviceId, retries } = rotation;
  migration.change({ rotation: { ...rotation, part, retries: retries + 1 } });
  if (!migration.isCrossed) {
    migration.fail('SIM-KEY-11', `No keys were changed: ${deviceId}, ${reason}.`);
    return;
  }
  const minutes = migration.work.rules(KEY_ROTATION).againIn(retries);
  if (minutes === undefined) {
    migration.stop(`Key rotation of ${deviceId} stopped: ${reason}.`);
    return;
  }
  migration.note('rotation-retried', `${deviceId}: ${reason}; again in ${minutes} minutes`);
  migration.goOn(minutes);
}

/** What the device has to prove its key with is stored before it is sent. */
function withChallenge(rotation: Rotation): Rotation {
  return { ...rotation, challenge: randomBytes(16).toString('base64') };
}
