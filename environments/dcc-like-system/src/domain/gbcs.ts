import { createPrivateKey, createPublicKey, createECDH, createHash, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { CODE, CONTENT, COUNTER, EUI, SENTENCE, text, type Read } from './fields';
import { DEVICE_ERROR } from './frames';

/**
 * What travels between the DCC and a SMETS2+ device. MODEL: stands in for GBCS, which is binary. A message is one line of JSON,
 * and where it is signed a second line: the signature over the bytes of the first (ECDSA P-256 with SHA-256, both halves one
 * after the other in 64 bytes, as GBCS has it, RECOLLECTION high), base64. In DUIS the whole is base64 once more.
 */
const COMMAND = z.strictObject({
  /** Service reference variant that it serves; GBCS use cases are not simulated. */
  service: CODE,
  /** Who vouches for it, and whose counter it bears: the user for critical ones, else the DSP. */
  from: text(60),
  to: text(60),
  /** Above the last one of the same party. */
  counter: COUNTER,
  /** On whose behalf the DSP asks, and the counter of that request. */
  user: text(60).exactOptional(),
  userCounter: COUNTER.exactOptional(),
  operation: z.enum(['read-registers', 'get', 'set', 'act']),
  body: z.record(text(60), CONTENT),
});
export type GbcsCommand = Read<typeof COMMAND>;

/** What every message of a device says. */
const SAID = {
  from: text(60),
  /** EUI of the user it is for. */
  to: text(60),
  /** Of an answer that of the user's request, of an alert the device's own. */
  counter: COUNTER,
  /** Time of the device. */
  at: z.string().max(40),
};

/** What a device says: the answer to a command, or an alert. */
const MESSAGE = z.union([
  z.strictObject({ ...SAID, service: CODE, values: z.record(text(60), CONTENT) }),
  z.strictObject({ ...SAID, service: CODE, refusal: DEVICE_ERROR }),
  z.strictObject({ ...SAID, alert: CODE, description: SENTENCE }),
]);
export type GbcsMessage = Read<typeof MESSAGE>;

/** Body of `gbcs-command`, dsp -> wan -> devices: a message for a device. */
export const GBCS_COMMAND = z.strictObject({ deviceId: EUI, payload: CONTENT }).meta({ id: 'GbcsCommand' });

/** Body of `gbcs-failure`, wan -> dsp: a command cannot be brought to its device. */
export const GBCS_FAILURE = z.strictObject({ reason: SENTENCE }).meta({ id: 'GbcsFailure' });

/** A message as it is sent: its line, and the signature under it where there is one. */
export interface Signed {
  readonly line: string;
  readonly signature?: string;
}

/** Private and public key of a device, PEM. */
export interface DeviceKeys {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function lineOf(message: GbcsCommand | GbcsMessage): string {
  return JSON.stringify(message);
}

/** Signs a line. @param privateKey PEM */
export function signLine(line: string, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  const signature = sign('sha256', Buffer.from(line, 'utf8'), { key, dsaEncoding: 'ieee-p1363' });
  return `${line}\n${signature.toString('base64')}`;
}

/** Takes line and signature apart. */
export function partsOf(text: string): Signed {
  const [line = '', signature] = text.split('\n');
  return { line, ...(signature === undefined ? {} : { signature }) };
}

/** Whether the holder of a key signed a line. @param publicKey PEM of a key or of a certificate */
export function isSignedBy({ line, signature }: Signed, publicKey: string | undefined): boolean {
  if (signature === undefined || publicKey === undefined) return false;
  const key = createPublicKey(publicKey);
  const data = Buffer.from(line, 'utf8');
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64'));
}

/** A command that was read; undefined where a line is none. */
export function readCommand(line: string): GbcsCommand | undefined {
  return read(COMMAND, line);
}

/** What a device says; undefined where a line is no message of one. */
export function readMessage(line: string): GbcsMessage | undefined {
  return read(MESSAGE, line);
}

function read<S extends z.ZodType>(shape: S, line: string): z.output<S> | undefined {
  try {
    return shape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Keys of a device that depend on nothing but a text. */
export function deviceKeysFrom(source: string): DeviceKeys {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(createHash('sha256').update(source).digest());
  const point = pair.getPublicKey();
  const part = (from: number, to: number): string => point.subarray(from, to).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65) };
  const secret = createPrivateKey({ key: { ...jwk, d: pair.getPrivateKey('base64url') }, format: 'jwk' });
  return {
    privateKey: secret.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
  };
}
