import { distance as editDistance } from 'fastest-levenshtein';

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
