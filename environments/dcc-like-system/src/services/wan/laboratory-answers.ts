import { z } from 'zod';
import { INSTANT, SETTINGS } from '../../domain/fields';
import { DEVICE_ERROR, type CommandFrame } from '../../domain/frames';
import { PRINTABLE } from '../../domain/laboratories';
import { Refusal } from '../../kernel/refusal';
import { readJson } from '../../kernel/shape';
import type { DownlinkAnswer } from './answers';

/**
 * What a remote laboratory answers to a command. It is nobody of the system: what has not exactly this form, for this command, is
 * no answer, so that nothing of it has to be doubted further inside.
 */

const NUMBER = z.string().regex(/^[0-9]{1,9}$/, 'must be a whole number of at most 9 digits, as a text');
const BASE64 = z.base64().min(1).max(100);
const DEVICE_IDS = z
  .string()
  .regex(
    /^(([0-9A-F]{2}-){7}[0-9A-F]{2}(,([0-9A-F]{2}-){7}[0-9A-F]{2}){0,31})?$/,
    'must be at most 32 EUI-64 with commas between them',
  );
const KEY_VERSION = z.strictObject({ keyVersion: NUMBER });

/** JSON, as a text, of a form. */
function json(shape: z.ZodType): z.ZodString {
  const has = (content: string): boolean => {
    try {
      return shape.safeParse(JSON.parse(content)).success;
    } catch {
      return false;
    }
  };
  return z.string().max(10_000).refine(has, 'must be JSON of the published form');
}

/** Values that answer a command, by its operation, of `get` with the name of what is read. Any other command can only be refused. */
export const ANSWER_VALUES: Readonly<Record<string, z.ZodType<Readonly<Record<string, string>>>>> = {
  ping: z.strictObject({ at: INSTANT }),
  'read-whitelist': z.strictObject({ devices: DEVICE_IDS }),
  'read-device-info': z.strictObject({ keyVersion: NUMBER, firmware: PRINTABLE, configurationDigest: BASE64 }),
  'read-registers': z.union([
    z.strictObject({ activeImportWh: NUMBER, at: INSTANT }),
    z.strictObject({ volumeLitres: NUMBER, at: INSTANT }),
  ]),
  'write-keys': KEY_VERSION,
  'verify-keys': z.strictObject({ proof: BASE64 }),
  'confirm-keys': KEY_VERSION,
  'get configuration': z.strictObject({ value: json(z.strictObject({ settings: SETTINGS })), at: INSTANT }),
  'get firmware': z.strictObject({ value: json(z.strictObject({ version: PRINTABLE })), at: INSTANT }),
};

/** The device, or the hub itself, does not answer, or refuses. */
const UNDONE = [
  z.strictObject({ outcome: z.literal('no-answer') }),
  z.strictObject({
    outcome: z.literal('answer'),
    body: z.strictObject({ ok: z.literal(false), error: DEVICE_ERROR }),
  }),
] as const;

/**
 * Reads what a laboratory answers to a command.
 * @returns the answer, or why it is none, as the end of a sentence
 */
export function readLaboratoryAnswer(
  { deviceId, operation, body }: CommandFrame,
  bytes: Buffer,
): DownlinkAnswer | { readonly fault: string } {
  const values = ANSWER_VALUES[operation === 'get' ? `get ${body.name ?? ''}` : operation];
  const done =
    values && z.strictObject({ outcome: z.literal('answer'), body: z.strictObject({ ok: z.literal(true), values }) });
  const shape = done ? z.union([...UNDONE, done]) : z.union(UNDONE);
  try {
    const answer = readJson(shape, bytes, 'answer');
    if (answer.outcome === 'answer') return answer;
    return { outcome: 'no-answer', reason: `${deviceId} does not answer`, silent: 'device' };
  } catch (error) {
    if (error instanceof Refusal) return { fault: `its answer to ${operation} has not the published form` };
    throw error;
  }
}
