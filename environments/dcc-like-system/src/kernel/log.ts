import { detailOf } from './error-text';
import type { FailedRequest } from './http';

/** Receives what a service or the lab says of itself, one line at a time. */
export type Log = (line: string) => void;

/** The line about a request that ended in an error which nobody foresaw. */
export function failureLine({ call, error }: FailedRequest): string {
  return `request failed: ${call}: ${detailOf(error)}`;
}
