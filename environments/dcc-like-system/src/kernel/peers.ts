import type { ServiceName } from '../../../environment';
import type { ServiceConfig } from './config';
import type { StoredMessage } from './messages';
import type { Transport } from './transport';

/** How a service reaches the others, under its own credentials. */
export class Peers {
  private readonly called = new Set<ServiceName>();

  constructor(
    private readonly config: ServiceConfig,
    private readonly transport: Transport,
  ) {}

  /**
   * Calls a peer and waits for its answer.
   * @throws PeerUnreachable when there is no answer at all.
   */
  async call(
    peer: ServiceName,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    this.called.add(peer);
    const answer = await this.transport({
      method,
      url: `${this.config.peers[peer]}${path}`,
      headers: { ...this.credentials(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
    });
    const content = answer.body.toString('utf8');
    return { status: answer.status, body: content === '' ? undefined : (JSON.parse(content) as unknown) };
  }

  /** POSTs to an address outside the system, such as a user's receiver; gives the HTTP status. */
  async post(url: string, contentType: string, body: Buffer): Promise<number> {
    return (await this.transport({ method: 'POST', url, headers: { 'content-type': contentType }, body })).status;
  }

  /** Delivers stored messages in their order, one in the form of a single message; gives the HTTP status. */
  async deliver(to: ServiceName, messages: readonly StoredMessage[]): Promise<number> {
    const [first] = messages;
    if (first === undefined) return 202;
    if (messages.length === 1) return this.deliverOne(to, first);
    const batch = messages.map(({ n, kind, correlation, body }) => ({
      kind,
      messageId: this.messageId(n),
      ...(correlation === undefined ? {} : { correlation }),
      body: body.toString('utf8'),
    }));
    return (await this.call(to, 'POST', '/messages', { messages: batch })).status;
  }

  /** Services called since this was asked last. */
  takeCalled(): ServiceName[] {
    const called = [...this.called];
    this.called.clear();
    return called;
  }

  private async deliverOne(to: ServiceName, message: StoredMessage): Promise<number> {
    const { n, kind, fileName, correlation, body } = message;
    this.called.add(to);
    const answer = await this.transport({
      method: 'POST',
      url: `${this.config.peers[to]}/messages/${kind}`,
      headers: {
        ...this.credentials(),
        'content-type': 'application/octet-stream',
        'x-message-id': this.messageId(n),
        ...(fileName === undefined ? {} : { 'x-file-name': fileName }),
        ...(correlation === undefined ? {} : { 'x-correlation': correlation }),
      },
      body,
    });
    return answer.status;
  }

  private messageId(n: number): string {
    return `${this.config.service}-${n}`;
  }

  private credentials(): Record<string, string> {
    const { service, partyTokens } = this.config;
    return { authorization: `Party ${service}:${partyTokens[service] ?? ''}` };
  }
}
