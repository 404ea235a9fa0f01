import type { Area, Change, Defect, Ordered } from './rules';

/** Declares a seeded defect of `environments/contracts/defects.csv` as changes of rules. */
export function defect(id: string, ...changes: readonly Change[]): Defect {
  return { id, changes };
}

/** Overrides one rule of an area. @param override makes the bent rule from the right one and the other rules */
export function rule<R extends object, K extends keyof R & string>(
  area: Area<R>,
  name: K,
  override: (right: R[K], rules: R) => R[K],
): Change {
  return change(area, name, (rules) => ({ ...rules, [name]: override(rules[name], rules) }));
}

/** Omits a write: the rule that stores something stores nothing. */
export function omitWrite<R extends object>(area: Area<R>, name: NamesOf<R, (...values: never[]) => void>): Change {
  return change(area, name, (rules) => ({ ...rules, [name]: () => undefined }));
}

/** Bends one check or step of an ordered list of them. */
export function entry<R extends object, K extends NamesOf<R, Ordered<unknown>>, N extends keyof R[K] & string>(
  area: Area<R>,
  list: K,
  name: N,
): EntryChanges<R[K], N> {
  const target = `${list}.${name}`;
  const bend = (edit: (entries: Entries) => Entries): Change =>
    change(area, target, (rules) => ({
      ...rules,
      [list]: Object.fromEntries(edit(Object.entries(rules[list] as object))),
    }));
  const others = (entries: Entries): Entries => entries.filter(([one]) => one !== name);
  return {
    skip: () => bend(others),
    replace: (replacement) =>
      bend((entries) => entries.map(([one, value]) => [one, one === name ? replacement(value as R[K][N]) : value])),
    moveBefore: (next) =>
      bend((entries) => {
        const rest = others(entries);
        const at = rest.findIndex(([one]) => one === next);
        return [...rest.slice(0, at), ...entries.filter(([one]) => one === name), ...rest.slice(at)];
      }),
    insertBefore: (id, inserted) =>
      bend((entries) => entries.flatMap((one) => (one[0] === name ? [[id, inserted] as Entry, one] : [one]))),
  };
}

/** Reverses the order of the checks or steps of a list. */
export function reverse<R extends object>(area: Area<R>, list: NamesOf<R, Ordered<unknown>>): Change {
  return change(area, list, (rules) => ({
    ...rules,
    [list]: Object.fromEntries(Object.entries(rules[list] as object).reverse()),
  }));
}

/** Names of the rules of one shape. */
type NamesOf<R, Shape> = { [K in keyof R]: R[K] extends Shape ? K : never }[keyof R] & string;

type Entry = [name: string, value: unknown];
type Entries = Entry[];

/** What can be done to one check or step. */
interface EntryChanges<List, N extends keyof List> {
  skip(): Change;
  replace(replacement: (right: List[N]) => List[N]): Change;
  /** Makes it before its turn. */
  moveBefore(next: Exclude<keyof List & string, N>): Change;
  /** Makes another one before it. */
  insertBefore(id: string, inserted: List[N]): Change;
}

function change<R extends object>(area: Area<R>, target: string, apply: (rules: R) => object): Change {
  // `EffectiveRules` gives a change the rules of its own area.
  return { area, target, apply: (rules) => apply(rules as R) };
}
