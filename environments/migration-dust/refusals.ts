import { Refusal } from '../dcc-like-system/src/kernel/refusal';

/** Codes of Migration DUST and the HTTP status that each comes with; `codes.csv` publishes them. */
const STATUSES = {
  'SIM-DST-01': 409,
  'SIM-DST-02': 409,
  'SIM-DST-03': 409,
  'SIM-DST-04': 409,
  'SIM-DST-05': 409,
  'SIM-DST-06': 409,
  'SIM-DST-07': 409,
  'SIM-DST-08': 409,
  'SIM-DST-09': 409,
  'SIM-DST-10': 400,
  'SIM-DST-11': 403,
  'SIM-DST-12': 403,
  'SIM-DST-13': 409,
  'SIM-DST-14': 403,
  'SIM-DST-15': 409,
  'SIM-DST-16': 404,
  'SIM-DST-17': 409,
  'SIM-DST-18': 403,
  'SIM-DST-19': 409,
} as const;

export type DustCode = keyof typeof STATUSES;

/** A refusal of Migration DUST: `SIM-DST-03: No test device of a remote laboratory is free.` */
export function refusal(code: DustCode, sentence: string): Refusal {
  return new Refusal(STATUSES[code], `${code}: ${sentence}`);
}
