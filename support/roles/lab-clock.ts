import type { Clock } from './places';
import type { TestLab } from './test-lab';

/** Time that a lab moves: it stands still while the system works, and while a file is made and sent. */
export class LabClock implements Clock {
  readonly atOnce = 0;

  constructor(private readonly lab: TestLab) {}

  now(): Promise<Date> {
    return this.lab.now();
  }

  nextDue(): Promise<Date | undefined> {
    return this.lab.nextDue();
  }

  settle(): Promise<void> {
    return this.lab.settle();
  }

  advanceTo(target: Date): Promise<void> {
    return this.lab.advanceTo(target);
  }

  leaveTimeToday(): Promise<void> {
    return Promise.resolve();
  }

  sentToday(): Promise<void> {
    return Promise.resolve();
  }
}
