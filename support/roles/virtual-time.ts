import type { ServiceName } from '../../environments/environment';
import type { RoleContext } from './context';
import { labOf } from './context';
import { StandIn, type Delivery } from './stand-in';
import type { HeldMessage, Hop, TestLab } from './test-lab';
import type { Treatment } from './treatments';

/** A hop on which the tester stands. */
interface Arranged extends Hop {
  readonly treatment: Treatment;
}

/** A message to be let go later. */
interface Waiting {
  readonly due: Date;
  readonly message: HeldMessage;
}

/**
 * Virtual time, with the tester on the hops where a scenario takes a role's place: whenever time stands still, what is held
 * there is treated as arranged, before time goes on.
 */
export class VirtualTime {
  private readonly arranged: Arranged[] = [];
  private readonly treated = new Set<string>();
  private readonly standIns = new Map<ServiceName, StandIn>();
  private readonly sentInPlace: Hop[] = [];
  private readonly outages = new Set<Treatment>();
  private waiting: Waiting[] = [];

  constructor(private readonly context: RoleContext) {}

  /** Now, by the lab's clock. */
  now(): Promise<Date> {
    return this.lab.now();
  }

  /** Takes the place of a sender on one hop: what it sends from now on is treated so. */
  async arrange(hop: Hop, treatment: Treatment): Promise<void> {
    this.arranged.push({ ...hop, treatment });
    await this.lab.hold(hop);
  }

  /** The tester in the place of a role. */
  inPlaceOf(role: ServiceName): StandIn {
    const known = this.standIns.get(role) ?? new StandIn(role, this.context);
    this.standIns.set(role, known);
    return known;
  }

  /** Kinds of message for which a scenario has taken the sender's place. */
  get takenOver(): readonly Hop[] {
    return [...this.arranged, ...this.sentInPlace];
  }

  /** Lets the system work until nothing is in flight now. */
  async settle(): Promise<void> {
    await this.lab.settle();
    await this.settleHops();
  }

  /** The same after the system has come to rest: what is held then is treated, and has it work again. */
  private async settleHops(): Promise<void> {
    while (await this.treatHeld()) await this.lab.settle();
  }

  /** Lets time pass until an instant. */
  async passUntil(target: Date): Promise<void> {
    if (this.arranged.length > 0) await this.passInSteps(target);
    await this.lab.advanceTo(target);
    await this.settleHops();
  }

  /** Lets so many hours pass. */
  async passHours(hours: number): Promise<void> {
    const now = await this.now();
    await this.passUntil(new Date(now.getTime() + hours * 3_600_000));
  }

  /** Goes from one instant at which something is due to the next, so that no hop goes untreated. */
  private async passInSteps(target: Date): Promise<void> {
    await this.settle();
    let now = await this.now();
    for (;;) {
      const next = await this.nextDue();
      if (next === undefined || next > target || next <= now) return;
      await this.lab.advanceTo(next);
      await this.settleHops();
      now = next;
    }
  }

  private async nextDue(): Promise<Date | undefined> {
    const due = [await this.lab.nextDue(), ...this.waiting.map((message) => message.due)];
    return due.filter((instant) => instant !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
  }

  /** True when something was treated, so that the system has work again. */
  private async treatHeld(): Promise<boolean> {
    if (this.arranged.length === 0) return false;
    let busy = await this.letWaitingGo();
    for (const message of await this.lab.held()) {
      if (this.treated.has(message.id)) continue;
      const arranged = this.arranged.findLast(
        ({ from, to, kind }) => from === message.from && to === message.to && kind === message.kind,
      );
      if (arranged === undefined) continue;
      this.treated.add(message.id);
      busy = (await this.treat(message, arranged.treatment)) || busy;
    }
    return busy;
  }

  private async treat(message: HeldMessage, treatment: Treatment): Promise<boolean> {
    if (treatment.kind === 'delay') {
      const now = await this.now();
      this.waiting.push({ due: new Date(now.getTime() + treatment.milliseconds), message });
      return false;
    }
    if (treatment.kind === 'outage') {
      await this.breakDown(message.to, treatment);
      await this.lab.release(message);
      return true;
    }
    const deliveries = await treatment.make(message, this.inPlaceOf(message.from));
    await this.deliver(message, deliveries);
    return deliveries.length > 0;
  }

  /** Sends in the place of a role what that role has not sent. */
  async sendInPlace(hop: Hop, deliveries: readonly Delivery[]): Promise<void> {
    this.sentInPlace.push(hop);
    await this.deliver(hop, deliveries);
  }

  /** A recipient is down once, from when the first message of the hop is sent to it. */
  private async breakDown(service: ServiceName, outage: Extract<Treatment, { kind: 'outage' }>): Promise<void> {
    if (this.outages.has(outage)) return;
    this.outages.add(outage);
    const until = new Date((await this.now()).getTime() + outage.milliseconds).toISOString();
    await this.lab.switchOn({ kind: 'service-down', service, until });
  }

  /** Delivers on a hop, in the place of its sender or of whoever is named. */
  async deliver({ from, to }: Pick<Hop, 'from' | 'to'>, deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) await this.inPlaceOf(delivery.by ?? from).deliver(to, delivery);
  }

  private async letWaitingGo(): Promise<boolean> {
    const now = await this.now();
    const due = this.waiting.filter((waiting) => waiting.due <= now);
    this.waiting = this.waiting.filter((waiting) => waiting.due > now);
    for (const { message } of due) await this.lab.release(message);
    return due.length > 0;
  }

  private get lab(): TestLab {
    return labOf(this.context);
  }
}
