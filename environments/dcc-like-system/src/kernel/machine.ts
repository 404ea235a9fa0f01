import { FULL, storeFault } from './database-fault';
import type { Fault, LabState } from './lab-state';
import { area } from './rules';

/** A slow service works every so many minutes of virtual time, so many minutes after the full hour first (MODEL). */
const SLOW_MINUTES = { step: 10, first: 5 };
/** A service that found no room for its work tries again after so many minutes of virtual time (MODEL). */
const FULL_MINUTES = 5;

/** What a service does with what it had in hand when its process ended. */
export const RESUMPTION = area('resumption', {
  /** Statements by which it is given up: none, since all of it is stored and done now. */
  givenUp: [] as readonly string[],
});

/** The process of a service ended while it worked: what it did is not stored, and nobody gets an answer. */
export class ProcessEnded extends Error {
  constructor(service: string) {
    super(`The process of the ${service} has ended.`);
    this.name = 'ProcessEnded';
  }
}

/** Whose machine it is. */
interface Owner {
  readonly name: string;
  readonly config: { readonly storePath: string };
  readonly now: Date;
  readonly lab: LabState;
}

/** The machine on which a service runs, as far as the lab has something go wrong with it. */
export class Machine {
  constructor(private readonly owner: Owner) {}

  /** Whether a call from or to the service breaks off: it is cut off, or its process is gone. */
  breaksCall(): boolean {
    const fault = this.find('service-cut-off') ?? this.killed;
    if (fault) this.owner.lab.noteStruck(fault);
    return fault !== undefined;
  }

  /** Whether a call to the service is refused, since it is down. */
  refusesCall(): boolean {
    const fault = this.find('service-down');
    if (fault) this.owner.lab.noteStruck(fault);
    return fault !== undefined;
  }

  /** Whether the process ends with what it stores now: it is killed before, or restarted after. */
  endsProcess(kind: 'service-killed' | 'service-restarted'): boolean {
    const fault = this.find(kind);
    if (fault === undefined || fault.struck) return false;
    this.owner.lab.noteStruck(fault);
    return true;
  }

  /** Whether its disk has no room. */
  get isFull(): boolean {
    return this.find('service-out-of-disk') !== undefined;
  }

  /** @throws StoreFault where its disk has no room */
  requireRoom(): void {
    const { name: owner, config, lab } = this.owner;
    const fault = this.find('service-out-of-disk');
    if (fault === undefined) return;
    lab.noteStruck(fault);
    throw storeFault({ path: config.storePath, owner }, FULL);
  }

  /** When what is due at an instant is worked on; undefined where nobody knows. @param due ISO 8601 */
  worksAt(due: string): string | undefined {
    const outage = this.find('service-down') ?? this.killed;
    if (outage) {
      if (Date.parse(due) <= this.owner.now.getTime()) this.owner.lab.noteStruck(outage);
      return outage.until;
    }
    const slowness = this.find('service-slow');
    const now = this.owner.now.getTime();
    if (slowness === undefined || Date.parse(due) > now) return due;
    const [step, first] = [SLOW_MINUTES.step * 60_000, SLOW_MINUTES.first * 60_000];
    const instant = Math.ceil((now - first) / step) * step + first;
    if (instant > now) this.owner.lab.noteStruck(slowness);
    return new Date(instant).toISOString();
  }

  /** When a service that found no room tries again (ISO 8601). */
  get nextTry(): string {
    return new Date(this.owner.now.getTime() + FULL_MINUTES * 60_000).toISOString();
  }

  /** The fault by which its process has ended. */
  private get killed(): Fault | undefined {
    const fault = this.find('service-killed');
    return fault?.struck ? fault : undefined;
  }

  private find(kind: string): Fault | undefined {
    return this.owner.lab.find(kind, {}, this.owner.now);
  }
}
