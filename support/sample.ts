/**
 * Evenly spaced ones of a list, the first and the last among them; all where there are not more.
 * What is checked of thousands of documents of one kind is checked of a sample: a fault of the kind shows in it, and the
 * check stays as fast as the scenario.
 * @param most how many at most, 2 or more
 */
export function sampleOf<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => all[Math.round(index * step)]).filter((one) => one !== undefined);
}
