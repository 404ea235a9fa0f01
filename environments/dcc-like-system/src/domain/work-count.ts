import { channel } from 'node:diagnostics_channel';

/** Kinds of work that the system counts while somebody listens. */
export const WORK_KINDS = [
  'inside calls',
  'commits',
  'statements',
  'signatures made',
  'signatures checked',
  'schema checks',
] as const;

export type WorkKind = (typeof WORK_KINDS)[number];

const CHANNELS = new Map(WORK_KINDS.map((kind) => [kind, channel(channelOf(kind))]));

/** Name of the channel on which it is said that work of a kind was done. */
export function channelOf(kind: WorkKind): string {
  return `dcc-like-system:${kind}`;
}

/** Says that a piece of work was done once. */
export function counted(kind: WorkKind): void {
  const listeners = CHANNELS.get(kind);
  if (listeners?.hasSubscribers === true) listeners.publish(kind);
}
