import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import { CONTENT, COUNTER, EUI, ID, text, type Read } from './fields';

/**
 * What travels between a head-end and a device. MODEL: stands in for the proprietary protocols of SMETS1 devices, with the
 * property that matters here: a key write needs the S1SP's part (authentication under the access key) and the DCO's part
 * (new master key wrapped under the old one), and neither can make the other's.
 */
const OPERATION = z.enum([
  'ping',
  'read-whitelist',
  'read-device-info',
  'read-registers',
  'write-keys',
  'verify-keys',
  'confirm-keys',
  /** One thing is read, changed or done, named in the body; values travel as JSON. */
  'get',
  'set',
  'act',
]);
export type Operation = z.output<typeof OPERATION>;

export const COMMAND_FRAME = z
  .strictObject({
    deviceId: EUI,
    /** Unique per command; a device answers a repeated one with its first answer and does nothing again. */
    commandId: ID,
    operation: OPERATION,
    /** Must be above the last one the device has accepted. Absent for `ping`. */
    executionCounter: COUNTER.exactOptional(),
    body: z.record(text(60), CONTENT),
    /** HMAC-SHA256 under the device's access key, base64. Absent for `ping`. */
    authentication: text(100).exactOptional(),
  })
  .meta({ id: 'DeviceCommand' });
export type CommandFrame = Read<typeof COMMAND_FRAME>;

/** Why a device refuses a command. */
export const DEVICE_ERROR = z.enum([
  'not-authentic',
  'replayed-counter',
  'single-control',
  'cannot-act',
  'unknown-operation',
  /** The device has no such thing. */
  'not-supported',
  /** What is asked for does not fit the state or the settings of the device. */
  'not-possible',
  /** A top-up that is not right, or was used before. */
  'token-refused',
  /** There is no verified image with that hash. */
  'no-image',
]);
export type DeviceError = z.output<typeof DEVICE_ERROR>;

/** Answer of a device: values, or an error. */
export const DEVICE_ANSWER = z
  .discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), values: z.record(text(60), CONTENT) }),
    z.strictObject({ ok: z.literal(false), error: DEVICE_ERROR }),
  ])
  .meta({ id: 'DeviceAnswer' });
export type DeviceAnswer = Read<typeof DEVICE_ANSWER>;

/** Authenticates a command under an access key (32 bytes). */
export function authenticate(frame: Omit<CommandFrame, 'authentication'>, accessKey: Buffer): string {
  const body = Object.entries(frame.body)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const signed = [frame.deviceId, frame.commandId, frame.operation, frame.executionCounter ?? '', body].join('|');
  return hmac(accessKey).update(signed).digest('base64');
}

/** Whether a command was authenticated under this access key. */
export function isAuthentic(frame: CommandFrame, accessKey: Buffer): boolean {
  const expected = Buffer.from(authenticate(frame, accessKey), 'base64');
  const given = Buffer.from(frame.authentication ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A key object costs a sixth of what the bytes of a key cost here. */
function hmac(key: Buffer): ReturnType<typeof createHmac> {
  return createHmac('sha256', createSecretKey(key));
}

/** Additional data that ties a wrapped key to one device and one command. */
function binding(deviceId: string, executionCounter: string): Buffer {
  return Buffer.from(`${deviceId}|${executionCounter}`);
}

/**
 * Wraps a new 32-byte key under the current one: nonce (12) + cipher text (32) + tag (16), base64. The nonce derives from
 * its inputs, so that a repeated wrap is the same.
 */
export function wrapKey(newKey: Buffer, currentKey: Buffer, deviceId: string, executionCounter: string): string {
  const bound = binding(deviceId, executionCounter);
  const nonce = hmac(currentKey).update(bound).update(newKey).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(currentKey), nonce).setAAD(bound);
  const wrapped = Buffer.concat([cipher.update(newKey), cipher.final()]);
  return Buffer.concat([nonce, wrapped, cipher.getAuthTag()]).toString('base64');
}

/** Unwraps a key; undefined when it was not wrapped under `currentKey` for this device and command. */
export function unwrapKey(
  wrapped: string,
  currentKey: Buffer,
  deviceId: string,
  executionCounter: string,
): Buffer | undefined {
  const bytes = Buffer.from(wrapped, 'base64');
  if (bytes.length !== 60) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(currentKey), bytes.subarray(0, 12))
    .setAAD(binding(deviceId, executionCounter))
    .setAuthTag(bytes.subarray(44));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** What a device answers to a challenge in order to show that it holds a new master key. */
export function proveMaster(masterKey: Buffer, challenge: string): string {
  return hmac(masterKey).update(`prove|${challenge}`).digest('base64');
}

/** The DCO's word to a device that it may forget the old keys. */
export function confirmMaster(masterKey: Buffer, deviceId: string): string {
  return hmac(masterKey).update(`confirm|${deviceId}`).digest('base64');
}

/** Digest of a device's configuration, base64: setting=value lines in order of name. */
export function configurationDigest(configuration: Readonly<Record<string, string>>): string {
  const lines = Object.entries(configuration)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return createHash('sha256').update(lines.join('\n')).digest('base64');
}
