import type { InstallationReference } from '../../support/world/world';

/** Numbers as words. */
export const NUMBERS: Readonly<Record<string, number>> = {
  no: 0,
  none: 0,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

/** Words for the installations of a scenario, in order. */
export const ORDINALS: readonly string[] = [
  ...['first', 'second', 'third', 'fourth', 'fifth'],
  ...['sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
];

/** Pattern of the name of an enrolled installation, which is its cohort; nothing in it captures. */
export const NAME = '(?:electricity-only )?[A-Z][\\w+]+';

/** Number of an ordinal; without one the first is meant. */
export function numberOf(ordinal = ''): number {
  return ordinal === '' ? 1 : ORDINALS.indexOf(ordinal) + 1;
}

/** The installation that a word means: its number, or its name; without one the first is meant. */
export function installationReferenceOf(word = ''): InstallationReference {
  return word === '' || ORDINALS.includes(word) ? numberOf(word) : word;
}

/** Hours of each unit of time. */
const UNITS: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24, week: 168 };

/** Pattern of `25 hours`, `30 minutes`, `a day`, `five days`; nothing in it captures. */
export const DURATION = `(?:\\d+|${Object.keys(NUMBERS).join('|')}) (?:${Object.keys(UNITS).join('|')})s?`;

/** The longest time that a scenario can let pass: ten years, each hour of which the system lives through. */
const MOST_HOURS = 10 * 366 * 24;

/** Hours that a phrase means. @param phrase one that `DURATION` matches @throws Error for more than ten years */
export function hoursOf(phrase: string): number {
  const [amount = '', unit = ''] = phrase.split(' ');
  const hours = (NUMBERS[amount] ?? Number(amount)) * (UNITS[unit.replace(/s$/, '')] ?? 1);
  if (hours > MOST_HOURS) throw new Error(`"${phrase}" is longer than ten years, the longest time that can pass.`);
  return hours;
}

/** An instant so many minutes later. */
export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

/** Pattern of an amount of money, such as £12.50. */
export const POUNDS = '£\\d+\\.\\d\\d';

/** Pounds of an amount of money. */
export function poundsIn(text: string): number {
  return Number(text.replace('£', ''));
}

/** The months of a year, in order. */
export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Pattern of a day such as `29 February 2020`; nothing in it captures. */
export const CALENDAR_DAY = `\\d{1,2} (?:${MONTHS.join('|')}) \\d{4}`;

/** The day of a phrase, YYYY-MM-DD. @param phrase one that `CALENDAR_DAY` matches @throws Error for a day that no month has */
export function calendarDayOf(phrase: string): string {
  const [date = '', month = '', year = ''] = phrase.split(' ');
  const day = new Date(Date.UTC(Number(year), MONTHS.indexOf(month), Number(date)));
  if (day.getUTCDate() !== Number(date)) throw new Error(`There is no ${phrase}.`);
  return day.toISOString().slice(0, 10);
}
