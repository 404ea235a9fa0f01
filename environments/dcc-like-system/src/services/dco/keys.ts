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

/**
 * Takes a master key over from the SMSO; a key of the DCO's own is never replaced by one, and one that was given out already
 * is kept beside it, for the device may have it.
 */
export function takeOver(
  work: Work,
  vault: Vault,
  key: { deviceId: string; installationId: string; masterVersion: number; master: Buffer },
): void {
  const { deviceId, installationId, master } = key;
  const held = work.get(HELD_KEYS, deviceId);
  if (held?.holder === 'dco') {
    work.put(HELD_KEYS, deviceId, { ...held, installationId });
    return;
  }
  const pending = held?.pending === undefined ? {} : { pending: held.pending };
  work.put(HELD_KEYS, deviceId, { ...key, holder: 'smso', master: vault.seal(deviceId, master), ...pending });
}

/** Drops the keys of devices that stay with the SMSO: its own, and those that were given out in vain. */
export function giveBack(work: Work, deviceIds: readonly string[]): void {
  for (const id of deviceIds) {
    const held = work.get(HELD_KEYS, id);
    if (held?.holder !== 'smso') continue;
    const { deviceId, installationId, holder, masterVersion } = held;
    work.put(HELD_KEYS, deviceId, { deviceId, installationId, holder, masterVersion });
  }
}
