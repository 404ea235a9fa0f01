import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ServiceName } from '../../../environment';
import { BenchState, type Fault } from './lab-state';
import type { ServiceConfig } from './config';
import { Exclusive } from './exclusive';
import { labRoutes } from './lab-routes';
import { healthRoute, publishedRoutes } from './published-routes';
import { Store } from './store';
import type { Transport } from './transport';
import { earliestDue, Turn, type Agenda, type TurnReport } from './turn';
import { Work } from './work';

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

export type MessageHandler = (message: InboundMessage, work: Work, service: Service) => Promise<void> | void;
export type TimerHandler = (body: unknown, work: Work, service: Service) => Promise<void> | void;
export type Provision = (body: unknown, work: Work, service: Service) => Promise<unknown>;

/** What makes a service the one it is. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  /** Handlers by message kind. A handler does what it must with peers first, then writes; repeating it does no harm. */
  readonly messages: Readonly<Record<string, MessageHandler>>;
  readonly timers: Readonly<Record<string, TimerHandler>>;
  /** The published HTTP interface beyond what every service has. */
  routes?(app: FastifyInstance, service: Service): void;
  /** The lab interface beyond what every service has: below `/lab`, behind the lab token. */
  labRoutes?(lab: FastifyInstance, service: Service): void;
  /** What the lab may provision: `POST /lab/provision/<name>`. */
  readonly provision?: Readonly<Record<string, Provision>>;
}

/** A request that is answered with an HTTP error and one sentence. */
export class Refusal extends Error {
  constructor(
    readonly statusCode: number,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'Refusal';
  }
}

/** First instant of virtual time before the lab has set another. */
const START = new Date('2019-06-03T00:00:00.000Z');

/** One running service: its store, its HTTP interface, its clock, its work. */
export class Service {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly bench = new BenchState();
  private readonly exclusive = new Exclusive();
  private time = START;
  private turn = 0;
  private readonly called = new Set<ServiceName>();

  constructor(
    readonly definition: ServiceDefinition,
    readonly config: ServiceConfig,
    private readonly transport: Transport,
  ) {
    this.store = new Store(config.storePath);
    this.app = fastify({ bodyLimit: config.maximumBody, logger: false, forceCloseConnections: true });
    this.app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      void reply.status(status).send({ error: error.message });
    });
    healthRoute(this.app, this);
    void this.app.register((published, _options, done) => {
      publishedRoutes(published, this);
      definition.routes?.(published, this);
      done();
    });
    if (config.labToken !== undefined) void this.app.register(labRoutes(this, config.labToken), { prefix: '/lab' });
  }

  get name(): ServiceName {
    return this.definition.name;
  }

  /** Virtual time as this service knows it. */
  get now(): Date {
    return this.time;
  }

  /** Number of the turn in which the service works; orders what happened across services. */
  get turnNumber(): number {
    return this.turn;
  }

  /** Whether a seeded defect is on. Always false without a lab interface. */
  defect(id: string): boolean {
    return this.bench.defect(id);
  }

  /** Whether the lab has switched the service off for now: it neither works nor answers. */
  get isDown(): boolean {
    return this.outage !== undefined;
  }

  /** A fault that strikes now, if the lab has switched one on. */
  fault(kind: string, match: Readonly<Record<string, string>>): Fault | undefined {
    return this.bench.strike(kind, match, this.time);
  }

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
    const mail = messages.map(({ n, kind, correlation, body }) => ({
      kind,
      messageId: this.messageId(n),
      ...(correlation === undefined ? {} : { correlation }),
      body: body.toString('utf8'),
    }));
    return (await this.call(to, 'POST', '/messages', { messages: mail })).status;
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
    return `${this.name}-${n}`;
  }

  /** Does `change` as one unit of work, never at the same time as another unit of this service. */
  transact<T>(change: (work: Work) => Promise<T> | T): Promise<T> {
    return this.exclusive.run(async () => {
      const work = this.beginWork();
      const result = await change(work);
      work.commit();
      return result;
    });
  }

  beginWork(): Work {
    return new Work(this.store, this.time, this.turn);
  }

  /** Reads without writing. */
  read<T>(look: (work: Work) => T): T {
    return look(this.beginWork());
  }

  /** Learns the time; says when it has something to do. */
  clockAt(now: Date): Promise<Agenda> {
    return this.exclusive.run(() => {
      this.time = now;
      return Promise.resolve(this.takeAgenda());
    });
  }

  /** Works until nothing is due at `now`: timers, received messages, deliveries. */
  workAt(now: Date, turn: number): Promise<TurnReport> {
    return this.exclusive.run(async () => {
      this.time = now;
      this.turn = turn;
      const delivered = this.isDown ? [] : await new Turn(this).run();
      return { delivered, ...this.takeAgenda() };
    });
  }

  private takeAgenda(): Agenda {
    const due = earliestDue(this.store, this.time);
    // Whatever is due waits until the service is up again.
    const next = due === undefined || !this.outage ? due : this.outage.until;
    const called = [...this.called];
    this.called.clear();
    return { called, ...(next === undefined ? {} : { next }) };
  }

  /** Forgets everything and begins again at `start`. */
  reset(start: Date): Promise<void> {
    return this.exclusive.run(() => {
      this.store.clear();
      this.bench.clear();
      this.called.clear();
      this.time = start;
      this.turn = 0;
      return Promise.resolve();
    });
  }

  /**
   * The role that a request proves to be.
   * @throws Refusal 401 when it proves none, 403 when it is none of `allowed`.
   */
  party(request: FastifyRequest, ...allowed: string[]): string {
    const [scheme, credentials] = (request.headers.authorization ?? '').split(' ');
    const [role, token] = (credentials ?? '').split(':');
    if (scheme !== 'Party' || !role || !token || this.config.partyTokens[role] !== token) {
      throw new Refusal(
        401,
        `The ${this.name} does not know who is calling: send "Authorization: Party <role>:<token>".`,
      );
    }
    if (allowed.length > 0 && !allowed.includes(role)) {
      throw new Refusal(403, `The ${role} may not do this at the ${this.name}; ${allowed.join(' or ')} may.`);
    }
    return role;
  }

  async listen(): Promise<string> {
    return this.app.listen({ host: this.config.listen.host, port: this.config.listen.port });
  }

  async close(): Promise<void> {
    await this.app.close();
    this.store.close();
  }

  private get outage(): Fault | undefined {
    return this.bench.find('service-down', {}, this.time);
  }

  private credentials(): Record<string, string> {
    return { authorization: `Party ${this.name}:${this.config.partyTokens[this.name] ?? ''}` };
  }
}
