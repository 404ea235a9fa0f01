import { randomBytes, timingSafeEqual } from 'node:crypto';
import { confirmMaster, proveMaster, wrapKey } from '../../domain/frames';
import type {
  KeyConfirmation,
  KeyRotationAuthorisation,
  KeyRotationRequest,
  KeyVerification,
} from '../../domain/rotation-messages';
import { Vault } from '../../domain/vault';
import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { begun, HELD_KEYS, type HeldKey } from './keys';
import { JUDGED } from './sets';

/** What the DCO decides of a key rotation. */
export const ROTATION = area('dco-rotation', {
  objectionTo,
  /** A new master key of its own for each device. @param _current the key that the device obeys */
  newMaster: (_current: Buffer): Buffer => randomBytes(32),
  /** Whether a device has proved that it holds a master key. */
  isProved: (master: Buffer, { challenge, proof }: KeyVerification): boolean =>
    equal(proof, proveMaster(master, challenge)),
});

/** Answers a request to rotate: the DCO's part of every key write, or why not. */
export function authorise(request: KeyRotationRequest, work: Work): void {
  const { installationId } = request;
  const rules = work.rules(ROTATION);
  const objection = rules.objectionTo(request, work);
  if (objection !== undefined) {
    work.audit('rotation-refused', installationId, objection);
    answer(work, { installationId, granted: false, code: 'SIM-KEY-13', reason: objection, devices: [] });
    return;
  }
  const vault = new Vault(work.service.config.privateKey);
  const devices = request.devices.flatMap(({ deviceId, executionCounter }) => {
    const held = work.get(HELD_KEYS, deviceId);
    if (held?.master === undefined) return [];
    const current = vault.open(deviceId, held.master);
    // A repeated request gets the same new key again: the device may have it already.
    const fresh = held.pending === undefined ? rules.newMaster(current) : vault.open(deviceId, held.pending);
    work.put(HELD_KEYS, deviceId, { ...held, pending: vault.seal(deviceId, fresh) });
    const wrappedMaster = wrapKey(fresh, current, deviceId, executionCounter);
    return [{ deviceId, executionCounter, wrappedMaster, masterVersion: held.masterVersion + 1 }];
  });
  work.audit('rotation-authorised', installationId, devices.map(({ deviceId }) => deviceId).join(', '));
  answer(work, { installationId, granted: true, devices });
}

/** Why an installation may not get new keys; undefined when it may. */
function objectionTo(request: KeyRotationRequest, work: Work): string | undefined {
  const { installationId, attempt, devices } = request;
  const judged = work.get(JUDGED, installationId);
  if (judged?.attempt !== attempt) return 'The DCO knows no such attempt.';
  if (!judged.viable) return 'The installation is not viable for the DCO.';
  if (!judged.viableForS1sp) return 'The installation is not viable for the S1SP.';
  const late = work.now.toISOString() >= judged.validUntil;
  if (late && !begun(work, judged.deviceIds)) return 'The attempt window has ended.';
  const keyless = devices.find(({ deviceId }) => {
    const held = work.get(HELD_KEYS, deviceId);
    return held?.installationId !== installationId || held.master === undefined;
  });
  return keyless && `The DCO holds no master key of ${keyless.deviceId}.`;
}

/** Judges what a device answered to the challenge; only a right answer makes the new master key the valid one. */
export function verify(verification: KeyVerification, work: Work): void {
  const { installationId, deviceId } = verification;
  const vault = new Vault(work.service.config.privateKey);
  const held = work.get(HELD_KEYS, deviceId);
  // Once verified, the pending key has become the master key; asking again gives the same answer.
  const sealed = held?.pending ?? (held?.holder === 'dco' ? held.master : undefined);
  if (held?.installationId !== installationId || sealed === undefined) {
    confirm(work, { installationId, deviceId, ...refusal('The DCO has given out no new key for the device.') });
    return;
  }
  const master = vault.open(deviceId, sealed);
  if (!work.rules(ROTATION).isProved(master, verification)) {
    work.audit('key-not-proved', installationId, deviceId);
    confirm(work, { installationId, deviceId, ...refusal('The device did not prove that it holds the new key.') });
    return;
  }
  if (held.pending !== undefined) work.put(HELD_KEYS, deviceId, rotated(held, sealed, work.now));
  work.audit('key-confirmed', installationId, deviceId);
  confirm(work, { installationId, deviceId, confirmed: true, confirmation: confirmMaster(master, deviceId) });
}

function rotated(held: HeldKey, master: string, now: Date): HeldKey {
  const { deviceId, installationId, masterVersion } = held;
  return {
    deviceId,
    installationId,
    holder: 'dco',
    masterVersion: masterVersion + 1,
    master,
    rotatedAt: now.toISOString(),
  };
}

function refusal(reason: string): Pick<KeyConfirmation, 'confirmed' | 'code' | 'reason'> {
  return { confirmed: false, code: 'SIM-KEY-12', reason };
}

function answer(work: Work, authorisation: KeyRotationAuthorisation): void {
  work.send({ to: 's1sp', kind: 'key-rotation-authorisation', body: authorisation });
}

function confirm(work: Work, confirmation: KeyConfirmation): void {
  work.send({ to: 's1sp', kind: 'key-confirmation', body: confirmation });
}

function equal(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given, 'base64'), Buffer.from(expected, 'base64')];
  return one.length === other.length && timingSafeEqual(one, other);
}
