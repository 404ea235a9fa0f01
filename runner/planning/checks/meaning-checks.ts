import { partyName } from '../../../support/evidence/party-names';
import { nearest } from '../../../support/scope/nearest';
import type { StepKnowledge } from '../steps/explain-step';
import { agreeing } from '../steps/agreement';
import type { StepTraits } from '../../../support/scope/step-traits';
import type { StepLanguage, StepWord } from '../steps/step-language';
import type { KnownStep, StepProblem } from './known-step';
import { requestProblems } from './request-checks';

/** How many codes are offered. */
const OFFERS = 3;

/**
 * What steps say that cannot be, though a definition fits each: a code of another step, a file to a party that receives none of its
 * kind, a service request that the device has not.
 * @param steps every known step of a scenario in its order
 */
export function meaningProblems(steps: readonly KnownStep[], knowledge: StepKnowledge): StepProblem[] {
  return steps.flatMap((known, index) => [
    ...codeProblems(known, knowledge),
    ...fileProblems(known, knowledge),
    ...alertProblems(known),
    ...supplyPointProblems(known),
    ...requestProblems(steps, index, knowledge),
  ]);
}

/** What a step says that its text has instead of a placeholder, with numbers that do not agree with what they count. */
export function agreementProblem({ step }: KnownStep, written: string): StepProblem[] {
  const agreed = agreeing(written);
  if (agreed === written) return [];
  return [{ step, rule: 'agreement', message: 'a number agrees with what it counts.', nearest: [agreed] }];
}

/** A code that exists, and that this step can never name. */
function codeProblems({ step, word }: KnownStep, { codes, language }: StepKnowledge): StepProblem[] {
  const [of, beginnings] = beginningsOf(step.text, word, language);
  const fits = (code: string): boolean => beginnings.some((beginning) => code.startsWith(beginning));
  return [...step.text.matchAll(/"([^"]+)"/g)].flatMap(([fragment, code = '']): StepProblem[] => {
    if (beginnings.length === 0 || !codes.includes(code) || fits(code)) return [];
    const offers = nearest(code, codes.filter(fits), OFFERS);
    return [
      { step, rule: 'code-of-another-step', message: `"${code}" is no code of ${of}.`, fragment, nearest: offers },
    ];
  });
}

function isList(codes: NonNullable<StepTraits['codes']>): codes is readonly string[] {
  return Array.isArray(codes);
}

/** How the codes of a step begin, and of what they are: of one of its phrases, or of the step. */
function beginningsOf(text: string, word: StepWord, language: StepLanguage): readonly [of: string, readonly string[]] {
  const { codes = [] } = word.traits;
  if (isList(codes)) return ['this step', codes];
  const said = word.parameters.flatMap((type) =>
    language.argumentsOf(word, text, type).map((argument) => argument.said),
  );
  const phrase = said.find((one) => one in codes) ?? '';
  return [phrase, codes[phrase] ?? []];
}

/** A migration file to a party that never receives one of its kind. */
function fileProblems({ step, word }: KnownStep, { language, messages }: StepKnowledge): StepProblem[] {
  const [file] = language.argumentsOf(word, step.text, 'migrationFile');
  // Of two parties the second is the one that receives.
  const party = ['party', 'parties'].flatMap((type) => language.argumentsOf(word, step.text, type)).at(-1);
  if (file === undefined || party === undefined) return [];
  const wanted = file.value();
  const receivers = messages()
    .filter(({ kind }) => kind === wanted)
    .map(({ recipient }) => recipient);
  const meant = [party.value()].flat();
  if (receivers.length === 0 || meant.every((one) => receivers.some((receiver) => receiver === one))) return [];
  const who = receivers.map((receiver) => `the ${partyName(receiver)}`).join(', ');
  const message = `the ${file.said} goes to ${who}, and never to ${party.said}.`;
  return [{ step, rule: 'file-of-others', message, fragment: party.said }];
}

/** Who is told by an alert, as the published table of alerts has it. */
const NETWORK = /network operator|gas transporter/;
const TO_NETWORK = /^(?:N1|N16)$/;
const OF_DEVICE = /^[0-9A-F]{4}$/;

/** A Then that expects an alert at a user who never receives one of its code. */
function alertProblems({ step }: KnownStep): StepProblem[] {
  const [, user = '', code = ''] = /^(.+) has received the alert "(\w+)"/.exec(step.text) ?? [];
  const isNetwork = NETWORK.test(user);
  const offer = (...users: string[]): string[] => users.map((one) => step.text.replace(user, one));
  if (TO_NETWORK.test(code) && !isNetwork) {
    const message = `the alert "${code}" goes to the network operator of the meter, and never to ${user}.`;
    const network = offer('the electricity network operator', 'the gas transporter');
    return [{ step, rule: 'alert-of-others', message, fragment: user, nearest: network }];
  }
  if (!OF_DEVICE.test(code) || !isNetwork) return [];
  const message = `the alert "${code}" of a device goes to its supplier, and never to ${user}.`;
  const suppliers = offer('the electricity supplier', 'the gas supplier');
  return [{ step, rule: 'alert-of-others', message, fragment: user, nearest: suppliers }];
}

const POINTS = { 'electricity meter': 'MPAN', 'gas meter': 'MPRN' } as const;

/** The supply point of the other fuel. */
function supplyPointProblems({ step }: KnownStep): StepProblem[] {
  return Object.entries(POINTS).flatMap(([meter, own]): StepProblem[] => {
    const [fragment, other = ''] = new RegExp(`\\b(MP[AR]N) of the ${meter}`).exec(step.text) ?? [];
    if (fragment === undefined || other === own) return [];
    const message = `the supply point of the ${meter} is an ${own}, and no ${other}.`;
    const mended = step.text.replace(fragment, fragment.replace(other, own));
    return [{ step, rule: 'supply-point-of-the-other-fuel', message, fragment, nearest: [mended] }];
  });
}
