import { Refusal } from './refusal';

/** The decisions of one part of the system, by name: functions, values, checks and steps in their order. */
export interface Area<R extends object> {
  /** Unique over the system, e.g. `s1sp-whitelist`. */
  readonly name: string;
  readonly rules: R;
}

/** Named checks or steps in the order in which they are made. Names must not look like whole numbers, which would sort first. */
export type Ordered<F> = Readonly<Record<string, F>>;

/** Declares the rules of an area: `const WHITELIST = area('s1sp-whitelist', { missing, surplus })`. */
export function area<R extends object>(name: string, rules: R): Area<R> {
  return { name, rules };
}

/** Makes checks in their order; gives what the first one found that found something. */
export function firstFault<S, F>(checks: Ordered<(subject: S) => F | undefined>, subject: S): F | undefined {
  for (const check of Object.values(checks)) {
    const fault = check(subject);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Gives the rules of an area that hold now. */
export type RuleBook = <R extends object>(area: Area<R>) => R;

/** Takes steps in their order. */
export function takeSteps<C extends readonly unknown[]>(steps: Ordered<(...context: C) => void>, ...context: C): void {
  for (const step of Object.values(steps)) step(...context);
}

/** What a change does to an area whose rules it knows; the types are those of the area when the change is declared. */
export interface Change {
  readonly area: Area<object>;
  /** What it bends: a rule, or a check or step of it. Two changes of one target exclude each other. */
  readonly target: string;
  apply(rules: object): object;
}

/** A deviation from the rules that the lab can switch on. */
export interface Defect {
  readonly id: string;
  readonly changes: readonly Change[];
}

/** The rules that hold at a service: the declared ones themselves, unless a defect is on. */
export class EffectiveRules {
  private changed: ReadonlyMap<string, object> = new Map();

  /** @param defects those that can be switched on; none where the service has no lab interface */
  constructor(private readonly defects: readonly Defect[]) {}

  of<R extends object>(area: Area<R>): R {
    // What is kept under the name of an area was made from its rules.
    return (this.changed.get(area.name) as R | undefined) ?? area.rules;
  }

  /**
   * Switches these defects on and all others off; ids of defects of other services are passed over.
   * @throws Refusal 409 that names both when two bend the same target
   */
  switchOn(ids: readonly string[]): void {
    const on = this.defects.filter(({ id }) => ids.includes(id));
    const owners = new Map<string, string>();
    const changed = new Map<string, object>();
    for (const { id, changes } of on) {
      for (const change of changes) {
        const target = `${change.area.name}.${change.target}`;
        const owner = owners.get(target);
        if (owner !== undefined) {
          throw new Refusal(409, `The defects ${owner} and ${id} both bend ${target}: switch one on.`);
        }
        owners.set(target, id);
        changed.set(change.area.name, change.apply(changed.get(change.area.name) ?? change.area.rules));
      }
    }
    this.changed = changed;
  }
}
