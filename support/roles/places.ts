import type { InstallationOrder, MadeInstallation } from './lab-shapes';
import type { ReceivedDocument } from './lab-transcript';

/** Time as a scenario has it pass: moved by a lab, or waited for. */
export interface Clock {
  /** Milliseconds of its time within which the system does what it does at once: none where time stands still meanwhile. */
  readonly atOnce: number;
  now(): Promise<Date>;
  /** The earliest instant at which something is due, where anybody knows. */
  nextDue(): Promise<Date | undefined>;
  /** Until nothing more comes of what was done. */
  settle(): Promise<void>;
  advanceTo(target: Date): Promise<void>;
  /** Sees to it that what is dated today can still be sent today. */
  leaveTimeToday(): Promise<void>;
  /**
   * What was dated today has been sent.
   * @throws NotRunHereError where that day has ended meanwhile, so that it can no longer be judged
   */
  sentToday(): Promise<void>;
}

/** Names of files, of which everybody on the system gives their own. */
export interface Names {
  /** Takes a name; false where somebody has it. */
  take(name: string): boolean;
}

/** Where what the DSP delivers to users comes to. */
export interface Receivers {
  /** Grows whenever something new can have come; undefined where it can at any time. */
  readonly rounds: number | undefined;
  /** What a user (EUI) received after the first `since` documents, in order. */
  deliveredTo(eui: string, since: number): Promise<ReceivedDocument[]>;
}

/** Where a scenario has its installations from: made by a lab, or taken from a pool. */
export interface Installations {
  makeInstallation(order: InstallationOrder): Promise<MadeInstallation>;
  /** Many at once, in order. */
  makeInstallations(orders: readonly InstallationOrder[]): Promise<MadeInstallation[]>;
}
