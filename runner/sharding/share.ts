import { RunError } from '../../support/scope/errors';

/** Which part of a whole a process takes: the Kth of N. */
export interface Share {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/**
 * Reads a share as it is typed: `2/3`.
 * @throws RunError where it is none
 */
export function readShare(text: string): Share {
  const [, number = '0', of = '0'] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const share = { number: Number(number), of: Number(of) };
  if (share.number >= 1 && share.number <= share.of) return share;
  throw new RunError(`There is no share "${text}": write 1/2 for the first of two, 2/2 for the second.`);
}

/** A share as people say it: `share 2 of 3`. */
export function shareName({ number, of }: Share): string {
  return `share ${number} of ${of}`;
}
