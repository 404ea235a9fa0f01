import { randomBytes } from 'node:crypto';
import { Vault } from '../../../domain/vault';
import type { RotatedDevice } from '../../../formats/commissioning-file';
import { table } from '../../../kernel/store';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';

/** What the S1SP holds of a device: sealed access keys. */
interface HeldAccess {
  readonly installationId: string;
  /** Sealed: the key that the device obeys. */
  readonly current: string;
  /** Sealed: the key that the device is to obey, or obeys beside the current one. */
  readonly fresh?: string;
  /** Set once the current key is the S1SP's own and no longer the SMSO's. */
  readonly rotated?: Omit<RotatedDevice, 'deviceId'>;
}

/** By device id. */
const HELD = table<HeldAccess>('access-keys');
/**
 * The execution counter used last, decimal, by device id. It outlives the keys: a device that was given back and comes again
 * still knows which counters the S1SP has used.
 */
const COUNTERS = table<{ last: string }>('execution-counters');

/** Which access keys and execution counters a device gets. */
export const ACCESS_KEYS = area('s1sp-access-keys', {
  /** The execution counter that earlier attempts have used. */
  usedCounter: (work: Work, deviceId: string): bigint => BigInt(lastCounter(work, deviceId) ?? '0'),
  /** A new access key, sealed. @param _current the sealed key that the device obeys */
  newKey: (work: Work, deviceId: string, _current: string): string => vaultOf(work).seal(deviceId, randomBytes(32)),
});

/** Which of a device's keys a command is authenticated with. */
export type KeyChoice = 'current' | 'fresh';

/** Takes over the access key that the SMSO used; a key of the S1SP's own is never replaced by one. @param key 32 bytes, base64 */
export function takeOver(
  work: Work,
  device: { deviceId: string; installationId: string; key: string; executionCounter: string },
): void {
  const { deviceId, installationId, key, executionCounter } = device;
  if (rotationOf(work, deviceId)) return;
  work.put(HELD, deviceId, {
    installationId,
    current: vaultOf(work).seal(deviceId, Buffer.from(key, 'base64')),
  });
  const used = work.rules(ACCESS_KEYS).usedCounter(work, deviceId);
  const declared = BigInt(executionCounter);
  work.put(COUNTERS, deviceId, { last: (used > declared ? used : declared).toString() });
}

/** An access key; undefined when the S1SP holds none for the device. */
export function accessKey(work: Work, deviceId: string, choice: KeyChoice): Buffer | undefined {
  const sealed = work.get(HELD, deviceId)?.[choice];
  return sealed === undefined ? undefined : vaultOf(work).open(deviceId, sealed);
}

/** Makes the device's next access key; stored before it is ever sent, and kept until the device obeys it. */
export function makeFreshKey(work: Work, deviceId: string): void {
  const held = work.get(HELD, deviceId);
  if (!held || held.fresh !== undefined) return;
  work.put(HELD, deviceId, { ...held, fresh: work.rules(ACCESS_KEYS).newKey(work, deviceId, held.current) });
}

/** The device obeys the fresh key alone from now on. */
export function adoptFreshKey(work: Work, { deviceId, ...rotated }: RotatedDevice): void {
  const held = work.get(HELD, deviceId);
  if (held?.fresh === undefined) return;
  const { installationId, fresh } = held;
  work.put(HELD, deviceId, { installationId, current: fresh, rotated });
}

/** When a device was given a key of the S1SP's own, and its key version since; undefined while it obeys the SMSO's. */
export function rotationOf(work: Work, deviceId: string): RotatedDevice | undefined {
  const rotated = work.get(HELD, deviceId)?.rotated;
  return rotated && { deviceId, ...rotated };
}

/** The next execution counter of a device, decimal. */
export function nextCounter(work: Work, deviceId: string): string {
  const last = (BigInt(lastCounter(work, deviceId) ?? '0') + 1n).toString();
  work.put(COUNTERS, deviceId, { last });
  return last;
}

/** The execution counter that was used last with a device, decimal; undefined when none was ever. */
export function lastCounter(work: Work, deviceId: string): string | undefined {
  return work.get(COUNTERS, deviceId)?.last;
}

/** Forgets the keys of devices that stay with the SMSO. */
export function forgetKeys(work: Work, deviceIds: readonly string[]): void {
  for (const deviceId of deviceIds) work.remove(HELD, deviceId);
}

function vaultOf(work: Work): Vault {
  return new Vault(work.service.config.privateKey);
}
