/** What a hand writes otherwise by habit, and how a step says it. */
interface Slip {
  /** One sentence that says how it is said. */
  readonly message: string;
  readonly mend: (text: string) => string;
}

/** A step without its slips. */
export interface Mended {
  /** What is said of them, a sentence for each. */
  readonly message: string;
  readonly text: string;
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

function asDays(text: string): string {
  return text
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
    .replaceAll(/\b(\d+\.\d+) (hour|day|week)s?\b/g, (all, amount: string, unit: string) =>
      part(all, Number(amount), unit),
    )
    .replaceAll(/\bhalf an? (hour|day)\b/g, (all, unit: string) => part(all, 0.5, unit))
    .replaceAll(/\b(?:an?|one) (hour|day) and a half\b/g, (all, unit: string) => part(all, 1.5, unit));
  const long = ABBREVIATED.reduce((said, [short, instead]) => said.replaceAll(short, instead), whole);
  return long.replace(/^(\d+ \w+s) passes$/, '$1 pass');
}

/** Values and marks in another form: what stands beside them is understood all the same. */
const FORMS: readonly Slip[] = [
  { message: 'a step ends without a full stop.', mend: (text) => text.replace(/\s*\.$/, '') },
  {
    message: 'a step begins with a small letter, unless with a name.',
    mend: (text) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`,
  },
  {
    message: 'what is quoted stands between two marks of this kind: ".',
    mend: (text) => text.replaceAll(/'([^' ]+)'/g, '"$1"').replace(/"([^" ]+)$|(?<= )([^" ]+)"$/, '"$1$2"'),
  },
  { message: 'a day is written like 28 February 2020.', mend: asDays },
  {
    message: 'a place in an order is said in words, up to the tenth.',
    mend: (text) =>
      text.replaceAll(/\b(\d+)(?:st|nd|rd|th)\b/g, (all, place: string) => PLACES[Number(place) - 1] ?? all),
  },
  { message: 'a time of day has four digits of 24 hours.', mend: asTimes },
  {
    message: 'an amount of money is written like £2.50: with two digits of pence, and without a sign.',
    mend: asMoney,
  },
  { message: 'a length of time is a whole number of minutes, hours, days or weeks.', mend: asLengths },
];

/** One or several of the scenario's installations. */
const NTH = '((?: (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))?)';

/** What features say in another way altogether: a whole step, and what to say. */
const SAYINGS: readonly (readonly [pattern: RegExp, instead: string, message: string])[] = [
  [
    /^(?:I|we|the tester) waits? (?:for )?((?:an?|one) \w+|1 \w+)$/,
    '$1 passes',
    'nobody waits, since time is virtual: it passes.',
  ],
  [/^(?:I|we|the tester) waits? (?:for )?(.+)$/, '$1 pass', 'nobody waits, since time is virtual: it passes.'],
  [
    new RegExp(`^the migration(?: of the${NTH} installation)? does not (?:stop|fail)\\b.*$`),
    'the$1 installation is migrated',
    'that a migration does not stop is said by what comes of it.',
  ],
  [
    new RegExp(
      `^the${NTH} (?:installation|migration) (?:fails|failed|has failed|is failed|(?:is|was|has) not (?:been )?migrated)$`,
    ),
    'the Commissioning Outcome File reports the$1 installation as not migrated',
    'that a migration has failed is said by the file that reports it, or by where it stops.',
  ],
  [
    new RegExp(`^the Commissioning Outcome File reports the${NTH} installation as (?:failed|unsuccessful|rejected)$`),
    'the Commissioning Outcome File reports the$1 installation as not migrated',
    'the file calls an installation migrated or not migrated.',
  ],
  [
    /^the (?:SIM|migration|installation) (?:is|was|has been) (?:rolled|handed|given|moved) back(?: to the SMSO)?$/,
    'the SMSO can read the electricity meter',
    'that an installation is back with the SMSO is said by reading it from there.',
  ],
  [
    /^the (?:supplier|electricity supplier|Migration Control Centre) authorises (?:the|its) (?:migration|installation)$/,
    'its migration is authorised',
    'whoever authorises in the Test Phase is not named.',
  ],
  [
    /^(.+?) (?:receives|gets|is sent) (?:the|an) alert( "\w+")?((?: for .+?)?)(?: once)?$/,
    '$1 has received the alert$2$3 once',
    'a Then looks at what has been received, and how often.',
  ],
  [
    /^(?:the|an) alert( "\w+")? (?:is|was|has been) (?:sent|delivered) to (.+)$/,
    '$2 has received the alert$1 once',
    'a Then looks at what has been received, and how often.',
  ],
  [
    /^(.+) (?:receives|gets|is sent) no alert(.*)$/,
    '$1 has received no alert$2',
    'a Then looks at what has been received.',
  ],
  [
    /^(an?|two|three|four|five) (?:active|dormant|mixed) (installations?\b.*)$/,
    '$1 $2',
    'whether meters are active or dormant follows from the Test Phase, which a tag such as @phase:Dormant limits.',
  ],
  [
    /^an installation whose (?:meters are|(?:gas|electricity) meter is) dormant$/,
    'an installation',
    'whether meters are active or dormant follows from the Test Phase, which a tag such as @phase:Dormant limits.',
  ],
];

const WHOLE: readonly Slip[] = [
  ...FORMS,
  ...SAYINGS.map(([pattern, instead, message]): Slip => ({
    message,
    mend: (text) =>
      text
        .replace(/^(?:An|The)\b/, (word) => word.toLowerCase())
        .replace(pattern, instead)
        .replace(/^a installation/, 'an installation'),
  })),
];

/** The step that a text is but for one slip; undefined where none mends it. @param fits whether a text is a step */
export function mendedWhole(text: string, fits: (text: string) => boolean): Mended | undefined {
  for (const { message, mend } of WHOLE) {
    const mended = mend(text);
    if (mended !== text && fits(mended)) return { message, text: mended };
  }
  return undefined;
}

/** A text with every value in the form in which features have it, whatever else is wrong with it; undefined where they are. */
export function mendedForms(text: string): Mended | undefined {
  const said: string[] = [];
  const mended = FORMS.reduce((before, { message, mend }) => {
    const after = mend(before);
    if (after !== before) said.push(message);
    return after;
  }, text);
  return said.length === 0 ? undefined : { message: said.join(' And '), text: mended };
}
