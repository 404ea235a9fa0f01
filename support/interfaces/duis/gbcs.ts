import { webcrypto } from 'node:crypto';
import { z } from 'zod';
import { UnreadableXml } from '../xml';

/**
 * What travels between a user and a SMETS2+ device within DUIS, as `environments/contracts/smets2.md` publishes it (MODEL: real
 * GBCS is binary): one line of JSON, and under it its signature in base64.
 */

const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** Requests of SMETS2+ devices that their user signs in a second round (flags SOURCED: public request table). */
const CRITICAL: readonly string[] = ['7.1', '7.2', '7.3'];

const decimal = z.string().regex(/^\d{1,20}$/);
const preCommand = z.object({ service: z.string(), from: z.string(), to: z.string(), counter: decimal });
const said = z.object({
  from: z.string(),
  to: z.string(),
  counter: decimal,
  at: z.iso.datetime(),
  service: z.string().optional(),
  values: z.record(z.string(), z.string()).optional(),
  refusal: z.string().optional(),
  alert: z.string().optional(),
  description: z.string().optional(),
});

/** What a critical request was transformed into. */
export type PreCommand = z.output<typeof preCommand>;
/** What a SMETS2+ device says: an answer, a refusal, or an alert. */
export type DeviceWord = z.output<typeof said>;

/** Whether a request to a SMETS2+ device takes a second round. */
export function takesPreCommand(variant: string): boolean {
  return CRITICAL.includes(variant);
}

/** The text of a payload in base64. */
export function textOfPayload(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

/** @throws UnreadableXml where the line is no pre-command */
export function readPreCommand(line: string): PreCommand {
  return read(preCommand, line, 'pre-command');
}

/** @throws UnreadableXml where the text is nothing that a device says */
export function readDeviceWord(text: string): DeviceWord {
  return read(said, text.split('\n')[0] ?? '', 'message of a device');
}

function read<S extends z.ZodType>(shape: S, line: string, what: string): z.output<S> {
  try {
    return shape.parse(JSON.parse(line));
  } catch (error) {
    throw new UnreadableXml(`The payload is no ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Signs a pre-command: the payload of a signed one, base64. @param privateKey PKCS#8 PEM */
export async function signPreCommand(line: string, privateKey: string): Promise<string> {
  const key = await webcrypto.subtle.importKey('pkcs8', bytesOf(privateKey), CURVE, false, ['sign']);
  const signature = await webcrypto.subtle.sign(ALGORITHM, key, Buffer.from(line, 'utf8'));
  return Buffer.from(`${line}\n${Buffer.from(signature).toString('base64')}`, 'utf8').toString('base64');
}

/** What is wrong with the signature of a device, if anything. @param publicKey SPKI PEM; undefined where nobody knows it */
export async function wrongSignature(text: string, publicKey: string | undefined): Promise<string[]> {
  const [line = '', signature = ''] = text.split('\n');
  if (publicKey === undefined) return ['Nobody knows the key of the device that signed the payload.'];
  const key = await webcrypto.subtle.importKey('spki', bytesOf(publicKey), CURVE, false, ['verify']);
  const holds = await webcrypto.subtle.verify(
    ALGORITHM,
    key,
    Buffer.from(signature, 'base64'),
    Buffer.from(line, 'utf8'),
  );
  return holds ? [] : ['The signature of the device does not hold.'];
}

function bytesOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}
