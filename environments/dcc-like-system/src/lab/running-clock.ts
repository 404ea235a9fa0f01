import type { Log } from '../kernel/log';

/** Between two looks at the wall clock, in milliseconds. */
const LOOK_AFTER = 20;

/** How many times as fast as the wall clock it can run. */
export const FASTEST = 3_600;

/** Time that runs by itself: where it stands, and how it is moved on with everything that is due on the way. */
export interface Timeline {
  readonly now: Date;
  readonly moveTo: (target: Date) => Promise<void>;
}

/**
 * A clock that runs by itself: virtual time follows the wall clock, so many times as fast. What is due happens in order at its own
 * instant, as it does where time is moved by hand; where that takes longer than the wall clock leaves, time falls behind and catches up.
 */
export class RunningClock {
  private timer: NodeJS.Timeout | undefined;
  private moving: Promise<void> = Promise.resolve();
  private begin = { wall: 0, virtual: 0 };
  private speed = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly log: Log,
  ) {}

  get runs(): boolean {
    return this.timer !== undefined;
  }

  /** @param speed how many times as fast as the wall clock, to `FASTEST` */
  start(speed: number): void {
    this.speed = speed;
    this.restart();
    this.timer ??= this.lookAgain();
  }

  /** Goes on from where time stands now, as after a reset. */
  restart(): void {
    this.begin = { wall: performance.now(), virtual: this.timeline.now.getTime() };
  }

  /** Stops, once what is under way has come to rest. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.moving;
  }

  private lookAgain(): NodeJS.Timeout {
    return setTimeout(() => {
      this.moving = this.follow().then(() => {
        if (this.runs) this.timer = this.lookAgain();
      });
    }, LOOK_AFTER);
  }

  private async follow(): Promise<void> {
    const { wall, virtual } = this.begin;
    const target = new Date(Math.floor(virtual + (performance.now() - wall) * this.speed));
    try {
      if (target > this.timeline.now) await this.timeline.moveTo(target);
    } catch (error) {
      this.log(`the running clock could not move on to ${target.toISOString()}: ${String(error)}`);
    }
  }
}
