import type { ServiceName } from '../../../environment';
import { LogicalClock } from '../kernel/logical-clock';
import { Refusal } from '../kernel/refusal';
import type { Schedule, TickReport } from '../kernel/tick';
import type { ClockState } from './lab-store';

/** How the lab reaches the lab routes of a service. */
export type LabCall = (
  service: ServiceName,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<unknown>;

/** Where time stood, and where it is kept. */
export interface KeptClock {
  readonly begin: ClockState;
  readonly keep: (clock: ClockState) => void;
}

/** The time that a service is told. */
export interface Time {
  readonly now: Date;
  readonly logicalTime: number;
}

/** How the services learn what time it is. */
interface TimeTelling {
  /** Has a service forget everything and begin again. */
  reset(service: ServiceName, start: Date): Promise<void>;
  /** Tells a service the time, and asks when it has something to do. */
  tell(service: ServiceName, time: Time): Promise<Schedule>;
  /** Tells a service the time and lets it work. */
  giveTurn(service: ServiceName, time: Time): Promise<TickReport>;
}

/** What the lab sees of services that run in its own process: these have one clock, so that to tell one is to tell all. */
export interface Neighbours extends TimeTelling {
  /** Whether a service may have to say something else than when it was asked last. */
  hasNews(service: ServiceName): boolean;
}

/** Rounds after which a system that never comes to rest is reported instead of worked on. */
const MAXIMUM_TURNS = 200_000;

/**
 * Virtual time. Services act only when it is their turn, one at a time and always in the same order, so the same seed gives
 * the same history; time moves on only when nobody has anything left to do.
 */
export class Coordinator {
  private current: Date;
  private turn: number;
  /** What a service does in its turn comes after what others did in theirs. */
  private readonly logicalClock = new LogicalClock(0);
  /** The time that somebody was told last. */
  private told: Date | undefined;
  /** The newest turn of each service that has had one. */
  private readonly turns: Map<ServiceName, number>;
  /** Earliest instant at which each service has something to do again. */
  private readonly next = new Map<ServiceName, string | undefined>();
  private readonly time: TimeTelling;

  constructor(
    private readonly services: readonly ServiceName[],
    call: LabCall,
    private readonly clock: KeptClock,
    private readonly neighbours?: Neighbours,
  ) {
    this.time = neighbours ?? timeByRoutes(call);
    const { now, turn } = clock.begin;
    this.current = new Date(now);
    this.turn = turn;
    // Any of them may have had the newest one.
    this.turns = new Map(turn === 0 ? [] : services.map((service) => [service, turn]));
  }

  get now(): Date {
    return this.current;
  }

  get logicalTime(): number {
    return this.logicalClock.now;
  }

  /** Number of the newest turn of a service; 0 before its first. */
  tickOf(service: ServiceName): number {
    return this.turns.get(service) ?? 0;
  }

  /** Earliest instant after now at which something is due. */
  get nextDue(): string | undefined {
    return [...this.next.values()].reduce(
      (earliest, due) => (due !== undefined && (earliest === undefined || due < earliest) ? due : earliest),
      undefined,
    );
  }

  /** The services that have something to do at that instant. */
  get dueAt(): ServiceName[] {
    const due = this.nextDue;
    return due === undefined ? [] : this.services.filter((service) => this.next.get(service) === due);
  }

  async reset(start: Date): Promise<void> {
    this.moveTo(start, 0);
    this.logicalClock.reset();
    this.turns.clear();
    this.next.clear();
    for (const service of this.services) await this.time.reset(service, start);
    this.told = this.current;
  }

  /**
   * Moves time to `target`, firing everything that is due on the way in order.
   * @throws Refusal 409 when `target` is in the past.
   */
  async advance(target: Date): Promise<void> {
    if (target < this.current) {
      throw new Refusal(409, `Time cannot go back from ${this.current.toISOString()} to ${target.toISOString()}.`);
    }
    await this.settle();
    for (let due = this.nextDue; due !== undefined && new Date(due) <= target; due = this.nextDue) {
      if (new Date(due) > this.current) this.moveTo(new Date(due));
      await this.settle();
    }
    if (target <= this.current) return;
    this.moveTo(target);
    await this.settle();
  }

  /**
   * Lets services work until nothing is in flight at this instant.
   * @throws Refusal 500 when the system does not come to rest.
   */
  async settle(): Promise<void> {
    // Everyone knows the time before anyone acts at it; and somebody outside may have called whomever.
    await this.ask(this.toBeAsked(this.services));
    let called = new Set<ServiceName>();
    for (let turns = 0; ; turns += 1) {
      if (turns > MAXIMUM_TURNS) {
        throw new Refusal(500, `The system does not come to rest at ${this.current.toISOString()}.`);
      }
      const service = this.services.find((candidate) => this.isDue(candidate));
      if (service !== undefined) {
        for (const peer of await this.giveTurn(service)) called.add(peer);
      } else if (called.size > 0) {
        called = await this.ask(this.toBeAsked(this.services.filter((candidate) => called.has(candidate))));
      } else return;
    }
  }

  /** Keeps where time stands before any service is told, so that a lab started again is never behind one. */
  private moveTo(now: Date, turn = this.turn): void {
    this.clock.keep({ now: now.toISOString(), turn });
    this.current = now;
    this.turn = turn;
  }

  /** Gives the services that have been called in this turn. */
  private async giveTurn(service: ServiceName): Promise<readonly ServiceName[]> {
    this.moveTo(this.current, this.turn + 1);
    this.turns.set(service, this.turn);
    this.told = this.current;
    const now = this.current.toISOString();
    const report = await this.time.giveTurn(service, this.timeNow);
    this.logicalClock.learn(report.logicalTime);
    this.next.set(service, report.next);
    for (const recipient of report.delivered) this.next.set(recipient, now);
    return report.called;
  }

  /** Of these services those who do not know the time yet, or may have something new to say. */
  private toBeAsked(services: readonly ServiceName[]): readonly ServiceName[] {
    const { neighbours } = this;
    if (!neighbours) return services;
    const withNews = services.filter((service) => neighbours.hasNews(service));
    // Whoever is due is told with its turn.
    const isTold = this.told === this.current || this.services.some((service) => this.isDue(service));
    return withNews.length > 0 || isTold ? withNews : services.slice(0, 1);
  }

  /** Tells services the time, and asks when they have something to do; gives those that they have called. */
  private async ask(services: readonly ServiceName[]): Promise<Set<ServiceName>> {
    if (services.length > 0) this.told = this.current;
    const time = this.timeNow;
    const asked = services.map(async (service) => {
      const { next, called, logicalTime } = await this.time.tell(service, time);
      this.logicalClock.learn(logicalTime);
      this.next.set(service, next);
      return called;
    });
    return new Set((await Promise.all(asked)).flat());
  }

  private isDue(service: ServiceName): boolean {
    return (this.next.get(service) ?? '9') <= this.current.toISOString();
  }

  private get timeNow(): Time {
    return { now: this.current, logicalTime: this.logicalTime };
  }
}

/** Tells services the time through their lab routes. */
function timeByRoutes(call: LabCall): TimeTelling {
  const at = ({ now, logicalTime }: Time): object => ({ now: now.toISOString(), logicalTime });
  return {
    reset: async (service, start) => {
      await call(service, 'POST', '/lab/reset', { start: start.toISOString() });
    },
    tell: async (service, time) => (await call(service, 'POST', '/lab/clock', at(time))) as Schedule,
    giveTurn: async (service, time) => (await call(service, 'POST', '/lab/work', at(time))) as TickReport,
  };
}
