import { z } from 'zod';
import { CODE, COUNTER, EUI, ID, listOf, SENTENCE, text, type Read } from './fields';

/** What the S1SP and the DCO say to each other while the keys of an installation change (interfaces.md). */

/** Most devices of one installation. */
const MOST_DEVICES = 32;
/** A key that is wrapped, a challenge, a proof: base64. */
const BASE64 = z.string().max(200);

export const KEY_ROTATION_REQUEST = z
  .strictObject({
    installationId: ID,
    attempt: z.int().min(1).max(99),
    devices: listOf(z.strictObject({ deviceId: EUI, executionCounter: COUNTER }), MOST_DEVICES),
  })
  .meta({ id: 'KeyRotationRequest' });
export type KeyRotationRequest = Read<typeof KEY_ROTATION_REQUEST>;

export const KEY_ROTATION_AUTHORISATION = z
  .strictObject({
    installationId: ID,
    granted: z.boolean(),
    code: CODE.exactOptional(),
    reason: SENTENCE.exactOptional(),
    devices: listOf(
      z.strictObject({
        deviceId: EUI,
        executionCounter: COUNTER,
        /** New master key under the current one. */
        wrappedMaster: BASE64,
        masterVersion: z.int().min(0),
      }),
      MOST_DEVICES,
    ),
  })
  .meta({ id: 'KeyRotationAuthorisation' });
export type KeyRotationAuthorisation = Read<typeof KEY_ROTATION_AUTHORISATION>;

export const KEY_VERIFICATION = z
  .strictObject({
    installationId: ID,
    deviceId: EUI,
    challenge: text(200),
    /** What the device answered; empty when it gave no proof. */
    proof: BASE64,
  })
  .meta({ id: 'KeyVerification' });
export type KeyVerification = Read<typeof KEY_VERIFICATION>;

export const KEY_CONFIRMATION = z
  .strictObject({
    installationId: ID,
    deviceId: EUI,
    confirmed: z.boolean(),
    /** The DCO's word to the device that it may forget the old keys; only when confirmed. */
    confirmation: BASE64.exactOptional(),
    code: CODE.exactOptional(),
    reason: SENTENCE.exactOptional(),
  })
  .meta({ id: 'KeyConfirmation' });
export type KeyConfirmation = Read<typeof KEY_CONFIRMATION>;
