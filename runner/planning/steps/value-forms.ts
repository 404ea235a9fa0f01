import { agreeing } from './agreement';
import { asNumbers, asPence, asShares, asUnits } from './number-forms';

/** What a hand writes otherwise by habit, and how a step says it. */
export interface Slip {
  /** One sentence that says how it is said. */
  readonly message: string;
  readonly mend: (text: string) => string;
}

/** Places in an order that are written in digits by habit. */
export const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const MONTH = `(${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|')})\\.?`;

/** `9`, `Feb`, `2020`: as features say it. */
function dayOf(all: string, day: string, month: string, year: string): string {
  const name = /^\d/.test(month) ? MONTHS[Number(month) - 1] : MONTHS.find((one) => one.startsWith(month.slice(0, 3)));
  return name === undefined ? all : `${String(Number(day))} ${name} ${year}`;
}

const WEEKDAY = /\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? (?=\d{1,2}\D|[A-Z][a-z]+ \d)/g;

function asDays(text: string): string {
  return text
    .replaceAll(new RegExp(`\\b(\\d{1,2} ${MONTH}) '?(\\d\\d)(?= [a-z]|,|$)`, 'g'), '$1 20$3')
    .replaceAll(/\b(\d{4})-(\d\d)-(\d\d)\b/g, (all, year: string, month: string, day: string) =>
      dayOf(all, day, month, year),
    )
    .replaceAll(/\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/g, dayOf)
    .replaceAll(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH},? (\\d{4})\\b`, 'g'), dayOf)
    .replaceAll(
      new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'g'),
      (all, month: string, day: string, year: string) => dayOf(all, day, month, year),
    );
}

function asTimes(text: string): string {
  return text
    .replaceAll(/(?<=\bat )(?:midnight|24:00)\b/g, '00:00')
    .replaceAll(/(?<=\bat )(?:noon|midday)\b/g, '12:00')
    .replaceAll(/(?<![\d:])(\d\d:\d\d):00\b/g, '$1')
    .replaceAll(
      /(?<![\d:.])(\d{1,2})(?:[:.](\d\d))? ?(am|pm)\b/gi,
      (_all, hour: string, minute = '00', half: string) => {
        const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
        return Number(hour) > 12 ? `${hour}:${String(minute)}` : `${String(hours).padStart(2, '0')}:${String(minute)}`;
      },
    )
    .replaceAll(/(?<![\d:])(\d):(\d\d)\b/g, '0$1:$2');
}

function asMoney(text: string): string {
  return text
    .replaceAll(
      /\b(\d+(?:\.\d+)?) pounds?\b|(?<![\d.])(\d+(?:\.\d+)?) ?GBP\b/g,
      (_all, one?: string, other?: string) => `£${one ?? other ?? ''}`,
    )
    .replaceAll(/-£|£-/g, '£')
    .replaceAll(/£\d{1,3}(?:,\d{3})+/g, (amount) => amount.replaceAll(',', ''))
    .replaceAll(/£(\d+)(?![\d.])/g, '£$1.00')
    .replaceAll(/£(\d+\.\d)(?!\d)/g, '£$10');
}

/** How many of the next smaller unit a unit of time has. */
const SMALLER: Readonly<Record<string, readonly [number, string]>> = {
  hour: [60, 'minutes'],
  day: [24, 'hours'],
  week: [7, 'days'],
};
const ABBREVIATED: readonly (readonly [RegExp, string])[] = [
  [/\b(\d+) ?(?:mins?|m)\b/g, '$1 minutes'],
  [/\b(\d+) ?(?:hrs?|h)\b/g, '$1 hours'],
  [/\b(\d+) ?d\b/g, '$1 days'],
];

/** `1.5 hours`, `half an hour`, `an hour and a half`, `2 hrs`. */
function asLengths(text: string): string {
  const part = (all: string, amount: number, unit: string): string => {
    const [times = 0, smaller] = SMALLER[unit] ?? [];
    const whole = Math.round(amount * times * 100) / 100;
    return smaller === undefined || !Number.isInteger(whole) ? all : `${String(whole)} ${smaller}`;
  };
  const whole = text
    .replaceAll(
      /\b(\d+)(?: hours? (?:and )?(\d+) minutes|:(\d\d) hours)\b/g,
      (_all, hours: string, ...minutes: string[]) =>
        `${String(Number(hours) * 60 + Number(minutes[0] ?? minutes[1]))} minutes`,
    )
    .replaceAll(/\ba fortnight\b/g, 'two weeks')
    .replaceAll(/\b(\d+\.\d+) (hour|day|week)s?\b/g, (all, amount: string, unit: string) =>
      part(all, Number(amount), unit),
    )
    .replaceAll(/\bhalf an? (hour|day)\b/g, (all, unit: string) => part(all, 0.5, unit))
    .replaceAll(/\b(?:an?|one) (hour|day) and a half\b/g, (all, unit: string) => part(all, 1.5, unit));
  const long = ABBREVIATED.reduce((said, [short, instead]) => said.replaceAll(short, instead), whole);
  return long.replace(/^(\w+ \w+s) passes$/, '$1 pass');
}

/** The id of a combination; that of a code has more before it. */
const DMC = '(?<![\\w-])[A-Z]{3}-\\d{2}(?![\\w-])';

/** Values and marks in another form: what stands beside them is understood all the same. */
export const FORMS: readonly Slip[] = [
  { message: 'a comment stands on a line of its own.', mend: (text) => text.replace(/\s+#.*$/, '') },
  { message: 'words stand apart by one space.', mend: (text) => text.replaceAll(/ {2,}/g, ' ') },
  { message: 'a step ends without a full stop.', mend: (text) => text.replace(/\s*\.$/, '') },
  {
    message: 'a step begins with a small letter, unless with a name.',
    mend: (text) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`,
  },
  {
    message: 'what is quoted stands between two marks of this kind: ".',
    mend: (text) => text.replaceAll(/'([^' ]+)'/g, '"$1"').replace(/"([^" ]+)$|(?<= )([^" ]+)"$/, '"$1$2"'),
  },
  {
    message: 'a code stands in one pair of quotation marks: where its step has them, a cell leaves them out.',
    mend: (text) => text.replaceAll(/""([^"]+)""/g, '"$1"'),
  },
  {
    message: 'no step names a DMC: a scenario runs for each that its tags allow, and --dmc chooses one.',
    mend: (text) =>
      text
        .replaceAll(new RegExp(` (?:of|with|for|from|as)(?: the)?(?: DMC)? ${DMC}`, 'g'), '')
        .replaceAll(new RegExp(`\\ban? (?:DMC )?${DMC} (?=installation)`, 'g'), 'an '),
  },
  { message: 'a day is written without its weekday.', mend: (text) => text.replaceAll(WEEKDAY, '') },
  { message: 'a day is written like 28 February 2020.', mend: asDays },
  {
    message: 'a place in an order is said in words, up to the tenth.',
    mend: (text) =>
      text.replaceAll(/\b(\d+)(?:st|nd|rd|th)\b/g, (all, place: string) => PLACES[Number(place) - 1] ?? all),
  },
  { message: 'a number above twelve is written in digits, without a comma.', mend: asNumbers },
  { message: 'a length of time is a whole number of minutes, hours, days or weeks.', mend: asLengths },
  { message: 'a time of day has four digits of 24 hours.', mend: asTimes },
  {
    message: 'an amount of money is written like £2.50: with two digits of pence, and without a sign.',
    mend: asMoney,
  },
  { message: 'a price in pence is written like 25 pence.', mend: asPence },
  { message: 'a share is written like 25 per cent.', mend: asShares },
  { message: 'a load is a number of W, an amount of energy one of Wh, and a voltage one of V.', mend: asUnits },
  { message: 'a number agrees with what it counts.', mend: agreeing },
];
