import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnClock } from '../../environments/environment';
import type { Client } from './client';
import { timeAt } from './context';
import { NotRunHereError } from './not-run-here';
import type { Clock } from './places';

/** Longest that anything which comes at once is looked for, in milliseconds. */
const LONGEST_LOOK = 15_000;

/** What making and sending a file takes, in milliseconds by the wall clock. */
const TO_SEND = 6_000;
const DAY = 86_400_000;

/** The same on a clock: no longer than anybody waits. */
export function longestLook({ patience }: OwnClock): number {
  return Math.min(LONGEST_LOOK, patience);
}

/** Time that nobody moves: what is waited for is looked at again and again, up to a limit. */
export class PolledClock implements Clock {
  /** When the day ends on which the newest file is dated; absent where none has to be sent on its day. */
  private endOfToday: number | undefined;

  /** @param service a service that tells the time */
  constructor(
    private readonly service: Client,
    private readonly settings: OwnClock,
  ) {}

  get atOnce(): number {
    return longestLook(this.settings) * this.settings.speed;
  }

  now(): Promise<Date> {
    return timeAt(this.service);
  }

  nextDue(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async settle(): Promise<void> {
    await sleep(this.settings.settle);
  }

  async leaveTimeToday(): Promise<void> {
    const midnight = await this.nextMidnight();
    const left = midnight - (await this.now()).getTime();
    if (left < TO_SEND * this.settings.speed) await this.advanceTo(new Date(midnight));
    this.endOfToday = await this.nextMidnight();
  }

  async sentToday(): Promise<void> {
    if (this.endOfToday === undefined || (await this.now()).getTime() < this.endOfToday) return;
    const day = new Date(this.endOfToday - DAY).toISOString().slice(0, 10);
    throw new NotRunHereError(
      `What was dated ${day} was not sent on that day: this machine was too slow for a clock that goes ${String(this.settings.speed)} times as fast as the wall clock.`,
    );
  }

  private async nextMidnight(): Promise<number> {
    return (Math.floor((await this.now()).getTime() / DAY) + 1) * DAY;
  }

  /** @throws NotRunHereError where that takes longer than anybody waits */
  async advanceTo(target: Date): Promise<void> {
    const { speed, lookEvery, patience } = this.settings;
    // What is sent after a wait is meant to be sent later than it is dated.
    this.endOfToday = undefined;
    for (;;) {
      const left = (target.getTime() - (await this.now()).getTime()) / speed;
      if (left <= 0) return this.settle();
      if (left > patience) {
        throw new NotRunHereError(
          `It waits until ${target.toISOString()}, which takes ${seconds(left)} by the clock of the environment: nobody waits longer than ${seconds(patience)}.`,
        );
      }
      await sleep(Math.max(left, lookEvery));
    }
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
