import { CODE, DEVICE_NAMES, DEVICE_TYPES, type DeviceType } from '../../support/interfaces/vocabulary';
import { namesType, openType, wordsType, type ParameterType } from './parameter-type';
import { CALENDAR_DAY, calendarDayOf, DURATION, hoursOf, NAME, NUMBERS, ORDINALS, POUNDS, poundsIn } from './words';
import { USERS } from './users';

/** `an`, `two`, `2000`. */
export const count = openType({
  name: 'count',
  meaning: 'a number in words or digits',
  example: 'two',
  allowed: `${Object.keys(NUMBERS).join(', ')}, or a number in digits`,
  source: `${Object.keys(NUMBERS).join('|')}|\\d+`,
  read: (word) => NUMBERS[word] ?? Number(word),
});

const number = openType({
  name: 'number',
  meaning: 'a number in digits',
  example: '30',
  allowed: 'any whole number in digits',
  source: '\\d+',
  read: Number,
});

const digit = openType({
  name: 'digit',
  meaning: 'one digit',
  example: '1',
  allowed: 'a digit',
  source: '\\d',
  read: Number,
});

const time = openType({
  name: 'time',
  meaning: 'a time of day',
  example: '06:30',
  allowed: 'hours and minutes, UTC',
  source: '(?:[01]\\d|2[0-3]):[0-5]\\d',
  read: String,
});

/** `29 February 2020`: YYYY-MM-DD. */
export const calendarDay = openType({
  name: 'calendarDay',
  meaning: 'a day of the calendar',
  example: '29 February 2020',
  allowed: 'day, month and year',
  source: CALENDAR_DAY,
  read: calendarDayOf,
});

const text = openType({
  name: 'text',
  meaning: 'words between quotation marks',
  example: 'Call us',
  allowed: 'any text without quotation marks',
  source: '[^"]+',
  read: String,
});

const eventCode = openType({
  name: 'eventCode',
  meaning: 'the code of an event or alert of a device',
  example: '8F3E',
  allowed: 'four characters, as GBCS lists them',
  source: '\\w{4}',
  read: String,
});

/** `first`, `second`: from 1. */
export const ordinal = wordsType(
  { name: 'ordinal', complete: true, meaning: 'a place in an order' },
  Object.fromEntries(ORDINALS.map((word, index) => [word, index + 1])),
);

/** Hours that can be waited for where time goes on by itself. */
const LONGEST_WAIT = 10 * 24;
/** Limits are whole days. What is to happen so few hours before one comes too late on a fast clock and a busy machine. */
const SHORTLY_BEFORE = 4;
const DAY = 24;

/** `25 hours`, `30 minutes`, `a day`, `five days`: hours. */
export const duration = openType({
  name: 'duration',
  meaning: 'a length of time',
  example: 'three hours',
  allowed: `${count.phrases.join('')}, then minutes, hours, days or weeks`,
  source: DURATION,
  read: hoursOf,
  needsOf: (text) => {
    if (hoursOf(text) > LONGEST_WAIT) return ['virtual-time'];
    return hoursOf(text) % DAY > DAY - SHORTLY_BEFORE ? ['response-times'] : [];
  },
});

/** `£12.50`: pounds. */
export const pounds = openType({
  name: 'pounds',
  meaning: 'an amount of money',
  example: '£12.50',
  allowed: 'any amount in pounds and pence',
  source: POUNDS,
  read: poundsIn,
});

/** A code in quotes: of the simulator, of DUIS, or of an alert. */
export const code = openType({
  name: 'code',
  meaning: 'a code of a refusal, an outcome, an answer or an alert',
  example: '"SIM-WHL-02"',
  allowed: 'a code of environments/contracts/codes.csv or of the DCC, in quotation marks',
  source: `"(?:${CODE})"`,
  read: unquoted,
});

/** `electricity meter` and the like: the type of the device. */
export const device = wordsType<DeviceType>(
  { name: 'device', meaning: 'a device of an installation' },
  Object.fromEntries(DEVICE_TYPES.map((type) => [DEVICE_NAMES[type], type])),
);

/** `MDS`, `electricity-only IOC`: the name of an enrolled installation. */
export const cohort = openType({
  name: 'cohort',
  meaning: 'the name of an installation that migrated before, which is its cohort',
  example: 'electricity-only IOC',
  allowed: 'a cohort of the catalogue, also after "electricity-only"; or SMETS2+',
  source: NAME,
  read: String,
});

/** `the electricity supplier`, `another supplier`: the part a user of the DCC plays. */
export const user = wordsType({ name: 'user', meaning: 'a user of the DCC' }, USERS);

const paymentMode = namesType({ name: 'paymentMode', meaning: 'a mode of payment' }, ['credit', 'prepayment']);

const supplyState = namesType({ name: 'supplyState', meaning: 'a state of the supply' }, ['on', 'off', 'armed']);

/** Words that also stand in the phrases of other types. */
export const BASIC_TYPES: readonly ParameterType[] = [
  count,
  number,
  digit,
  time,
  calendarDay,
  text,
  eventCode,
  ordinal,
  duration,
  pounds,
  code,
  device,
  cohort,
  user,
  paymentMode,
  supplyState,
];

/** A text without its quotation marks. */
export function unquoted(quoted: string): string {
  return quoted.replaceAll('"', '');
}
