import { inPounds } from '../../support/world/words';

/** What of a device is money, in thousandths of a penny as the lab's interface has it. */
const MONEY: readonly string[] = ['balance', 'emergencyCredit', 'paymentDebt'];

/**
 * A value that a device shows, as people read it: money in pounds, energy in kWh, gas in m³, time in seconds.
 * @param name as the lab's interface has it, where energy is in Wh and litres
 * @returns undefined where it does not read at a glance
 */
export function valueInWords(name: string, value: unknown, isGas: boolean): string | undefined {
  if (name === 'settings') return settings(value);
  if (typeof value === 'number') {
    if (MONEY.includes(name)) return inPounds(value / 100_000);
    if (name === 'register') return `${(value / 1000).toFixed(3)} ${isGas ? 'm³' : 'kWh'}`;
    return name === 'clockAhead' ? `${String(value)} s` : String(value);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `paymentMode` as `payment mode` */
export function nameInWords(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function settings(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const each = Object.entries(value).map(([name, set]) => `${nameInWords(name)} ${String(set)}`);
  return each.length === 0 ? undefined : each.join(', ');
}
