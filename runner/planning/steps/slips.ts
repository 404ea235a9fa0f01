import { FORMS, type Slip } from './value-forms';

/** A step without its slips. */
export interface Mended {
  /** What is said of them, a sentence for each. */
  readonly message: string;
  readonly text: string;
}

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

const MONEY = 'an amount of money is written like £2.50: with two digits of pence, and without a sign.';

/** What can only be meant where it makes a step of the whole. */
const GUESSES: readonly Slip[] = [
  {
    message: 'a price is a whole number of pence.',
    mend: (text) =>
      text.replaceAll(
        /£(\d+)\.(\d\d)\b/g,
        (_all, pounds: string, pence: string) => `${String(Number(pounds) * 100 + Number(pence))} pence`,
      ),
  },
  {
    message: MONEY,
    mend: (text) =>
      text.replaceAll(/\b(\d+) pence\b/g, (_all, pence: string) => `£${(Number(pence) / 100).toFixed(2)}`),
  },
  {
    message: MONEY,
    mend: (text) =>
      text.replaceAll(
        /(?<![£\d.:"-])\b(\d+)(\.\d\d)?(?= |$)/g,
        (_all, pounds: string, pence = '.00') => `£${pounds}${pence}`,
      ),
  },
  {
    message: 'a step says how many there are, with "an" or a number.',
    mend: (text) =>
      text.replace(/^(?=installation\b)/, 'an ').replace(/^(?=(?:migrated|further|second) installation\b)/, 'a '),
  },
];

const WHOLE: readonly Slip[] = [
  ...FORMS,
  ...GUESSES,
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

/** A value that no step takes in any form. */
export interface Unsayable {
  /** The value as it is written. */
  readonly fragment: string;
  readonly message: string;
}

/** Values that cannot be said, each with one that could stand in its place, and with the form that it has not. */
const UNSAYABLE: readonly (readonly [value: RegExp, legal: string, form: string])[] = [
  [/£\d+(?:\.\d+)?e[+-]?\d+\b/gi, '£7.00', 'an amount of money is written like £2.50'],
  [/(?<![\w.£])\d+(?:\.\d+)?e[+-]?\d+\b/gi, '7', 'a number is written in digits, without an exponent'],
  [
    /\b(?:\d+(?:st|nd|rd|th)|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|\w+tieth|last)\b/g,
    'tenth',
    'a place in an order is said in words, up to the tenth',
  ],
  [/\b\d\d?:\d\d\b|\b\d+ o'clock/g, '06:30', 'a time of day has four digits of 24 hours'],
  [
    /\b(?:an?|\w+|\d+) (?:seconds?|months?|years?)\b/g,
    'two hours',
    'a length of time is a whole number of minutes, hours, days or weeks',
  ],
  [/(?<![£\d.])\b\d+\.\d+(?: (?:pence|Wh?|V|per cent)\b)?/g, '', 'a whole number stands here'],
];

/** The value for which alone a text is no step, where no form of it would be one. @param fits whether a text is a step */
export function unsayable(text: string, fits: (text: string) => boolean): Unsayable | undefined {
  for (const [value, legal, form] of UNSAYABLE) {
    const [fragment] = text.match(value) ?? [];
    if (fragment === undefined) continue;
    const sayable = text.replaceAll(value, (one) => (legal === '' ? one.replace(/\.\d+/, '') : legal));
    if (fits(sayable)) return { fragment, message: `${form}, which "${fragment}" is not.` };
  }
  return undefined;
}
