import type { ServiceName } from '../../../environment';
import { Authentication } from './authentication';
import { CALLERS } from './callers';
import { Clock } from './clock';
import type { ProcessName, ServiceConfig } from './config';
import { detailOf } from './error-text';
import { Exclusive } from './exclusive';
import type { App, FailedRequest } from './http';
import { LabState, UNDISTURBED, type Disturbances, type Fault } from './lab-state';
import { LogicalClock } from './logical-clock';
import { Machine, ProcessEnded, RESUMPTION } from './machine';
import type { MessageKind } from './message-kind';
import { Peers } from './peers';
import type { Provision } from './provision';
import { Refusal } from './refusal';
import { EffectiveRules, type Area, type Defect } from './rules';
import type { ServiceContext } from './service-context';
import type { Shared } from './shared';
import { Store } from './store';
import type { Transport } from './transport';
import { Work } from './work';

export type TimerHandler = (body: unknown, work: Work) => Promise<void> | void;

/** What makes a service the one it is. */
export interface ServiceDefinition<Name extends ProcessName = ServiceName> {
  readonly name: Name;
  /** By kind. */
  readonly messages: Readonly<Record<string, MessageKind>>;
  readonly timers: Readonly<Record<string, TimerHandler>>;
  /** The published HTTP interface beyond what every service has. */
  routes?(app: App, service: Service): void;
  /** The lab interface beyond what every service has: below `/lab`, behind the lab token. */
  labRoutes?(lab: App, service: Service): void;
  /** What the lab may provision: `POST /lab/provision/<name>`. */
  readonly provision?: Readonly<Record<string, Provision>>;
}

/** Under these names the store keeps what a service that is started again has to know. */
const DISTURBANCES = 'disturbances';
const DEFECTS = 'defects';

/** The tables that say when a service has something to do. */
const SCHEDULED = ['timers', 'inbox', 'outbox'];

/** One service without its HTTP interface: its store, its clock, its peers, the rules that hold at it. */
export class Service implements ServiceContext {
  readonly store: Store;
  /** What goes wrong with what it runs on. */
  readonly machine = new Machine(this);
  readonly peers: Peers;
  readonly authentication: Authentication;
  readonly logicalClock: LogicalClock;
  private readonly exclusive = new Exclusive();
  private readonly clock: Clock;
  /** Changes of what is scheduled that the lab has been told of; undefined: of nothing yet, since the process began. */
  private told: number | undefined;
  private labState: LabState;
  private effectiveRules: EffectiveRules;

  /**
   * Begins anew, or goes on where its store says that it was.
   * @param defects seeded defects that the lab may switch on; none without a lab token
   * @param shared with other services of this process; without it store and clock are its own
   * @throws StoreFault when its store cannot be used
   */
  constructor(
    readonly definition: ServiceDefinition<ProcessName>,
    readonly config: ServiceConfig<ProcessName>,
    transport: Transport,
    private readonly defects: readonly Defect[] = [],
    shared?: Shared,
  ) {
    const { service } = config;
    this.store = shared ? Store.within(shared.file, service) : Store.alone(config.storePath, service);
    this.clock = shared?.clock ?? new Clock(this.store);
    this.logicalClock = shared?.logicalClock ?? new LogicalClock(0);
    this.logicalClock.learn(this.store.lastLogicalTime());
    this.store.requireRoom = () => this.machine.requireRoom();
    this.peers = new Peers(config, transport, this.logicalClock, () => this.machine.breaksCall());
    this.authentication = new Authentication(config, () => this.rules(CALLERS));
    this.labState = this.keptLabState();
    this.effectiveRules = this.keptRules();
    this.takeUp();
  }

  get name(): ProcessName {
    return this.definition.name;
  }

  /** Virtual time as this service knows it. */
  get now(): Date {
    return this.clock.now;
  }

  /** What the lab has switched on. */
  get lab(): LabState {
    return this.labState;
  }

  rules<R extends object>(area: Area<R>): R {
    return this.effectiveRules.of(area);
  }

  /**
   * Switches seeded defects on, and all others off.
   * @throws Refusal 409 that names both when two bend the same rule
   */
  switchDefectsOn(ids: readonly string[]): void {
    this.effectiveRules.switchOn(ids);
    this.store.keepState(DEFECTS, { ids });
  }

  fault(kind: string, match: Readonly<Record<string, string>>): Fault | undefined {
    return this.lab.strike(kind, match, this.now);
  }

  /** Does `change` as one unit of work, never at the same time as another unit of this service. */
  transact<T>(change: (work: Work) => Promise<T> | T): Promise<T> {
    return this.exclusive.run(async () => {
      const work = this.beginWork();
      const result = await change(work);
      this.keep(work);
      return result;
    });
  }

  /**
   * Stores a unit of work, unless the lab has the process end before; it can also have it end afterwards.
   * @throws ProcessEnded when it ended before
   */
  keep(work: Work): void {
    if (this.machine.endsProcess('service-killed')) {
      this.beginAnew();
      throw new ProcessEnded(this.name);
    }
    work.commit();
    if (this.machine.endsProcess('service-restarted')) this.beginAnew();
  }

  beginWork(): Work {
    return new Work(this, this.store, this.now);
  }

  /** Reads without writing. */
  read<T>(look: (work: Work) => T): T {
    return look(this.beginWork());
  }

  /**
   * Does `act` at `now`, never at the same time as a unit of work.
   * @param logicalTime that of whoever tells the time
   * @throws Refusal 409 when `now` lies before the time that the service knows
   */
  at<T>(now: Date, logicalTime: number, act: () => Promise<T> | T): Promise<T> {
    return this.exclusive.run(async () => {
      this.moveClock(now);
      this.logicalClock.learn(logicalTime);
      return act();
    });
  }

  /** Forgets everything and begins again at `start`. */
  reset(start: Date): Promise<void> {
    return this.exclusive.run(() => {
      this.store.clear(() => {
        this.clock.keep(start);
      });
      this.lab.clear();
      this.effectiveRules.switchOn([]);
      this.peers.takeCalled();
      this.clock.show(start);
      this.logicalClock.reset();
      this.noteTold();
      return Promise.resolve();
    });
  }

  /** Whether it may have to tell the lab something else than it told it last: when it has something to do, whom it has called. */
  get hasNews(): boolean {
    return this.lab.hasFaults || this.peers.hasCalled || this.store.changesOf(SCHEDULED) !== this.told;
  }

  /** Notes that the lab is told now when there is something to do. */
  noteTold(): void {
    this.told = this.store.changesOf(SCHEDULED);
  }

  /** Notes in the audit trail that a request ended in an error which nobody foresaw. */
  noteFailure({ call, error }: FailedRequest): void {
    const work = this.beginWork();
    work.audit('request-failed', undefined, `${call}: ${detailOf(error)}`);
    work.commit();
  }

  /** The process ends and another one begins on its store: what the first alone knew is gone. */
  private beginAnew(): void {
    this.store.forget();
    this.labState = this.keptLabState();
    this.effectiveRules = this.keptRules();
    this.told = undefined;
    this.takeUp();
    const work = this.beginWork();
    work.audit('process-ended', undefined, 'another one goes on with what is stored');
    work.commit();
  }

  /** Goes on with what the process before had in hand. */
  private takeUp(): void {
    for (const statement of this.rules(RESUMPTION).givenUp) this.store.run(statement);
  }

  private keptLabState(): LabState {
    // What stands under this name is kept by the function.
    const kept = this.hasLab ? this.store.state(DISTURBANCES) : undefined;
    return new LabState((kept ?? UNDISTURBED) as Disturbances, (changed) => {
      this.store.keepState(DISTURBANCES, changed);
    });
  }

  private keptRules(): EffectiveRules {
    const rules = new EffectiveRules(this.hasLab ? this.defects : []);
    // What stands under this name was kept by `switchDefectsOn`.
    const { ids } = (this.store.state(DEFECTS) ?? { ids: [] }) as { ids: readonly string[] };
    rules.switchOn(ids);
    return rules;
  }

  private get hasLab(): boolean {
    return this.config.labToken !== undefined || this.config.labTokenDigest !== undefined;
  }

  close(): void {
    this.store.close();
  }

  private moveClock(now: Date): void {
    if (now.getTime() === this.now.getTime()) return;
    if (now < this.now) {
      const [from, to] = [this.now.toISOString(), now.toISOString()];
      throw new Refusal(
        409,
        `The clock of the ${this.name} cannot run back from ${from} to ${to}: reset it to begin anew.`,
      );
    }
    this.clock.moveTo(now);
  }
}
