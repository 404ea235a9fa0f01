/**
 * Requests that can affect the supply, the money or the credentials of a customer: the S1SP obeys only the party whose
 * credentials are on the device (flags SOURCED: public request table; that the S1SP checks RECOLLECTION medium).
 */
const CRITICAL: ReadonlySet<string> = new Set([
  '1.1.1',
  '1.1.2',
  '1.2.1',
  '1.2.2',
  '1.5',
  '1.6',
  '1.7',
  '2.1',
  '2.3',
  '2.5',
  '6.4.1',
  '6.6',
  '6.7',
  '6.8',
  '6.11',
  '6.15.1',
  '6.25',
  '6.26',
  '7.1',
  '7.2',
  '7.3',
  '8.1.1',
  '8.7.1',
  '8.8.1',
  '11.3',
]);

export function isCritical(variant: string): boolean {
  return CRITICAL.has(variant);
}
