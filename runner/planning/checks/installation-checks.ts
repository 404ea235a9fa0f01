import type { StepLanguage, StepWord } from '../steps/step-language';
import { PLACES } from '../steps/value-forms';
import type { KnownStep, StepProblem } from './known-step';

export const NO_INSTALLATION = 'no-installation';

/** The words of a step that mean an installation. */
interface Spoken {
  readonly fragment: string;
  /** From 1; 0 where the step speaks of none. */
  readonly number: number;
  /** Whether its place is said. */
  readonly placed: boolean;
}

const PLACE = new RegExp(`\\b(${PLACES.join('|')}) installation\\b`, 'g');
/** What is said of an installation without its place. A file that names it twice means the one of its row. */
const THE_ONLY =
  /^(?:its|their) migration\b|\b(?:its|their) (?:migration|dormant devices)\b|\bthe migration stops\b|(?<!naming )\bthe installation\b/;
/** The device of a service request whose installation is not said. */
const TARGET =
  /\bthe (?:(?:electricity|gas) meter|gas proxy function|communications hub|prepayment interface|new device)\b(?! of )/;
/** An installation that has a name of its own. */
const NAMED = /\b(?:a|an|the) (\S+ installation)\b/g;
const THEIR = /\btheir (migration|dormant devices)\b/;
const ITS = /\bits (migration|dormant devices)\b/;

/**
 * What is wrong with how a step speaks of installations.
 * @param made how many the steps before it have made; Infinity where they are not counted
 * @param before what those steps say
 */
export function installationProblems(
  { step, word }: KnownStep,
  made: number,
  before: readonly string[],
  language: StepLanguage,
): StepProblem[] {
  // What makes installations may say of one of them what is special about it.
  if (word.traits.makes !== undefined) return [];
  const spoken = lastSpokenOf(step.text, word, language);
  if (spoken.number > made) {
    if (made === 0) {
      const [meant] = withName(step.text, spoken, before, language);
      if (meant !== undefined) {
        const { fragment, name } = meant;
        const message = `the ${name} of the steps before this one is named with its devices: "${fragment} of the ${name}".`;
        return [{ step, rule: NO_INSTALLATION, message, fragment }];
      }
      const message = 'no step before this one makes an installation.';
      return [{ step, rule: NO_INSTALLATION, message, nearest: ['an installation', 'a migrated installation'] }];
    }
    const message = `the steps before this one make ${inWords(made)}: there is no ${PLACES[spoken.number - 1] ?? ''} one.`;
    return [{ step, rule: NO_INSTALLATION, message, fragment: spoken.fragment }];
  }
  const isWrong = made === 1 ? THEIR.test(step.text) : isOfSeveral(made) && isOfOne(step.text, spoken);
  if (!isWrong) return [];
  const isPlural = made > 1;
  const meant = isPlural ? 'which of them this means' : '"its"';
  const message = `the steps before this one make ${inWords(made)}: say ${meant}.`;
  const nearest = otherwise(step.text, spoken.fragment, isPlural).filter((text) => language.fitting(text).length > 0);
  return [{ step, rule: 'which-installation', message, fragment: spoken.fragment, nearest }];
}

/** An installation that the steps before have by a name, such as "a SMETS2+ installation", where a step can say its device by it. */
function withName(
  text: string,
  { fragment, placed }: Spoken,
  before: readonly string[],
  language: StepLanguage,
): { readonly fragment: string; readonly name: string }[] {
  if (placed) return [];
  const names = before.flatMap((said) => [...said.matchAll(NAMED)].map(([, name = '']) => name));
  return names
    .filter((name) => language.fitting(text.replace(fragment, `${fragment} of the ${name}`)).length > 0)
    .map((name) => ({ fragment, name }));
}

function inWords(made: number): string {
  return made === 1 ? 'one installation' : `${String(made)} installations`;
}

function isOfSeveral(made: number): boolean {
  return made > 1 && Number.isFinite(made);
}

function isOfOne(text: string, { number, placed }: Spoken): boolean {
  return number === 1 && !placed && !THEIR.test(text);
}

/** The same of all of them, or of the first and of the second. */
function otherwise(text: string, fragment: string, isPlural: boolean): string[] {
  if (!isPlural) return [text.replace(THEIR, 'its $1')];
  const each = PLACES.slice(0, 2).map((place) => `the ${place} installation`);
  return [
    ...(ITS.test(text) ? [text.replace(ITS, 'their $1')] : []),
    ...each.flatMap((one) => [
      text.replace(/^(?:its|the) migration\b/, `the migration of ${one}`),
      text.replace(/\bthe installation\b/, one),
      text.replace(fragment, `${fragment} of ${one}`),
    ]),
  ].filter((offer) => offer !== text);
}

/** The installation with the highest number that a step speaks of. */
function lastSpokenOf(text: string, word: StepWord, language: StepLanguage): Spoken {
  const places = [...text.matchAll(PLACE)].map(([fragment, place = '']) => ({
    fragment,
    number: PLACES.indexOf(place) + 1,
  }));
  const [last] = places.toSorted((a, b) => b.number - a.number);
  if (last !== undefined) return { ...last, placed: true };
  const saidOf = (type: string): string[] => language.argumentsOf(word, text, type).map(({ said }) => said);
  const devices = ['theDevice', 'theDevices'].flatMap(saidOf);
  const [target] = TARGET.exec(saidOf('serviceOrder').join()) ?? [];
  const only = devices.find((device) => !device.includes(' of ')) ?? target ?? THE_ONLY.exec(text)?.[0];
  return only === undefined
    ? { fragment: text, number: 0, placed: false }
    : { fragment: only, number: 1, placed: false };
}
