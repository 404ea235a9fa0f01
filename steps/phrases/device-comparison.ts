import type { DccUser, MadeInstallation, Roles } from '../../support/roles';
import { inWords } from '../../support/world/words';

/** What is found, and what was expected: a value, or what no value says. */
export type DeviceComparison =
  | { readonly what: string; readonly found: unknown; readonly expected: unknown }
  | { readonly claim: boolean; readonly expected: string; readonly observed: string };

/** What a phrase about a device is judged with. */
export interface DeviceContext {
  readonly installation: MadeInstallation;
  readonly roles: Roles;
  readonly user: DccUser;
  /** The device that answered. */
  readonly deviceId: string;
  /** Virtual time. */
  readonly now: Date;
}

type Judge<T> = (source: T, words: readonly string[], context: DeviceContext) => DeviceComparison;
/** A phrase, and how what it is about is judged from the words in its braces. */
export type DevicePhrase<T> = readonly [phrase: string, judge: Judge<T>];

export const comparison = (what: string, found: unknown, expected: unknown): DeviceComparison => ({
  what,
  found,
  expected,
});
export const claim = (holds: boolean, expected: string, observed: string): DeviceComparison => ({
  claim: holds,
  expected,
  observed,
});
export const contains = (what: string, list: readonly string[], wanted: string): DeviceComparison =>
  claim(list.includes(wanted), `${what} to hold ${wanted}`, inWords(list));
export const lacks = (what: string, list: readonly string[], unwanted: string): DeviceComparison =>
  claim(!list.includes(unwanted), `${what} without ${unwanted}`, `one with ${unwanted}`);
