import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { SERVICES, type ServiceName } from '../../../environment';
import { EUI, NUMBER_IN_ADDRESS } from '../domain/fields';
import { detailOf } from '../kernel/error-text';
import { bytes, createApp, inScope, takeBytes, type App, type FailedRequest } from '../kernel/http';
import type { DatabaseFile } from '../kernel/database-file';
import { LabState, UNDISTURBED } from '../kernel/lab-state';
import { requireTokenIn } from '../kernel/lab-routes';
import { sameSecret } from '../kernel/secret';
import { Refusal } from '../kernel/refusal';
import { Exclusive } from '../kernel/exclusive';
import { failureLine, type Log } from '../kernel/log';
import type { Transport } from '../kernel/transport';
import { Coordinator, type Neighbours } from './coordinator';
import { EMPTY_WORLD, LabStore, type LabWorld } from './lab-store';
import { Mailboxes } from './mailboxes';
import { RunningClock } from './running-clock';
import { Transcript } from './transcript';

/** What the lab lab is told at its start. */
export interface LabConfig {
  readonly listen: { readonly host: string; readonly port: number };
  readonly labToken: string;
  /** With which each user reads what its receiver has taken, by EUI. */
  readonly receiverTokens: Readonly<Record<string, string>>;
  readonly peers: Readonly<Record<ServiceName, string>>;
  readonly contractsFolder: string;
  /** File in which what the users receive is kept. */
  readonly storePath: string;
  /** Keys that the lab may lend: role to PEMs. */
  readonly keys: Readonly<Record<string, { readonly privateKey: string; readonly certificate: string }>>;
}

/** What the lab has in common with services that run in its own process. */
interface LabShared extends Neighbours {
  readonly file: DatabaseFile;
}

/** What the lab finds in the process that it runs in. */
export interface LabHost {
  /** Receives one line at a time. */
  readonly log?: Log;
  /** Without it it is alone. */
  readonly shared?: LabShared;
}

/** Adds routes to the lab. */
export type LabRoutes = (app: App, lab: TestLab) => void;

interface SeededDefect {
  readonly id: string;
  readonly service: string;
  readonly requirement: string;
  readonly rule: string;
}

/** Whose receiver it is. */
const RECEIVER = z.strictObject({ eui: EUI });

/** What came after the first `since` documents, at most `limit` of it. */
const PAGE = z.strictObject({ since: NUMBER_IN_ADDRESS.exactOptional(), limit: NUMBER_IN_ADDRESS.exactOptional() });

/** First instant of virtual time (a Monday) unless a reset says otherwise. */
export const DEFAULT_START = '2019-06-03T00:00:00.000Z';
/**
 * The test lab: moves virtual time, makes installations, switches faults, holds and seeded defects, receives on behalf of
 * the users, and gathers what happened. Not part of the system: a real environment has none.
 */
export class TestLab {
  readonly app: App;
  readonly coordinator: Coordinator;
  readonly messages: Transcript;
  readonly audit: Transcript;
  readonly receiving: LabState;
  readonly received: Mailboxes;
  readonly exclusive = new Exclusive();
  readonly clock: RunningClock;
  private retired = false;
  readonly defects: readonly SeededDefect[];
  private readonly store: LabStore;
  private readonly log: Log;
  private known: LabWorld;

  constructor(
    readonly config: LabConfig,
    private readonly transport: Transport,
    /** What is asked for with the lab token. */
    private readonly routes: readonly LabRoutes[],
    { log = () => undefined, shared }: LabHost = {},
  ) {
    this.log = log;
    const call = this.call.bind(this);
    this.store = shared ? LabStore.within(shared.file) : LabStore.alone(config.storePath);
    this.received = new Mailboxes(this.store.database);
    this.known = this.store.world;
    this.receiving = new LabState(this.store.disturbances, (changed) => {
      this.store.keepDisturbances(changed);
    });
    const keep = this.store.keepClock.bind(this.store);
    const begin = this.store.clock ?? { now: DEFAULT_START, turn: 0 };
    this.coordinator = new Coordinator(SERVICES, call, { begin, keep }, shared);
    const { coordinator, exclusive } = this;
    this.clock = new RunningClock(
      {
        get now() {
          return coordinator.now;
        },
        moveTo: (target) => exclusive.run(() => coordinator.advance(target)),
      },
      log,
    );
    this.messages = new Transcript(SERVICES, call, '/lab/messages', (service) => this.coordinator.tickOf(service));
    this.audit = new Transcript(SERVICES, call, '/lab/audit');
    this.defects = parse(readFileSync(join(config.contractsFolder, 'defects.csv'), 'utf8'), { columns: true });
    this.app = createApp({
      name: 'test lab',
      maximumBody: 16 * 1024 * 1024,
      noteFailure: (failed) => this.noteFailure(failed),
    });
    this.app.get('/health', () => {
      this.store.database.requireWritable();
      return { service: 'lab', now: this.coordinator.now.toISOString(), status: 'up' };
    });
    inScope(this.app, (receivers) => {
      this.receiverRoutes(receivers);
    });
    inScope(this.app, (lab) => {
      this.labRoutes(lab);
    });
  }

  async listen(): Promise<string> {
    const address = await this.app.listen(this.config.listen);
    this.log(`listening on ${address}`);
    return address;
  }

  async close(): Promise<void> {
    await this.clock.stop();
    await this.app.close();
    this.store.close();
  }

  /** Where users receive: the DSP delivers here without the lab token, as it would to a user's own receiver. */
  private receiverRoutes(app: App): void {
    takeBytes(app);
    app.post('/receivers/:eui', { schema: { params: RECEIVER } }, (request, reply) => {
      const { eui } = request.params;
      const kept = this.receive(eui, bytes(request.body).toString('utf8'));
      reply.raw.once('finish', () => {
        this.received.answered(kept);
      });
      return reply.status(204).send();
    });
    app.get(
      '/receivers/:eui',
      {
        schema: { params: RECEIVER, querystring: PAGE },
        // Who asks comes before what is asked: nothing of it has a shape yet.
        onRequest: ({ params, headers }, _reply, done) => {
          this.requireReader(params.eui, headers.authorization ?? '');
          done();
        },
      },
      ({ params, query }) => this.received.of(params.eui, query.since ?? 0, query.limit),
    );
  }

  /** Users read their own receivers, also those of a lab that was given up. @throws Refusal for anybody else */
  private requireReader(eui: string, shown: string): void {
    const { receiverTokens } = this.config;
    const own = Object.hasOwn(receiverTokens, eui) ? receiverTokens[eui] : undefined;
    if (own !== undefined && sameSecret(shown, `Bearer ${own}`)) return;
    if (!this.retired && sameSecret(shown, `Bearer ${this.config.labToken}`)) return;
    throw new Refusal(401, 'A receiver is read with its own token.');
  }

  /** Gives the lab up for good: nobody is answered any more who asks it for anything; receivers and clock go on. */
  retire(): void {
    this.retired = true;
  }

  /**
   * Keeps a document, and knows again one for which its own answer was lost.
   * @returns the number under which it is kept
   * @throws Refusal as a receiver answers that cannot take a document, or whose answer is lost
   */
  private receive(eui: string, body: string): number {
    const { now } = this.coordinator;
    const strikes = (kind: string): boolean => this.receiving.strike(kind, { eui }, now) !== undefined;
    if (strikes('receiver-down')) throw new Refusal(503, `The receiver of ${eui} is down.`);
    if (strikes('receiver-failing')) throw new Refusal(500, `The receiver of ${eui} has failed.`);
    const kept = this.received.keep(eui, { receivedAt: now.toISOString(), body });
    if (strikes('receiver-answer-lost')) throw new Refusal(504, `The answer of the receiver of ${eui} was lost.`);
    return kept;
  }

  private labRoutes(app: App): void {
    app.addHook('onRequest', (_request, _reply, done) => {
      if (this.retired) throw new Refusal(401, 'The lab has been given up.');
      done();
    });
    requireTokenIn(app, this.config.labToken);
    for (const routes of this.routes) routes(app, this);
  }

  /** Empties the system and the lab; identifiers made from now on derive from `seed`. */
  async reset(seed: string, start: Date): Promise<void> {
    this.learn({ ...EMPTY_WORLD, seed });
    this.received.clear();
    this.receiving.clear();
    this.store.keepDisturbances(UNDISTURBED);
    this.messages.clear();
    this.audit.clear();
    await this.coordinator.reset(start);
  }

  /** What the lab has made and switched on. */
  get world(): LabWorld {
    return this.known;
  }

  /** Takes a change of its world in, and keeps it. */
  learn(change: Partial<LabWorld>): void {
    const world = { ...this.known, ...change };
    this.store.keepWorld(world);
    this.known = world;
  }

  /** Notes in the audit trail of the lab what nobody foresaw. */
  private noteFailure(failed: FailedRequest): void {
    const { call, error } = failed;
    this.log(failureLine(failed));
    const { now, logicalTime } = this.coordinator;
    const detail = `${call}: ${detailOf(error)}`;
    this.audit.note({ logicalTime, at: now.toISOString(), service: 'lab', event: 'request-failed', detail });
  }

  /** A new id of a fault or hold. */
  nextId(what: string): string {
    const numbers = this.known.numbers + 1;
    this.learn({ numbers });
    return `${what}-${numbers}`;
  }

  /** Notes where the fault or hold of this id is on. */
  placed(id: string, at: ServiceName | 'receivers'): void {
    this.learn({ places: { ...this.known.places, [id]: at } });
  }

  /** Where the fault or hold of this id is on. */
  placeOf(id: string): ServiceName | 'receivers' | undefined {
    const { places } = this.known;
    return Object.hasOwn(places, id) ? places[id] : undefined;
  }

  async provision(service: ServiceName, name: string, body: object): Promise<void> {
    await this.call(service, 'POST', `/lab/provision/${name}`, body);
  }

  /** @throws Refusal with the service's own status and sentence when it refuses */
  async call(service: ServiceName, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const answer = await this.transport({
      method,
      url: `${this.config.peers[service]}${path}`,
      headers: {
        authorization: `Bearer ${this.config.labToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
    });
    const content = answer.body.toString('utf8');
    const parsed = content === '' ? {} : (JSON.parse(content) as unknown);
    if (answer.status >= 400) {
      const { error } = parsed as { error?: string };
      throw new Refusal(answer.status, `${service}: ${error ?? `HTTP ${answer.status}`}`);
    }
    return parsed;
  }
}
