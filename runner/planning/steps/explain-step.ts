import { nearest } from '../../../support/scope/nearest';
import { approximate, CHANGED, type Approximation } from './nearest-text';
import { looseExpression, type StepLanguage, type StepWord } from './step-language';

/** Why no step definition fits a step. */
export interface Explanation {
  readonly rule: string;
  readonly message: string;
  /** The part of the step that is not known; absent where it is the whole of it. */
  readonly fragment?: string;
  readonly nearest: readonly string[];
}

/** How many of the nearest are offered. */
const OFFERS = 3;
/** Changes to a step within which it counts as misspelt, and not as another one. */
const MISSPELT = 6;

/** What a tester calls the values of a parameter type; of the others they are phrases of their step. */
const KINDS: Readonly<Record<string, readonly [rule: string, what: string]>> = {
  user: ['unknown-role', 'role'],
  customer: ['unknown-role', 'role'],
  party: ['unknown-party', 'party'],
  device: ['unknown-device', 'device'],
  theDevice: ['unknown-device', 'device'],
  theDevices: ['unknown-device', 'device'],
  serviceOrder: ['unknown-service-request', 'service request'],
  alert: ['unknown-alert', 'alert'],
  code: ['unknown-code', 'code'],
  variation: ['unknown-phrase', 'way in which an installation differs'],
  standing: ['unknown-phrase', 'state of an installation'],
  fileFault: ['unknown-phrase', 'fault of a file'],
  rowFault: ['unknown-phrase', 'fault of a row'],
  requestFault: ['unknown-phrase', 'fault of a service request'],
  responseFault: ['unknown-phrase', 'fault of a response'],
  authorisationFault: ['unknown-phrase', 'fault of an authorisation'],
  finding: ['unknown-phrase', 'finding at a device'],
  duration: ['unknown-phrase', 'length of time'],
  count: ['unknown-phrase', 'number'],
  ordinal: ['unknown-phrase', 'place in an order'],
  installation: ['unknown-phrase', 'installation'],
  migration: ['unknown-phrase', 'migration'],
  migrationStep: ['unknown-phrase', 'step of a migration'],
  migrationFile: ['unknown-phrase', 'migration file'],
  outage: ['unknown-phrase', 'outage'],
  supplyPoint: ['unknown-phrase', 'supply point'],
};

/**
 * Says why no step definition fits a step: a word that is misspelt, a phrase that no parameter knows, or nothing like it.
 * @param codes every code that may stand in quotes
 */
export function explainStep(language: StepLanguage, text: string, codes: readonly string[]): Explanation {
  const changes = Math.min(MISSPELT, Math.max(2, Math.floor(text.length / 8)));
  const close = nearestWords(language, text, CHANGED * changes);
  const [first] = close;
  if (first !== undefined) return explainMisspelt(language, first, close, codes);
  const loose = looseFit(language, text);
  if (loose !== undefined) return explainValue(language, loose.type, loose.fragment, codes);
  const like = nearestWords(language, text, text.length).map(({ found }) => found.text);
  const message = `no step is written "${text}": npm run steps -- WORDS finds those that are.`;
  return { rule: 'undefined-step', message, nearest: like };
}

/** The values of a parameter type that are nearest to a text. */
function nearestValues(language: StepLanguage, type: string, text: string): string[] {
  const phrases = language.phrasesOf(type);
  const found = deepening(CHANGED * Math.max(text.length, 12), (within) =>
    phrases.flatMap((phrase) => approximate(phrase, text, within) ?? []),
  );
  return found
    .sort((a, b) => a.cost - b.cost)
    .slice(0, OFFERS)
    .map((one) => one.text);
}

/** The problem of a text that is no value of a parameter type. */
export function explainValue(
  language: StepLanguage,
  type: string,
  fragment: string,
  codes: readonly string[],
): Explanation {
  if (type === 'code' && codes.includes(fragment)) {
    const message = `a code stands in quotation marks: write "${fragment}".`;
    return { rule: 'unknown-code', message, fragment, nearest: [] };
  }
  const [rule, what] = KINDS[type] ?? ['unknown-phrase', 'phrase of this step'];
  const bare = fragment.replace(/^"(.*)"$/, '$1');
  const offers = type === 'code' ? nearest(bare, codes) : nearestValues(language, type, fragment);
  return { rule, message: `"${bare}" is no known ${what}.`, fragment, nearest: offers };
}

interface Found {
  readonly word: StepWord;
  readonly found: Approximation;
}

/** The sentences that take the fewest changes, within a limit. */
function nearestWords(language: StepLanguage, text: string, limit: number): Found[] {
  const said = new Set(text.split(' '));
  const found = deepening(limit, (within) =>
    language.words
      // A word that is lacking takes one change at least.
      .filter(({ literals }) => CHANGED * literals.filter((literal) => !said.has(literal)).length <= within)
      .flatMap((word): Found[] => {
        const approximation = approximate(language.automatonOf(word), text, within);
        return approximation === undefined ? [] : [{ word, found: approximation }];
      }),
  );
  return found.sort((a, b) => a.found.cost - b.found.cost).slice(0, OFFERS);
}

/** Seeks within few changes first, since most slips are small and a wide search takes long. */
function deepening<T>(limit: number, seek: (within: number) => T[]): T[] {
  for (const within of [4, 12, 24, 48].filter((step) => step < limit).concat(limit)) {
    const found = seek(within);
    if (found.length > 0) return found;
  }
  return [];
}

function explainMisspelt(
  language: StepLanguage,
  { word, found }: Found,
  close: readonly Found[],
  codes: readonly string[],
): Explanation {
  const [group, ...others] = found.differing;
  const type = group === undefined ? undefined : word.parameters[group];
  const fragment = group === undefined ? undefined : found.groups.get(group);
  if (others.length === 0 && type !== undefined && fragment !== undefined && fragment !== '') {
    return explainValue(language, type, fragment, codes);
  }
  const message = 'no step is written like this.';
  return { rule: 'undefined-step', message, nearest: close.map((one) => one.found.text) };
}

/** The definition that fits a step but for one parameter, the one of which most is understood. */
function looseFit(
  language: StepLanguage,
  text: string,
): { readonly type: string; readonly fragment: string } | undefined {
  const fits = language.words.flatMap((word) => {
    const values = looseExpression(word).exec(text)?.groups;
    if (values === undefined) return [];
    const unknown = word.parameters.flatMap((type, index) => {
      const fragment = values[`p${index}`] ?? '';
      return language.isValue(type, fragment) ? [] : [{ type, fragment }];
    });
    const [only, ...others] = unknown;
    return only === undefined || others.length > 0 ? [] : [only];
  });
  return fits.sort((a, b) => a.fragment.length - b.fragment.length)[0];
}
