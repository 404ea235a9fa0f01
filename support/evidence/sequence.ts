import { isFileKind, messageName } from '../interfaces/vocabulary';
import type { EvidenceEntry } from './evidence-log';
import { partyName } from './party-names';

/** A message as the transcript of the environment holds it. */
export interface TranscriptMessage {
  readonly n: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** Which turn of the environment it belongs to; orders what happened at one instant. */
  readonly turn?: number | undefined;
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
  /** Which turn of the environment it belongs to. */
  readonly turn?: number | undefined;
  readonly service: string;
  readonly event: string;
  readonly installation?: string | undefined;
  readonly detail: string;
}

/** From whom to whom a message went, and under which name: `Requesting Party -> S1SP (MCF_AA_1.xml)`. */
export function routeOf({ from, to, fileName }: Pick<TranscriptMessage, 'from' | 'to' | 'fileName'>): string {
  return `${partyName(from)} -> ${partyName(to)}${fileName === undefined ? '' : ` (${fileName})`}`;
}

/** A message as evidence of a step. */
export function entryOf(message: TranscriptMessage): EvidenceEntry {
  const { kind, at, body, from } = message;
  return { name: messageName(kind), detail: routeOf(message), at, body, givenBy: from, isDocument: isFileKind(kind) };
}

/** Every message in one line, in order, with the audit trail between: who did what, and who told whom. */
export function sequenceDiagram(messages: readonly TranscriptMessage[], audit: readonly AuditEntry[]): string {
  const lines = [
    ...messages.map((message) => ({
      at: message.at,
      turn: message.turn ?? 0,
      order: 1,
      n: message.n,
      line: `-> ${messageName(message.kind)}, ${routeOf(message)}`,
    })),
    ...audit.map(({ at, turn = 0, n, service, event, installation, detail }) => {
      const whom = installation === undefined ? '' : ` [${installation}]`;
      return { at, turn, order: 0, n, line: `   ${partyName(service)}: ${event}${whom} ${detail}` };
    }),
  ];
  lines.sort((a, b) => a.at.localeCompare(b.at) || a.turn - b.turn || a.order - b.order || a.n - b.n);
  return `${lines.map(({ at, line }) => `${at.slice(0, 10)} ${at.slice(11, 19)} ${line}`).join('\n')}\n`;
}
