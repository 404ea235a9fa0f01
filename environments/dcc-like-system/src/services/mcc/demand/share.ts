/** What a supplier wants of a day with one SMSO, and what it has of it already. */
export interface Claim {
  /** EUI. */
  readonly supplier: string;
  /** Upper case. */
  readonly smsoTag: string;
  /** Installations that it wants migrated. */
  readonly demand: number;
  /** Installations that are planned already; they keep their places. */
  readonly planned: number;
}

/** A claim with what it is given. */
export interface Share extends Claim {
  readonly allocated: number;
}

/** How much there is of a day. */
export interface Supply {
  /** Installations that can be migrated. */
  readonly capacity: number;
  /** DMIN: what every supplier gets before the rest is shared by demand. */
  readonly minimum: number;
}

/**
 * Divides an amount in proportion to whole weights, never above a weight, by largest remainder; of equal remainders the
 * earlier one is rounded up.
 */
export function divide(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (amount >= sum) return [...weights];
  const parts = weights.map((weight) => Math.floor((amount * weight) / sum));
  let left = amount - parts.reduce((total, part) => total + part, 0);
  const byRemainder = weights
    .map((weight, place) => ({ place, remainder: (amount * weight) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (const { place } of byRemainder) {
    if (left === 0) break;
    parts[place] = (parts[place] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/**
 * Allocates the capacity of a day (MODEL of the Migration Scaling Methodology): first every supplier its demand up to the
 * minimum, all scaled down alike where the minima exceed the capacity; then the rest by unmet demand. What a supplier gets is
 * divided among its SMSOs by unmet demand. The order of the claims does not matter.
 * @returns in order of supplier and SMSO
 */
export function allocate(claims: readonly Claim[], { capacity, minimum }: Supply): Share[] {
  const sorted = claims.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const bySupplier = [...Map.groupBy(sorted, ({ supplier }) => supplier).values()];
  const planned = bySupplier.map((own) => sumOf(own.map((claim) => claim.planned)));
  const unmet = bySupplier.map((own) => sumOf(own.map(unmetOf)));
  const free = Math.max(0, capacity - sumOf(planned));
  const entitled = unmet.map((wanted, place) => Math.min(wanted, Math.max(0, minimum - (planned[place] ?? 0))));
  const first = divide(free, entitled);
  const wanting = unmet.map((wanted, place) => wanted - (first[place] ?? 0));
  // Where the minima alone exceed the capacity, nothing is left to share.
  const rest = divide(free - sumOf(first), wanting);
  return bySupplier.flatMap((own, place) => {
    const parts = divide((first[place] ?? 0) + (rest[place] ?? 0), own.map(unmetOf));
    return own.map((claim, at) => ({ ...claim, allocated: claim.planned + (parts[at] ?? 0) }));
  });
}

function keyOf({ supplier, smsoTag }: Claim): string {
  return `${supplier} ${smsoTag}`;
}

function unmetOf({ demand, planned }: Claim): number {
  return Math.max(0, demand - planned);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
