import { z } from 'zod';
import type { TranscriptMessage } from '../evidence/trail';
import type { Client } from './client';
import { receivedDocument, transcriptMessage } from './lab-shapes';

/** A document that the DSP delivered to a user. */
export type ReceivedDocument = z.output<typeof receivedDocument>;

/**
 * What the test lab has seen travel, asked for once a round: in between no message travels and nothing comes to a receiver.
 */
export class LabTranscript {
  /** Number of the current round. */
  round = 0;
  /** Every message that was asked for so far, and in which round it was. */
  private known: TranscriptMessage[] = [];
  /** How many messages were handed out as fresh so far. */
  handedOut = 0;
  private knownIn: number | undefined;
  private counted: { readonly round: number; readonly counts: Readonly<Record<string, number>> } | undefined;

  constructor(private readonly client: Client) {}

  /** Nothing that was seen before is relied on from now on. */
  beginRound(): void {
    this.round += 1;
  }

  /** The environment was emptied: its messages are numbered anew. */
  forget(): void {
    this.known = [];
    this.handedOut = 0;
  }

  /** Messages that were delivered since this was asked last. */
  async freshMessages(): Promise<TranscriptMessage[]> {
    const fresh = await this.messages(this.handedOut);
    this.handedOut += fresh.length;
    return fresh;
  }

  /** Messages delivered between the services after message number `since`; numbers begin with 1 and have no gaps. */
  async messages(since: number): Promise<TranscriptMessage[]> {
    if (this.knownIn !== this.round) {
      const path = `/messages?since=${String(this.known.length)}`;
      const fresh = await this.client.ask(z.array(transcriptMessage), { method: 'GET', path });
      this.known = this.known.concat(fresh);
      this.knownIn = this.round;
    }
    return this.known.slice(since);
  }

  /** Documents that the DSP delivered to a user after the first `since` ones, in order: all, or the first `limit`. */
  async deliveredTo(eui: string, since: number, limit: number | undefined): Promise<ReceivedDocument[]> {
    if (((await this.countsOfReceived())[eui] ?? 0) <= since) return [];
    const most = limit === undefined ? '' : `&limit=${String(limit)}`;
    const path = `/receivers/${eui}?since=${String(since)}${most}`;
    return this.client.ask(z.array(receivedDocument), { method: 'GET', path });
  }

  /** How much each user has received: most of them have received nothing new. */
  private async countsOfReceived(): Promise<Readonly<Record<string, number>>> {
    if (this.counted?.round !== this.round) {
      const counts = await this.client.ask(z.record(z.string(), z.number()), { method: 'GET', path: '/receivers' });
      this.counted = { round: this.round, counts };
    }
    return this.counted.counts;
  }
}
