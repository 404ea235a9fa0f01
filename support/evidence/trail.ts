import { partyName } from './party-names';

/** A message as the transcript of the environment holds it. */
export interface TranscriptMessage {
  readonly n: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** Logical time of its sender; absent where the environment publishes none. */
  readonly logicalTime?: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly fileName?: string | undefined;
  readonly body: string;
}

/** An entry of the audit trail. */
export interface AuditEntry {
  readonly n: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** Logical time of the service; absent where the environment publishes none. */
  readonly logicalTime?: number | undefined;
  readonly service: string;
  readonly event: string;
  readonly installation?: string | undefined;
  readonly detail: string;
}

/** A message or an entry of the audit trail. */
export type TrailEntry = TranscriptMessage | AuditEntry;

/** Whether an entry is a message. */
export function isMessage(entry: TrailEntry): entry is TranscriptMessage {
  return 'from' in entry;
}

/**
 * Messages and audit trail as one sequence in which nothing stands before its cause, within one instant either: what was
 * caused has a greater logical time than its cause, whichever service it is of.
 */
export function inOrderOfCause(messages: readonly TranscriptMessage[], audit: readonly AuditEntry[]): TrailEntry[] {
  return [...audit, ...messages].sort(
    (a, b) => a.at.localeCompare(b.at) || (a.logicalTime ?? 0) - (b.logicalTime ?? 0) || a.n - b.n,
  );
}

/** From whom to whom a message went, and under which name: `Requesting Party -> S1SP (MCF_AA_1.xml)`. */
export function routeOf({ from, to, fileName }: Pick<TranscriptMessage, 'from' | 'to' | 'fileName'>): string {
  return `${partyName(from)} -> ${partyName(to)}${fileName === undefined ? '' : ` (${fileName})`}`;
}
