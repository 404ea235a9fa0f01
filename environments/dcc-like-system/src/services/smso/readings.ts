import { z } from 'zod';
import type { DeviceSettings } from '../../domain/configuration-package';
import { COMMANDED_TYPES } from '../../domain/device-types';
import { ID, type Read } from '../../domain/fields';
import type { DeviceAnswer } from '../../domain/frames';
import { Refusal } from '../../kernel/refusal';
import { area } from '../../kernel/rules';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer } from '../wan/answers';
import { ESTATE } from './estate';
import { makeCommand, send, type Command } from './head-end';

/** What came of an order to read a device. */
export type Reading =
  | {
      readonly outcome: 'answered';
      readonly at: string;
      readonly activeImportWh?: number;
      readonly volumeLitres?: number;
      readonly settings?: DeviceSettings;
    }
  | { readonly outcome: 'queued'; readonly reference?: string }
  | { readonly outcome: 'unreachable' | 'no-answer' | 'refused'; readonly reason: string };

/** A device whose settings are to be read. */
export const CONFIGURED_DEVICE = z.strictObject({ importMPAN: ID, deviceType: z.enum(COMMANDED_TYPES) });
type ReadingOrder = Read<typeof CONFIGURED_DEVICE>;

/** A meter whose register is to be read. */
export const METER = z.strictObject({ importMPAN: ID, deviceType: z.enum(['ESME', 'GSME']) });

export const READINGS = table<Reading>('readings');

/** What can be read, with the command that does it. */
const READABLE = {
  register: { operation: 'read-registers', body: {} },
  configuration: { operation: 'get', body: { name: 'configuration' } },
} as const satisfies Readonly<Record<string, Command>>;

/** How the SMSO reads devices. */
export const READING = area('smso-reading', {
  readingOf: (answer: DownlinkAnswer, _now: Date): Reading => reading(answer),
});

/**
 * Reads a device with the SMSO's keys. Of a sleeping one the answer is kept under a reference.
 * @throws Refusal 404 where the SMSO operates no such device
 */
export async function readDevice(
  { importMPAN, deviceType }: ReadingOrder,
  what: keyof typeof READABLE,
  work: Work,
): Promise<Reading> {
  const record = work.get(ESTATE, importMPAN);
  const device = record?.devices.find((candidate) => candidate.deviceType === deviceType);
  if (!record || !device) throw new Refusal(404, `The SMSO operates no ${deviceType} at MPAN ${importMPAN}.`);
  const commandId = `smso-${work.nextNumber('command')}`;
  const answer = await send(work, record, makeCommand(work, record, device, commandId, READABLE[what]));
  const result = work.rules(READING).readingOf(answer, work.now);
  work.audit(`${what}-read`, undefined, `${deviceType} ${device.deviceId}: ${result.outcome}`);
  if (result.outcome !== 'queued') return result;
  const queued: Reading = { outcome: 'queued', reference: commandId };
  work.put(READINGS, commandId, queued);
  return queued;
}

/** A device's or the network's answer as a reading. */
export function reading(answer: DownlinkAnswer): Reading {
  switch (answer.outcome) {
    case 'answer':
      return fromDevice(answer.body);
    case 'queued':
      return { outcome: 'queued' };
    case 'no-route':
      return { outcome: 'unreachable', reason: answer.reason };
    case 'no-answer':
      return { outcome: 'no-answer', reason: answer.reason };
  }
}

function fromDevice(answer: DeviceAnswer): Reading {
  if (!answer.ok) return { outcome: 'refused', reason: `the meter refused: ${answer.error}` };
  const { at, activeImportWh, volumeLitres, value } = answer.values;
  const { settings } = JSON.parse(value ?? '{}') as { settings?: DeviceSettings };
  return {
    outcome: 'answered',
    at: at ?? '',
    ...(activeImportWh === undefined ? {} : { activeImportWh: Number(activeImportWh) }),
    ...(volumeLitres === undefined ? {} : { volumeLitres: Number(volumeLitres) }),
    ...(settings === undefined ? {} : { settings }),
  };
}
