/**
 * Number of single-character edits (insert, delete, replace) that turn one word into the other.
 */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replace = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replace, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/**
 * The valid values to offer when a name is unknown, the most similar first.
 * @param wanted what was asked for
 * @param valid every value that would have been accepted
 * @param limit how many to offer
 */
export function nearest(wanted: string, valid: readonly string[], limit = 4): string[] {
  const distance = (value: string): number => editDistance(wanted.toLowerCase(), value.toLowerCase());
  return [...valid].sort((a, b) => distance(a) - distance(b) || a.localeCompare(b)).slice(0, limit);
}
