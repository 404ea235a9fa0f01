import { nearest } from '../../../support/scope/nearest';
import { inOwnWords } from '../../../support/scope/other-words';
import type { PublishedMessage } from '../../../support/scope/published-messages';
import type { ScopedRequest } from '../../../support/scope/service-requests';
import type { Automaton } from './automaton';
import { partSaid, SharedWords, type Likeness, type UnknownValue } from './shared-words';
import { approximate, CHANGED, type Approximation } from './nearest-text';
import type { SaidSentences } from './said-sentences';
import { agreeing } from './agreement';
import { mendedForms, mendedWhole, unsayable } from './slips';
import { looseExpression, type StepLanguage, type StepWord } from './step-language';

/** What steps are held against. */
export interface StepKnowledge {
  readonly language: StepLanguage;
  /** Every code that a scenario may name, and that may stand in quotes. */
  readonly codes: readonly string[];
  /** What scenarios say already. */
  readonly said: SaidSentences;
  /** How features say what people of the trade also call otherwise. */
  readonly otherWords: Readonly<Record<string, string>>;
  /** The service requests of the scope, by their numbers. */
  readonly requests: ReadonlyMap<string, ScopedRequest>;
  /** The service requests that SMETS2+ devices have, each with the kinds of devices. */
  readonly smets2Requests: () => ReadonlyMap<string, readonly string[]>;
  /** Which messages and files the parties take. */
  readonly messages: () => readonly PublishedMessage[];
}

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
/** By how much more of a step's words another definition is preferred to the one that fits but for a value. */
const MUCH = 0.25;
/** How much of a step another has to say to be offered in its place. */
const TELLING = 0.3;
/** How near the others that are offered come to the best. */
const NEARLY = 0.8;

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
  duration: ['unknown-phrase', 'length of time, such as 24 hours or two days'],
  calendarDay: ['unknown-phrase', 'day of the calendar, such as 29 February 2020'],
  count: ['unknown-phrase', 'number'],
  ordinal: ['unknown-phrase', 'place in an order'],
  installation: ['unknown-phrase', 'installation'],
  migration: ['unknown-phrase', 'migration'],
  migrationStep: ['unknown-phrase', 'step of a migration'],
  migrationFile: ['unknown-phrase', 'migration file'],
  outage: ['unknown-phrase', 'outage'],
  supplyPoint: ['unknown-phrase', 'supply point'],
};

/** Says why no step definition fits a step: a word that is misspelt, a phrase that no parameter knows, or nothing like it. */
export function explainStep(knowledge: StepKnowledge, text: string): Explanation {
  const { language, otherWords } = knowledge;
  // A saying that is known as a whole is told as one, though there are other words in it.
  const slip = explainSlip(knowledge, text);
  if (slip !== undefined) return slip;
  const own = inOwnWords(text, otherWords);
  if (own !== undefined) {
    const message = own.instead.join(' ');
    if (language.fitting(own.asked).length > 0) return { rule: 'undefined-step', message, nearest: [own.asked] };
    const explained = explainOwnWords(knowledge, own.asked);
    return { ...explained, message: `${message} Then: ${explained.message}` };
  }
  return explainOwnWords(knowledge, text);
}

/** Of a step that is one but for a slip, or but for a value that cannot be said. */
function explainSlip({ language }: StepKnowledge, text: string): Explanation | undefined {
  const fits = (one: string): boolean => language.fitting(one).length > 0;
  const mended = mendedWhole(text, fits);
  if (mended !== undefined) {
    // Quotation marks too many come from a cell: that is where they are shown.
    const [fragment] = /""[^"]+""/.exec(text) ?? [];
    const place = fragment === undefined ? {} : { fragment };
    return { rule: 'undefined-step', message: mended.message, ...place, nearest: [mended.text] };
  }
  const none = unsayable(text, fits);
  return none === undefined ? undefined : { rule: 'unknown-phrase', ...none, nearest: [] };
}

function explainOwnWords(knowledge: StepKnowledge, text: string): Explanation {
  const { language } = knowledge;
  const [numbered, number] = /service requests? (\d+(?:\.\d+)+)/.exec(text) ?? [];
  if (numbered !== undefined && number !== undefined) return explainNumber(knowledge, numbered, number);
  const slip = explainSlip(knowledge, text);
  if (slip !== undefined) return slip;
  const formed = mendedForms(text);
  if (formed !== undefined) {
    if (language.fitting(formed.text).length > 0)
      return { rule: 'undefined-step', message: formed.message, nearest: [formed.text] };
    const explained = explainOwnWords(knowledge, formed.text);
    return { ...explained, message: `${formed.message} Then: ${explained.message}` };
  }
  const changes = Math.min(MISSPELT, Math.max(2, Math.floor(text.length / 8)));
  const close = nearestWords(language, text, CHANGED * changes);
  const [first] = close;
  if (first !== undefined) return explainMisspelt(knowledge, first, close);
  const alike = sharedWordsOf(language).definitions(text);
  const loose = looseFit(language, text, alike);
  if (loose !== undefined) {
    const explained = explainValue(knowledge, loose.type, loose.fragment);
    const others = alike.filter(({ one, share }) => share >= TELLING && sharedWordsOf(language).saysMore(one, loose));
    const [other] = loose.type === 'code' ? [] : others.map(({ one }) => one.pattern);
    // Values of its own kind come first: another sentence takes the place that they leave.
    return other === undefined ? explained : { ...explained, nearest: [...explained.nearest, other].slice(0, OFFERS) };
  }
  const said = knowledge.said.like(text, OFFERS);
  const enough = Math.max(TELLING, (alike[0]?.share ?? 0) * NEARLY);
  const patterns = alike.slice(0, OFFERS).flatMap(({ one, share }) => (share < enough ? [] : [one.pattern]));
  const like = said.length > 0 ? said : patterns;
  const message = `no step is written "${text}": npm run steps -- WORDS finds those that are.`;
  return { rule: 'undefined-step', message, nearest: like };
}

/** Features say what a service request asks for, and leave its number to whoever sends it. */
function explainNumber({ requests, said }: StepKnowledge, numbered: string, number: string): Explanation {
  const name = requests.get(number)?.name;
  const problem = { rule: 'unknown-service-request', fragment: numbered };
  if (name === undefined) {
    const message = `there is no service request ${number} in features/scope/service-requests.csv.`;
    return { ...problem, message, nearest: nearest(number, [...requests.keys()]) };
  }
  const message = `a service request is said in words, this one in those for "${name}": npm run steps -- serviceOrder lists them all.`;
  return { ...problem, message, nearest: said.valuesLike('serviceOrder', name.toLowerCase(), OFFERS) };
}

/** Made for the first unknown step of a language: most have none. */
const sharedWords = new WeakMap<StepLanguage, SharedWords>();

function sharedWordsOf(language: StepLanguage): SharedWords {
  const known = sharedWords.get(language) ?? new SharedWords(language);
  sharedWords.set(language, known);
  return known;
}

/** The values of a parameter type that are nearest to a text: as it may be misspelt, then those that speak of the same. */
function nearestValues({ language, said }: StepKnowledge, type: string, text: string): string[] {
  const phrases = language.phrasesOf(type);
  const misspelt = closest(phrases, text, CHANGED * Math.max(2, Math.floor(text.length / MISSPELT)));
  if (misspelt.length > 0) return misspelt;
  const sources = language.sourcesOf(type);
  const alike = sharedWordsOf(language).phrases(type, text);
  const meant = alike.slice(0, OFFERS).flatMap(({ one, share }) => {
    const [phrase, source] = [phrases[one], sources[one]];
    if (phrase === undefined || source === undefined || share < (alike[0]?.share ?? 0) / 2) return [];
    return approximate(phrase, partSaid(text, source), Infinity) ?? [];
  });
  // What was said before is a better example than a phrase for which a number had to be made up.
  const isSound = (one: string): boolean => (one.match(/\d+/g) ?? []).every((digits) => text.includes(digits));
  if (meant.length === 0) {
    const any = closest(phrases, text, CHANGED * Math.max(text.length, 12));
    return any.some(isSound) ? any : said.values(type, OFFERS);
  }
  const texts = meant.sort((a, b) => a.cost - b.cost).map((one) => one.text);
  const sound = texts.filter(isSound);
  const before = sound.length === OFFERS ? [] : said.valuesLike(type, text, OFFERS);
  return [...new Set(before.length > 0 ? [...sound, ...before] : texts)].slice(0, OFFERS);
}

/** What takes the fewest changes, within a limit. */
function closest(phrases: readonly Automaton[], text: string, limit: number): string[] {
  return deepening(limit, (within) => phrases.flatMap((phrase) => approximate(phrase, text, within) ?? []))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, OFFERS)
    .map((one) => agreeing(one.text));
}

const DENIES = /\b(?:not|no|never|without)\b/;

/** The problem of a text that is no value of a parameter type. */
export function explainValue(knowledge: StepKnowledge, type: string, fragment: string): Explanation {
  const { codes } = knowledge;
  if (type === 'code' && codes.includes(fragment)) {
    const message = `a code stands in quotation marks: write "${fragment}".`;
    return { rule: 'unknown-code', message, fragment, nearest: [] };
  }
  const [rule, what] = KINDS[type] ?? ['unknown-phrase', 'phrase of this step'];
  const bare = fragment.replace(/^"(.*)"$/, '$1');
  const several = fragment.split(' and ');
  if (several.length > 1 && several.every((one) => knowledge.language.isValue(type, one))) {
    const message = `"${several.join('" and "')}" cannot be joined by "and" here: say one of them.`;
    return { rule, message, fragment, nearest: [] };
  }
  const offers = type === 'code' ? nearest(bare, codes) : nearestValues(knowledge, type, fragment);
  // What says that something is so is no help to whoever says that it is not.
  if (DENIES.test(bare) && offers.length > 0 && !offers.some((offer) => DENIES.test(offer))) {
    const message = `"${bare}" is no known ${what}: npm run steps -- ${type} lists those that are.`;
    return { rule, message, fragment, nearest: [] };
  }
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

function explainMisspelt(knowledge: StepKnowledge, { word, found }: Found, close: readonly Found[]): Explanation {
  const [group, ...others] = found.differing;
  const type = group === undefined ? undefined : word.parameters[group];
  const fragment = group === undefined ? undefined : found.groups.get(group);
  if (others.length === 0 && type !== undefined && fragment !== undefined && fragment !== '') {
    return explainValue(knowledge, type, fragment);
  }
  const message = 'no step is written like this.';
  return { rule: 'undefined-step', message, nearest: close.map((one) => agreeing(one.found.text)) };
}

/**
 * The definition that fits a step but for one parameter, the one of which most is understood; none where another definition can
 * say much more of the step.
 */
function looseFit(
  language: StepLanguage,
  text: string,
  alike: readonly Likeness<StepWord>[],
): UnknownValue | undefined {
  const shares = new Map(alike.map(({ one, share }) => [one, share]));
  const enough = (alike[0]?.share ?? 0) - MUCH;
  const fits = language.words.flatMap((word) => {
    const values = looseExpression(word).exec(text)?.groups;
    if (values === undefined) return [];
    const unknown = word.parameters.flatMap((type, index) => {
      const fragment = values[`p${index}`] ?? '';
      return language.isValue(type, fragment) ? [] : [{ type, fragment }];
    });
    const [only, ...others] = unknown;
    const share = shares.get(word) ?? 0;
    return only === undefined || others.length > 0 || share < enough ? [] : [{ ...only, share }];
  });
  return fits.sort((a, b) => a.fragment.length - b.fragment.length || b.share - a.share)[0];
}
