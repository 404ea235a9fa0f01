import type { ServiceName } from '../../environments/environment';

/** A channel between two parties on which messages of one kind travel. */
export interface Channel {
  readonly from: ServiceName;
  readonly to: ServiceName;
  /** File kind or kind of message. */
  readonly kind: string;
}

/** A message that the lab keeps back at its sender. */
export interface HeldMessage extends Channel {
  readonly id: string;
  readonly fileName?: string;
  /** What it belongs to: of responses the request. */
  readonly correlation?: string;
  readonly bytes: Buffer;
}
