import type { ServiceName } from '../../../environment';
import type { TurnReport } from '../kernel/turn';

/** How the bench reaches the lab routes of a service. */
export type LabCall = (
  service: ServiceName,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<unknown>;

/** Rounds after which a system that never comes to rest is reported instead of worked on. */
const MAXIMUM_TURNS = 200_000;

/**
 * Virtual time. Services act only when it is their turn, one at a time and always in the same order, so the same seed gives
 * the same history; time moves on only when nobody has anything left to do.
 */
export class Coordinator {
  private current: Date;
  private turn = 0;
  /** The time that every service knows. */
  private told: Date | undefined;
  /** Earliest instant at which each service has something to do again. */
  private readonly next = new Map<ServiceName, string | undefined>();

  constructor(
    private readonly services: readonly ServiceName[],
    private readonly call: LabCall,
    start: Date,
  ) {
    this.current = start;
  }

  get now(): Date {
    return this.current;
  }

  /** Earliest instant after now at which something is due. */
  get nextDue(): string | undefined {
    return [...this.next.values()].reduce(
      (earliest, due) => (due !== undefined && (earliest === undefined || due < earliest) ? due : earliest),
      undefined,
    );
  }

  async reset(start: Date): Promise<void> {
    this.current = start;
    this.turn = 0;
    this.told = undefined;
    this.next.clear();
    for (const service of this.services) await this.call(service, 'POST', '/lab/reset', { start: start.toISOString() });
  }

  /**
   * Lets services work until nothing is in flight at this instant.
   * @throws Error when the system does not come to rest.
   */
  async settle(): Promise<void> {
    await this.work(new Set(this.services));
  }

  /**
   * Moves time to `target`, firing everything that is due on the way in order.
   * @throws Error when `target` is in the past.
   */
  async advance(target: Date): Promise<void> {
    if (target < this.current) {
      throw new Error(`Time cannot go back from ${this.current.toISOString()} to ${target.toISOString()}.`);
    }
    await this.settle();
    for (let due = this.nextDue; due !== undefined && new Date(due) <= target; due = this.nextDue) {
      if (new Date(due) > this.current) this.current = new Date(due);
      await this.work(new Set(this.services.filter((service) => this.isDue(service))));
    }
    this.current = target;
    await this.settle();
  }

  /** Works with those who are ready until nobody has anything left to do at this instant. */
  private async work(ready: Set<ServiceName>): Promise<void> {
    if (this.told?.getTime() !== this.current.getTime()) await this.tellTime();
    for (let turns = 0; ; turns += 1) {
      if (turns > MAXIMUM_TURNS) throw new Error(`The system does not come to rest at ${this.current.toISOString()}.`);
      const service = this.services.find((candidate) => ready.has(candidate));
      if (service === undefined) {
        // A call among services can set a timer of one that had no turn.
        await this.tellTime();
        for (const due of this.services.filter((candidate) => this.isDue(candidate))) ready.add(due);
        if (ready.size === 0) return;
        continue;
      }
      ready.delete(service);
      this.turn += 1;
      const body = { now: this.current.toISOString(), turn: this.turn };
      const report = (await this.call(service, 'POST', '/lab/work', body)) as TurnReport;
      for (const recipient of report.delivered) ready.add(recipient);
    }
  }

  /** Every service knows the time before anyone acts at it, and says when it has something to do. */
  private async tellTime(): Promise<void> {
    const body = { now: this.current.toISOString() };
    const told = this.services.map(async (service) => {
      const { next } = (await this.call(service, 'POST', '/lab/clock', body)) as { next?: string };
      this.next.set(service, next);
    });
    await Promise.all(told);
    this.told = this.current;
  }

  private isDue(service: ServiceName): boolean {
    return (this.next.get(service) ?? '9') <= this.current.toISOString();
  }
}
