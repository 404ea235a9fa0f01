import type { ServiceName } from '../../environments/environment';
import type { RoleContext } from './context';
import { labBehind } from './context';
import { Impersonation, type ImpersonatedMessage } from './impersonation';
import type { Channel, HeldMessage } from './channels';
import type { TestLab } from './test-lab';
import type { Interception } from './interception';

/** Longest that a step lets pass where time goes on by itself, in days: a notice and its window. What takes longer needs virtual time. */
const LONGEST_WAIT = 10;
const DAY = 86_400_000;

/** A channel on which the tester stands. */
interface Arranged extends Channel {
  readonly interception: Interception;
}

/** A message to be let go later. */
interface Waiting {
  readonly due: Date;
  readonly message: HeldMessage;
}

/**
 * Virtual time, with the tester on the channels where a scenario takes a role's place: whenever time stands still, what is held
 * there is intercepted as arranged, before time goes on.
 */
export class VirtualTime {
  private readonly arranged: Arranged[] = [];
  private readonly intercepted = new Set<string>();
  private readonly impersonations = new Map<ServiceName, Impersonation>();
  private readonly impersonated: Channel[] = [];
  private readonly outages = new Set<Interception>();
  /** What the first message of a channel has met. */
  private readonly met = new Set<Interception>();
  private waiting: Waiting[] = [];

  constructor(private readonly context: RoleContext) {}

  /** Now, by the lab's clock. */
  now(): Promise<Date> {
    return this.context.clock.now();
  }

  /** Takes the place of a sender on one channel: what it sends from now on is intercepted so. */
  async arrange(channel: Channel, interception: Interception): Promise<void> {
    this.context.needs.expect('interception');
    this.arranged.push({ ...channel, interception });
    await this.lab.hold(channel);
  }

  /** The tester in the place of a role. */
  impersonate(role: ServiceName): Impersonation {
    this.context.needs.expect('interception');
    return this.inPlaceOf(role);
  }

  /** The same for what an earlier step has arranged. */
  private inPlaceOf(role: ServiceName): Impersonation {
    const known = this.impersonations.get(role) ?? new Impersonation(role, this.context);
    this.impersonations.set(role, known);
    return known;
  }

  /** Kinds of message for which a scenario has taken the sender's place. */
  get takenOver(): readonly Channel[] {
    return [...this.arranged, ...this.impersonated];
  }

  /** Lets the system work until nothing is in flight now. */
  async settle(): Promise<void> {
    await this.context.clock.settle();
    await this.settleChannels();
  }

  /** The same after the system has come to rest: what is held then is intercepted, and has it work again. */
  private async settleChannels(): Promise<void> {
    while (await this.interceptHeld()) await this.context.clock.settle();
  }

  /** Lets time pass until an instant. */
  async passUntil(target: Date): Promise<void> {
    if (target.getTime() - (await this.now()).getTime() > LONGEST_WAIT * DAY) this.context.needs.expect('virtual-time');
    if (this.arranged.length > 0) await this.passInSteps(target);
    await this.context.clock.advanceTo(target);
    await this.settleChannels();
  }

  /** Lets so many hours pass. */
  async passHours(hours: number): Promise<void> {
    const now = await this.now();
    await this.passUntil(new Date(now.getTime() + hours * 3_600_000));
  }

  /** Goes from one instant at which something is due to the next, so that no channel goes untreated. */
  private async passInSteps(target: Date): Promise<void> {
    await this.settle();
    let now = await this.now();
    for (;;) {
      const next = await this.nextDue();
      if (next === undefined || next > target || next <= now) return;
      await this.context.clock.advanceTo(next);
      await this.settleChannels();
      now = next;
    }
  }

  private async nextDue(): Promise<Date | undefined> {
    const due = [await this.context.clock.nextDue(), ...this.waiting.map((message) => message.due)];
    return due.filter((instant) => instant !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
  }

  /** True when something was intercepted, so that the system has work again. */
  private async interceptHeld(): Promise<boolean> {
    if (this.arranged.length === 0) return false;
    let busy = await this.letWaitingGo();
    for (const message of await this.lab.held()) {
      if (this.intercepted.has(message.id)) continue;
      const arranged = this.arranged.findLast(
        ({ from, to, kind }) => from === message.from && to === message.to && kind === message.kind,
      );
      if (arranged === undefined) continue;
      this.intercepted.add(message.id);
      busy = (await this.intercept(message, arranged.interception)) || busy;
    }
    return busy;
  }

  private async intercept(message: HeldMessage, interception: Interception): Promise<boolean> {
    if (interception.kind === 'first') {
      if (!this.met.has(interception)) {
        this.met.add(interception);
        return this.intercept(message, interception.meets);
      }
      await this.lab.release(message);
      return true;
    }
    if (interception.kind === 'delay') {
      const now = await this.now();
      this.waiting.push({ due: new Date(now.getTime() + interception.milliseconds), message });
      return false;
    }
    if (interception.kind === 'outage') {
      await this.breakDown(message.to, interception);
      await this.lab.release(message);
      return true;
    }
    const messages = await interception.make(message, this.inPlaceOf(message.from));
    await this.deliverAs(message, messages);
    return messages.length > 0;
  }

  /** Sends in the place of a role what that role has not sent. */
  async sendAs(channel: Channel, messages: readonly ImpersonatedMessage[]): Promise<void> {
    this.context.needs.expect('interception');
    this.impersonated.push(channel);
    await this.deliverAs(channel, messages);
  }

  /** A recipient is down once, from when the first message of the channel is sent to it. */
  private async breakDown(service: ServiceName, outage: Extract<Interception, { kind: 'outage' }>): Promise<void> {
    if (this.outages.has(outage)) return;
    this.outages.add(outage);
    const until = new Date((await this.now()).getTime() + outage.milliseconds).toISOString();
    await this.lab.switchOn({ kind: 'service-down', service, until });
  }

  /** Delivers on a channel, in the place of its sender or of whoever is named. */
  async deliver(channel: Pick<Channel, 'from' | 'to'>, messages: readonly ImpersonatedMessage[]): Promise<void> {
    this.context.needs.expect('interception');
    await this.deliverAs(channel, messages);
  }

  private async deliverAs(
    { from, to }: Pick<Channel, 'from' | 'to'>,
    messages: readonly ImpersonatedMessage[],
  ): Promise<void> {
    for (const delivery of messages) await this.inPlaceOf(delivery.by ?? from).deliver(to, delivery);
  }

  private async letWaitingGo(): Promise<boolean> {
    const now = await this.now();
    const due = this.waiting.filter((waiting) => waiting.due <= now);
    this.waiting = this.waiting.filter((waiting) => waiting.due > now);
    for (const { message } of due) await this.lab.release(message);
    return due.length > 0;
  }

  private get lab(): TestLab {
    return labBehind(this.context);
  }
}
