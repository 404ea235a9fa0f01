import { z } from 'zod';
import type { EnvironmentDescription } from '../../environments/environment';
import type { EvidenceLog } from '../evidence/evidence-log';
import { Client } from './client';
import { notHeld } from './context';
import { receivedDocument } from './lab-shapes';
import type { ReceivedDocument } from './lab-transcript';
import type { Receivers } from './places';

/**
 * The receivers of users, each read with its own token. What came before the scenario began, and what is about installations of others,
 * is left aside.
 */
export class OwnReceivers implements Receivers {
  readonly rounds = undefined;
  private readonly begun = new Map<string, number>();

  constructor(
    private readonly environment: EnvironmentDescription,
    private readonly evidence: EvidenceLog,
    /** Whether a document is about an installation that others have. */
    private readonly isOfOthers: (body: string) => boolean,
  ) {}

  /** Looks how much every receiver holds: the scenario begins. */
  async begin(): Promise<void> {
    for (const { eui, isOthers } of this.environment.organisations) {
      if (isOthers !== true) this.begun.set(eui, (await this.read(eui, 0)).length);
    }
  }

  async deliveredTo(eui: string, since: number): Promise<ReceivedDocument[]> {
    const all = await this.read(eui, this.begun.get(eui) ?? 0);
    return all.filter(({ body }) => !this.isOfOthers(body)).slice(since);
  }

  private read(eui: string, since: number): Promise<ReceivedDocument[]> {
    const user = this.environment.organisations.find((one) => one.eui === eui);
    const connection = { baseUrl: this.environment.receivers, actor: user?.name ?? eui, counterpart: 'Receiver' };
    const credentials =
      user?.isOthers === true ? notHeld(user.name) : { authorization: `Bearer ${user?.receiverToken ?? ''}` };
    const client = new Client({ ...connection, ...credentials }, this.evidence);
    const path = `/receivers/${eui}?since=${String(since)}`;
    return client.ask(z.array(receivedDocument), { method: 'GET', path });
  }
}
