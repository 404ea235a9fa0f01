import { createPrivateKey, createPublicKey, createECDH, createHash, sign, verify } from 'node:crypto';
import type { DeviceError } from './frames';

/**
 * What travels between the DCC and a SMETS2+ device. MODEL: stands in for GBCS, which is binary. A message is one line of JSON,
 * and where it is signed a second line: the signature over the bytes of the first (ECDSA P-256 with SHA-256, both halves one
 * after the other in 64 bytes, as GBCS has it, RECOLLECTION high), base64. In DUIS the whole is base64 once more.
 */
export interface GbcsCommand {
  /** Service reference variant that it serves; GBCS use cases are not simulated. */
  readonly service: string;
  /** Who vouches for it, and whose counter it bears: the user for critical ones, else the DSP. */
  readonly from: string;
  readonly to: string;
  /** Decimal, 64 bits; above the last one of the same party. */
  readonly counter: string;
  /** On whose behalf the DSP asks, and the counter of that request. */
  readonly user?: string;
  readonly userCounter?: string;
  readonly operation: 'read-registers' | 'get' | 'set' | 'act';
  readonly body: Readonly<Record<string, string>>;
}

/** What a device says: the answer to a command, or an alert. */
export type GbcsMessage = {
  readonly from: string;
  /** EUI of the user it is for. */
  readonly to: string;
  /** Of an answer that of the user's request, of an alert the device's own; decimal. */
  readonly counter: string;
  /** Time of the device, ISO 8601. */
  readonly at: string;
} & (
  | { readonly service: string; readonly values: Readonly<Record<string, string>> }
  | { readonly service: string; readonly refusal: DeviceError }
  | { readonly alert: string; readonly description: string }
);

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
  try {
    const read = JSON.parse(line) as Partial<GbcsCommand> | null;
    const isWhole = [read?.service, read?.from, read?.to, read?.operation].every((part) => typeof part === 'string');
    const isCommand = isWhole && typeof read?.body === 'object' && /^\d{1,20}$/.test(read.counter ?? '');
    return isCommand ? (read as GbcsCommand) : undefined;
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
