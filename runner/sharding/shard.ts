import { RunError } from '../../support/scope/errors';

/** The Kth of N parts of a cycle. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/**
 * Parses a shard as it is typed: `2/3`.
 * @throws RunError where it is none
 */
export function parseShard(text: string): Shard {
  const [, number = '0', of = '0'] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  throw new RunError(`There is no shard "${text}": write 1/2 for the first of two, 2/2 for the second.`);
}

/** Name of a shard in sentences: `shard 2 of 3`. */
export function shardName({ number, of }: Shard): string {
  return `shard ${number} of ${of}`;
}
