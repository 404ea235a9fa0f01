import { CONFIGURATION_ANSWERS } from './configuration';
import { linesOf } from './fields';
import { REGISTER_ANSWERS } from './registers';
import { SETTING_ANSWERS } from './settings';
import type { AnswerSubject } from './subject';

const ANSWERS = { ...REGISTER_ANSWERS, ...SETTING_ANSWERS, ...CONFIGURATION_ANSWERS };

/** Whether an answer to a variant brings values of a device. */
export function bringsValues(variant: string): boolean {
  return Object.hasOwn(ANSWERS, variant);
}

/**
 * Every value that an answer of a device must bring, in its order, each with the path to it.
 * @throws Error for a variant of which nobody has said what it brings
 */
export function dueIn(variant: string, subject: AnswerSubject): string[] {
  const answer = ANSWERS[variant];
  if (answer === undefined)
    throw new Error(`Nobody has said what ${variant} brings: add it to support/interfaces/duis/answers.`);
  return linesOf(answer(subject));
}
