import { EvidenceLog } from '../evidence/evidence-log';
import { Client } from './client';

/** What is done with a test lab as a whole, by who keeps a system running for others. */
export class LabHandover {
  private readonly client: Client;

  constructor({ url, token }: { readonly url: string; readonly token: string }) {
    const connection = { baseUrl: url, actor: 'Tester', counterpart: 'Test lab', authorization: `Bearer ${token}` };
    this.client = new Client(connection, new EvidenceLog());
  }

  /** Has time follow the wall clock from now on, so many times as fast. */
  async runClock(speed: number): Promise<void> {
    await this.client.expect([200], { method: 'POST', path: '/clock/run', body: { speed } });
  }

  /** Gives the lab up for good. */
  async retire(): Promise<void> {
    await this.client.expect([200], { method: 'POST', path: '/retirement', body: {} });
  }
}
