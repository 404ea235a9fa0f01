import { THINGS } from '../../../support/scope/step-traits';
import type { Pickle } from '../../../support/scope/messages';
import type { StepKnowledge } from '../steps/explain-step';
import { PLACES } from '../steps/slips';
import type { StepLanguage, StepWord } from '../steps/step-language';

type PickleStep = Pickle['steps'][number];

/** A step of a scenario with the one definition that it fits. */
export interface KnownStep {
  readonly step: PickleStep;
  readonly word: StepWord;
}

/** What is wrong with a step that a definition fits. */
export interface StepProblem {
  readonly step: PickleStep;
  readonly rule: string;
  readonly message: string;
  /** The part of the step that is meant. */
  readonly fragment?: string;
  readonly nearest?: readonly string[];
}

const NO_INSTALLATION = 'no-installation';

/** What the steps up to one have brought about. */
interface Before {
  installations: number;
  readonly things: Set<string>;
}

/**
 * Steps that speak of an installation that there is not, or go on from what nobody did: the run would stop there, and the system be
 * blamed.
 * @param steps every step of a scenario in its order
 */
export function orderProblems(steps: readonly KnownStep[], { language }: StepKnowledge): StepProblem[] {
  const before: Before = { installations: 0, things: new Set() };
  const problems: StepProblem[] = [];
  for (const { step, word } of steps) {
    if (!problems.some(({ rule }) => rule === NO_INSTALLATION)) {
      problems.push(...installationProblem(step, word, before, language));
    }
    const said = (text: string): string =>
      text.replaceAll(/\{(\w+)\}/g, (_all, type: string) => language.saidOf(word, step.text, type) ?? type);
    for (const thing of word.traits.follows ?? []) {
      if (before.things.has(said(thing))) continue;
      const message = `no step before this one ${said(thing)}.`;
      problems.push({ step, rule: 'nothing-before', message, nearest: [said(THINGS[thing])] });
    }
    before.installations += madeBy(step, word, language);
    for (const thing of word.traits.brings ?? []) before.things.add(said(thing));
  }
  return problems;
}

/** How many installations a step makes. */
function madeBy({ text }: PickleStep, word: StepWord, language: StepLanguage): number {
  const { makes } = word.traits;
  if (makes === undefined) return 0;
  if (makes === 'counted') return Number(language.valueOf(word, text, 'count'));
  return makes === 'one' ? 1 : Infinity;
}

function installationProblem(
  step: PickleStep,
  word: StepWord,
  { installations }: Before,
  language: StepLanguage,
): StepProblem[] {
  // What makes installations may say of one of them what is special about it.
  const { fragment, number } = lastSpokenOf(step.text, word, language);
  if (number <= installations || word.traits.makes !== undefined) return [];
  if (installations === 0) {
    const message = 'no step before this one makes an installation.';
    return [{ step, rule: NO_INSTALLATION, message, nearest: ['an installation', 'a migrated installation'] }];
  }
  const made = installations === 1 ? 'one installation' : `${String(installations)} installations`;
  const message = `the steps before this one make ${made}: there is no ${PLACES[number - 1] ?? ''} one.`;
  return [{ step, rule: NO_INSTALLATION, message, fragment }];
}

const PLACE = new RegExp(`\\b(${PLACES.join('|')}) installation\\b`, 'g');
/** What is said of an installation without its place: the first is meant. */
const THE_ONLY =
  /^(?:its|their) migration\b|\b(?:its|their) dormant devices\b|\bthe (?:migration stops|installation)\b/;

/** The installation with the highest number that a step speaks of; 0 where it speaks of none. */
function lastSpokenOf(
  text: string,
  word: StepWord,
  language: StepLanguage,
): { readonly fragment: string; readonly number: number } {
  const placed = [...text.matchAll(PLACE)].map(([fragment, place = '']) => ({
    fragment,
    number: PLACES.indexOf(place) + 1,
  }));
  const [last] = placed.toSorted((a, b) => b.number - a.number);
  if (last !== undefined) return last;
  const devices = ['theDevice', 'theDevices'].flatMap((type) => language.saidOf(word, text, type) ?? []);
  const only = devices.find((device) => !device.includes(' of ')) ?? THE_ONLY.exec(text)?.[0];
  return only === undefined ? { fragment: text, number: 0 } : { fragment: only, number: 1 };
}
