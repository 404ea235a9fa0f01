/** A message as it was received and stored. */
export interface InboundMessage {
  /** Number of its arrival at this service. */
  readonly n: number;
  readonly sender: string;
  readonly messageId: string;
  readonly kind: string;
  readonly fileName?: string;
  readonly correlation?: string;
  readonly body: Buffer;
  readonly receivedAt: string;
}

/** A message as its sender has stored it. */
export interface StoredMessage {
  /** Number in the outbox. */
  readonly n: number;
  readonly kind: string;
  readonly fileName?: string;
  readonly correlation?: string;
  readonly body: Buffer;
}
