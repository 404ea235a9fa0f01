import type { DeviceAnswer } from '../../domain/frames';
import { table } from '../../kernel/store';
import type { DownlinkAnswer } from '../wan/routes';

/** What came of an order to read a meter. */
export type Reading =
  | {
      readonly outcome: 'answered';
      readonly at: string;
      readonly activeImportWh?: number;
      readonly volumeLitres?: number;
    }
  | { readonly outcome: 'queued'; readonly reference?: string }
  | { readonly outcome: 'unreachable' | 'no-answer' | 'refused'; readonly reason: string };

export const READINGS = table<Reading>('readings');

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
  const { at, activeImportWh, volumeLitres } = answer.values;
  return {
    outcome: 'answered',
    at: at ?? '',
    ...(activeImportWh === undefined ? {} : { activeImportWh: Number(activeImportWh) }),
    ...(volumeLitres === undefined ? {} : { volumeLitres: Number(volumeLitres) }),
  };
}
