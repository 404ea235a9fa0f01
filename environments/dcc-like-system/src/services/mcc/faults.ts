import type { Exception } from './mcc-records';

/** The exception of one check: what it finds where its condition is met. */
export function faultIf(condition: boolean, code: string, reason: string): Exception | undefined {
  return condition ? { code, reason } : undefined;
}
