/** Header of calls between services, and of their answers: the logical time of whoever speaks. */
export const LOGICAL_TIME_HEADER = 'x-logical-time';

/** Few enough digits that counting on from there stays exact. */
const WRITTEN = /^\d{1,15}$/;

/**
 * Logical time of a service (Lamport's clock): it counts what the service does, and moves on to the time of whoever speaks with
 * it. So what was caused by something has a greater time than that, within one instant and across services too.
 */
export class LogicalClock {
  constructor(private time: number) {}

  get now(): number {
    return this.time;
  }

  /** Time of something that happens now. */
  next(): number {
    this.time += 1;
    return this.time;
  }

  /** Moves on to a time that somebody else was at. */
  learn(time: number): void {
    this.time = Math.max(this.time, time);
  }

  /** Moves on to a time that a header says; anything else is passed over. */
  learnFrom(header: string | readonly string[] | undefined): void {
    if (typeof header === 'string' && WRITTEN.test(header)) this.learn(Number(header));
  }

  reset(): void {
    this.time = 0;
  }
}
