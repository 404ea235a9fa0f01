/** A fault that the lab has switched on at a service. */
export interface Fault {
  readonly id: string;
  readonly kind: string;
  /** What it applies to, e.g. `{iccid: "89..."}` or `{deviceId: "00-..."}`. */
  readonly match: Readonly<Record<string, string>>;
  /** How often it still strikes; absent: until removed. */
  times?: number;
  /** Virtual time at which it begins (ISO 8601); absent: at once. */
  readonly from?: string;
  /** Virtual time at which it ends (ISO 8601). */
  readonly until?: string;
  /** It has struck. */
  struck?: true;
}

/** A message kind that the lab keeps back at its sender. */
export interface Hold {
  readonly id: string;
  readonly to: string;
  readonly kind: string;
}

/** Faults and holds that are on. */
export interface Disturbances {
  readonly faults: readonly Fault[];
  readonly holds: readonly Hold[];
}

/** None. */
export const UNDISTURBED: Disturbances = { faults: [], holds: [] };

/**
 * What the lab has switched on at a service: faults and holds. Empty, and impossible to fill, where the
 * service has no lab interface.
 */
export class LabState {
  private faults: Fault[];
  private holds: Hold[];

  /** @param keep is told of every change, so that what is on outlives the process */
  constructor(
    { faults, holds }: Disturbances,
    private readonly keep: (now: Disturbances) => void,
  ) {
    this.faults = [...faults];
    this.holds = [...holds];
  }

  /** Forgets everything; whoever clears it keeps that itself. */
  clear(): void {
    this.faults = [];
    this.holds = [];
  }

  get hasFaults(): boolean {
    return this.faults.length > 0;
  }

  addFault(fault: Fault): void {
    this.change([...this.faults, fault], this.holds);
  }

  removeFault(id: string): void {
    this.change(
      this.faults.filter((fault) => fault.id !== id),
      this.holds,
    );
  }

  addHold(hold: Hold): void {
    this.change(this.faults, [...this.holds, hold]);
  }

  removeHold(id: string): void {
    this.change(
      this.faults,
      this.holds.filter((hold) => hold.id !== id),
    );
  }

  holding(to: string, kind: string): boolean {
    return this.holds.some((hold) => hold.to === to && hold.kind === kind);
  }

  /** The first fault of this kind that matches and has not ended; counts as one strike. */
  strike(kind: string, match: Readonly<Record<string, string>>, now: Date): Fault | undefined {
    const found = this.find(kind, match, now);
    if (found === undefined) return undefined;
    this.noteStruck(found);
    if (found.times === undefined) return found;
    found.times -= 1;
    this.change(this.faults, this.holds);
    return found;
  }

  /** Whether a fault that is on has struck. */
  hasStruck(id: string): boolean {
    return this.faults.some((fault) => fault.id === id && fault.struck === true);
  }

  /** Notes that a fault has struck. */
  noteStruck(fault: Fault): void {
    if (fault.struck) return;
    fault.struck = true;
    this.change(this.faults, this.holds);
  }

  /** The first fault of this kind that matches now. */
  find(kind: string, match: Readonly<Record<string, string>>, now: Date): Fault | undefined {
    if (this.faults.length === 0) return undefined;
    const instant = now.toISOString();
    return this.faults.find(
      (fault) =>
        fault.kind === kind &&
        (fault.times === undefined || fault.times > 0) &&
        (fault.from === undefined || fault.from <= instant) &&
        (fault.until === undefined || instant < fault.until) &&
        Object.entries(fault.match).every(([key, value]) => match[key] === value),
    );
  }

  private change(faults: Fault[], holds: Hold[]): void {
    this.keep({ faults, holds });
    this.faults = faults;
    this.holds = holds;
  }
}
