import type { FastifyInstance } from 'fastify';
import type { ServiceName } from '../../../environment';
import { Authentication } from './authentication';
import type { ServiceConfig } from './config';
import { Exclusive } from './exclusive';
import { LabState, type Fault } from './lab-state';
import type { InboundMessage } from './messages';
import { Peers } from './peers';
import { EffectiveRules, type Area, type Defect } from './rules';
import type { ServiceContext } from './service-context';
import { Store } from './store';
import type { Transport } from './transport';
import { Work } from './work';

export type MessageHandler = (message: InboundMessage, work: Work) => Promise<void> | void;
export type TimerHandler = (body: unknown, work: Work) => Promise<void> | void;
export type Provision = (body: unknown, work: Work) => Promise<unknown>;

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

/** First instant of virtual time before the lab has set another. */
const START = new Date('2019-06-03T00:00:00.000Z');

/** One service without its HTTP interface: its store, its clock, its peers, the rules that hold at it. */
export class Service implements ServiceContext {
  readonly store: Store;
  readonly lab = new LabState();
  readonly peers: Peers;
  readonly authentication: Authentication;
  private readonly effectiveRules: EffectiveRules;
  private readonly exclusive = new Exclusive();
  private time = START;
  private tick = 0;

  /** @param defects seeded defects that the lab may switch on; none without a lab token */
  constructor(
    readonly definition: ServiceDefinition,
    readonly config: ServiceConfig,
    transport: Transport,
    defects: readonly Defect[] = [],
  ) {
    this.store = new Store(config.storePath);
    this.peers = new Peers(config, transport);
    this.authentication = new Authentication(config);
    this.effectiveRules = new EffectiveRules(config.labToken === undefined ? [] : defects);
  }

  get name(): ServiceName {
    return this.definition.name;
  }

  /** Virtual time as this service knows it. */
  get now(): Date {
    return this.time;
  }

  /** Number of the tick in which the service works; orders what happened across services. */
  get tickNumber(): number {
    return this.tick;
  }

  /** The outage of the service that the lab has ordered for now: it neither works nor answers. */
  get outage(): Fault | undefined {
    return this.lab.find('service-down', {}, this.time);
  }

  rules<R extends object>(area: Area<R>): R {
    return this.effectiveRules.of(area);
  }

  /**
   * Switches seeded defects on, and all others off.
   * @throws Error that names both when two bend the same rule
   */
  switchDefectsOn(ids: readonly string[]): void {
    this.effectiveRules.switchOn(ids);
  }

  fault(kind: string, match: Readonly<Record<string, string>>): Fault | undefined {
    return this.lab.strike(kind, match, this.time);
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
    return new Work(this, this.store, this.time, this.tick);
  }

  /** Reads without writing. */
  read<T>(look: (work: Work) => T): T {
    return look(this.beginWork());
  }

  /** Does `act` at `now`, never at the same time as a unit of work; without `tick` its number stays. */
  at<T>(now: Date, tick: number | undefined, act: () => Promise<T> | T): Promise<T> {
    return this.exclusive.run(async () => {
      this.time = now;
      if (tick !== undefined) this.tick = tick;
      return act();
    });
  }

  /** Forgets everything and begins again at `start`. */
  reset(start: Date): Promise<void> {
    return this.exclusive.run(() => {
      this.store.clear();
      this.lab.clear();
      this.effectiveRules.switchOn([]);
      this.peers.takeCalled();
      this.time = start;
      this.tick = 0;
      return Promise.resolve();
    });
  }

  close(): void {
    this.store.close();
  }
}
