import type { DeviceAnswer } from '../../domain/frames';

/** Answer to a downlink; `queued`: the hub keeps the command until its sleeping device wakes. */
export type DownlinkAnswer =
  | { readonly outcome: 'answer'; readonly body: DeviceAnswer }
  | { readonly outcome: 'queued' }
  /** `silent`: the hub is there, the device behind it says nothing. */
  | { readonly outcome: 'no-route' | 'no-answer'; readonly reason: string; readonly silent?: 'device' };

/** Answer to a wake-up message. */
export type WakeUpAnswer = { readonly outcome: 'sent' } | { readonly outcome: 'no-route'; readonly reason: string };
