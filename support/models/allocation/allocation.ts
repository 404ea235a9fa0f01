/**
 * How the capacity of a day is allocated among suppliers, from the published contract alone (`environments/contracts/files.md`,
 * "Demand file and commitment file"): DMIN is SOURCED, the way of allocating MODEL. Whole numbers of installations throughout.
 */

/** Who wants something of a day. */
export interface Claimant {
  /** EUI-64; of two that are equal in everything else the lower one comes first. */
  readonly supplier: string;
  readonly smsoTag: string;
  /** What it wants. */
  readonly demand: number;
  /** What it has on the day already. */
  readonly planned: number;
}

/** What there is of a day. */
export interface DaySupply {
  readonly capacity: number;
  /** DMIN, of each supplier. */
  readonly minimum: number;
}

/** What each claimant is allocated, what is planned included, in the order of the claimants. */
export function allocationOf(claimants: readonly Claimant[], { capacity, minimum }: DaySupply): number[] {
  const suppliers = [...new Set(claimants.map(({ supplier }) => supplier))].sort();
  const of = (supplier: string): readonly Claimant[] =>
    claimants.filter((one) => one.supplier === supplier).toSorted((a, b) => (a.smsoTag < b.smsoTag ? -1 : 1));
  const had = new Map(suppliers.map((supplier) => [supplier, total(of(supplier).map(({ planned }) => planned))]));
  const lacks = new Map(suppliers.map((supplier) => [supplier, total(of(supplier).map(lackOf))]));

  let left = Math.max(0, capacity - total([...had.values()]));
  const given = new Map<string, number>();
  const hand = (wants: readonly number[]): void => {
    const parts = apportion(left, wants);
    for (const [index, supplier] of suppliers.entries()) {
      given.set(supplier, (given.get(supplier) ?? 0) + (parts[index] ?? 0));
    }
    left -= total(parts);
  };
  hand(suppliers.map((one) => Math.min(lacks.get(one) ?? 0, Math.max(0, minimum - (had.get(one) ?? 0)))));
  hand(suppliers.map((one) => (lacks.get(one) ?? 0) - (given.get(one) ?? 0)));

  return claimants.map((claimant) => {
    const own = of(claimant.supplier);
    const parts = apportion(given.get(claimant.supplier) ?? 0, own.map(lackOf));
    return claimant.planned + (parts[own.indexOf(claimant)] ?? 0);
  });
}

/**
 * The method of the largest remainder: everybody gets the whole part of its quota, and those with the largest remainders one
 * more each until nothing is left. Nobody gets more than it wants.
 */
export function apportion(amount: number, wants: readonly number[]): number[] {
  const wanted = total(wants);
  if (wanted <= amount) return [...wants];
  // In whole numbers, so that no remainder is lost to rounding.
  const quotas = wants.map((want, index) => {
    const product = BigInt(want) * BigInt(amount);
    return { index, whole: Number(product / BigInt(wanted)), remainder: product % BigInt(wanted) };
  });
  const missing = amount - total(quotas.map(({ whole }) => whole));
  const luckier = quotas.toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index).slice(0, missing);
  return quotas.map((quota) => quota.whole + (luckier.includes(quota) ? 1 : 0));
}

function lackOf({ demand, planned }: Claimant): number {
  return Math.max(0, demand - planned);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
