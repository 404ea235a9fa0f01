/** Where a clock keeps its time. */
export interface KeptStates {
  state(name: string): unknown;
  keepState(name: string, value: object): void;
}

/** First instant of virtual time before the lab has set another (ISO 8601). */
const START = '2019-06-03T00:00:00.000Z';
/** Under this name the time is kept. */
const CLOCK = 'clock';

/** Virtual time of a service, or of all that run in one process. It goes on where it was. */
export class Clock {
  private time: Date;

  constructor(private readonly states: KeptStates) {
    // What stands under this name was kept by `keep`.
    const { now } = (states.state(CLOCK) ?? { now: START }) as { now: string };
    this.time = new Date(now);
  }

  get now(): Date {
    return this.time;
  }

  moveTo(now: Date): void {
    this.keep(now);
    this.show(now);
  }

  /** Keeps a time that the clock is about to show: what is kept with it may still fail. */
  keep(now: Date): void {
    this.states.keepState(CLOCK, { now: now.toISOString() });
  }

  show(now: Date): void {
    this.time = now;
  }
}
