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
    const now = await this.now();
    const midnight = (Math.floor(now.getTime() / DAY) + 1) * DAY;
    if (midnight - now.getTime() < TO_SEND * this.settings.speed) await this.advanceTo(new Date(midnight));
  }

  /** @throws NotRunHereError where that takes longer than anybody waits */
  async advanceTo(target: Date): Promise<void> {
    const { speed, lookEvery, patience } = this.settings;
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
