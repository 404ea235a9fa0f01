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
    if (MONEY.includes(name)) return pounds(value);
    if (name === 'register') return `${(value / 1000).toFixed(3)} ${isGas ? 'm³' : 'kWh'}`;
    return name === 'clockAhead' ? `${String(value)} s` : String(value);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `paymentMode` as `payment mode` */
export function nameInWords(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function settings(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const each = Object.entries(value).map(([name, set]) => `${nameInWords(name)} ${settingInWords(name, String(set))}`);
  return each.length === 0 ? undefined : each.join(', ');
}

/** A price is kept in hundredths of a penny, money in thousandths, a load in watts; what is no number is a word. */
function settingInWords(name: string, value: string): string {
  if (!/^\d+$/.test(value)) return value;
  if (name === 'unitPrice') return `${String(Number(value) / 100)} pence`;
  if (name === 'loadLimit') return `${value} W`;
  return MONEY.includes(name) ? pounds(Number(value)) : value;
}

/** As a step says it, with two digits of pence, and exactly where that is not all: `£3.27 (exactly £3.27295)`. */
function pounds(millipence: number): string {
  const exact = inPounds(millipence / 100_000);
  const said = inPounds(Math.round(millipence / 1000) / 100);
  return said === exact ? exact : `${said} (exactly ${exact})`;
}
