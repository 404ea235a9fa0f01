import type { Vault } from '../../domain/vault';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** What the DCO holds of one device. Key material is sealed; it leaves the store only to be used. */
export interface HeldKey {
  readonly deviceId: string;
  readonly installationId: string;
  /** Who gave the device the master key it obeys. */
  readonly holder: 'smso' | 'dco';
  readonly masterVersion: number;
  /** Sealed; absent once the DCO has no use for the SMSO's key any more. */
  readonly master?: string;
  /** Sealed; wrapped for the device, but not yet proved by it. */
  readonly pending?: string;
  /** ISO 8601. */
  readonly rotatedAt?: string;
}

/** By device id. */
export const HELD_KEYS = table<HeldKey>('held-keys');

/** Whether a new master key has been given out for any of these devices. */
export function begun(work: Work, deviceIds: readonly string[]): boolean {
  return deviceIds.some((deviceId) => {
    const held = work.get(HELD_KEYS, deviceId);
    return held !== undefined && (held.holder === 'dco' || held.pending !== undefined);
  });
}

/** Takes a master key over from the SMSO; a key of the DCO's own is never replaced by one. */
export function takeOver(
  work: Work,
  vault: Vault,
  key: { deviceId: string; installationId: string; masterVersion: number; master: Buffer },
): void {
  if (work.get(HELD_KEYS, key.deviceId)?.holder === 'dco') return;
  work.put(HELD_KEYS, key.deviceId, {
    ...key,
    holder: 'smso',
    master: vault.seal(key.deviceId, key.master),
  });
}

/** Drops the SMSO's keys of devices that stay with it. */
export function giveBack(work: Work, deviceIds: readonly string[]): void {
  if (begun(work, deviceIds)) return;
  for (const id of deviceIds) {
    const held = work.get(HELD_KEYS, id);
    if (!held) continue;
    const { deviceId, installationId, holder, masterVersion } = held;
    work.put(HELD_KEYS, deviceId, { deviceId, installationId, holder, masterVersion });
  }
}
