/** Numbers as words. */
export const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};

/** Hours of each unit of time. */
const UNITS: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };

/** Pattern of `25 hours`, `30 minutes`, `a day`, `five days`; nothing in it captures. */
export const DURATION = `(?:\\d+|${Object.keys(NUMBERS).join('|')}) (?:${Object.keys(UNITS).join('|')})s?`;

/** Hours that a phrase means. @param phrase one that `DURATION` matches */
export function hoursOf(phrase: string): number {
  const [amount = '', unit = ''] = phrase.split(' ');
  return (NUMBERS[amount] ?? Number(amount)) * (UNITS[unit.replace(/s$/, '')] ?? 1);
}

/** Pattern of an amount of money, such as £12.50. */
export const POUNDS = '£\\d+\\.\\d\\d';

/** Pounds of an amount of money. */
export function poundsIn(text: string): number {
  return Number(text.replace('£', ''));
}
