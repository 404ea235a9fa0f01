import type { ServiceName } from '../../../environment';
import type { ProcessName, ServiceConfig } from './config';
import { LOGICAL_TIME_HEADER, type LogicalClock } from './logical-clock';
import type { StoredMessage } from './messages';
import type { Bounds } from './outside';
import { PeerUnreachable, type PeerAnswer, type PeerCall, type Transport } from './transport';

/** What a receiver of somebody outside may take (MODEL): one that says nothing must not keep a service. */
const RECEIVER: Bounds = { milliseconds: 30_000, bytes: 65_536 };

/** How a service reaches the others, under its own credentials. */
export class Peers {
  private readonly called = new Set<ServiceName>();

  constructor(
    private readonly config: ServiceConfig<ProcessName>,
    private readonly transport: Transport,
    private readonly logicalClock: LogicalClock,
    private readonly breaksCall: () => boolean,
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
    const answer = await this.reach(peer, path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
    });
    const content = answer.body.toString('utf8');
    return { status: answer.status, body: content === '' ? undefined : (JSON.parse(content) as unknown) };
  }

  /** POSTs to an address outside the system, such as a user's receiver; gives the HTTP status. */
  async post(url: string, contentType: string, body: Buffer): Promise<number> {
    const headers = { 'content-type': contentType };
    return (await this.send({ method: 'POST', url, headers, body, bounds: RECEIVER })).status;
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

  /** Whether a service was called since they were taken last. */
  get hasCalled(): boolean {
    return this.called.size > 0;
  }

  /** Services called since this was asked last. */
  takeCalled(): ServiceName[] {
    const called = [...this.called];
    this.called.clear();
    return called;
  }

  private async deliverOne(to: ServiceName, message: StoredMessage): Promise<number> {
    const { n, kind, fileName, correlation, body } = message;
    const answer = await this.reach(to, `/messages/${kind}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-message-id': this.messageId(n),
        ...(fileName === undefined ? {} : { 'x-file-name': fileName }),
        ...(correlation === undefined ? {} : { 'x-correlation': correlation }),
      },
      body,
    });
    return answer.status;
  }

  /** Calls a peer under the credentials of the service; each learns the logical time of the other. */
  private async reach(peer: ServiceName, path: string, call: Omit<PeerCall, 'url'>): Promise<PeerAnswer> {
    this.called.add(peer);
    const { service, role = service, partyTokens, peers } = this.config;
    const headers = {
      ...call.headers,
      authorization: `Party ${role}:${partyTokens[role] ?? ''}`,
      [LOGICAL_TIME_HEADER]: String(this.logicalClock.now),
    };
    const answer = await this.send({ ...call, url: `${peers[peer]}${path}`, headers });
    this.logicalClock.learnFrom(answer.logicalTime);
    return answer;
  }

  private async send(call: PeerCall): Promise<PeerAnswer> {
    if (this.breaksCall()) throw new PeerUnreachable(call.url, 'The service is cut off.');
    return this.transport(call);
  }

  private messageId(n: number): string {
    return `${this.config.service}-${n}`;
  }
}
