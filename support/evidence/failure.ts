import { CODE } from '../interfaces/vocabulary';

/** Where an unmet expectation was seen; what is not known is absent. */
export interface FailurePlace {
  /** Message or record that was looked at, e.g. `state of installation INST-000001`. */
  readonly message?: string;
  /** Name of a file or report. */
  readonly file?: string;
  /** Type and identifier of a device, e.g. `ESME 00-DB-12-E1-00-00-00-01`. */
  readonly device?: string;
  /** Who asked whom for what, e.g. `Avon Supply -> DSP, GET /files`. */
  readonly route?: string;
}

/** An expectation that was not met, as the suite saw it. Plain JSON; the texts are words for a tester. */
export interface ObservedFailure {
  /** What was looked at in general, the same for every device, user and number: `device alerts and who receives them`. */
  readonly subject: string;
  /** What was expected; follows "Expected", e.g. `the state of the installation to be Commissioned`. */
  readonly expected: string;
  /** What was there instead; follows "Observed", e.g. `Failed`. */
  readonly observed: string;
  /** What the system itself said of it, e.g. the reason of a refusal. */
  readonly said?: string;
  readonly on: FailurePlace;
  /** Codes of the published tables: the one that was due, and the one that was given in its place or without being due. */
  readonly code?: { readonly due?: string; readonly given?: string };
  /** Service that is to blame where the expectation is not met, by its technical name; absent where it is not known. */
  readonly party?: string;
}

/** Media type under which a step hands over its failure: for the record, and no evidence of its own. */
export const FAILURE_MEDIA_TYPE = 'application/vnd.smets1-migration.failure+json';

/** The one sentence by which a tester is told of a failure, everywhere. */
export function failureSentence({ expected, observed, said }: ObservedFailure): string {
  const more = said === undefined || said === '' || observed.includes(said) ? '' : ` (${withoutStop(said)})`;
  return `Expected ${withoutStop(expected)}. Observed ${withoutStop(observed)}${more}.`;
}

/** Places, in one line; empty where none is known. */
export function placeInWords({ message, file, device, route }: FailurePlace): string {
  return [message, file, device, route].filter((text) => text !== undefined && text !== '').join('; ');
}

/** Without the full stop at its end, where a sentence goes on. */
export function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}

/** An expectation that is not met: the message is the sentence that a tester reads, the failure its data. */
export class UnmetExpectation extends Error {
  override readonly name: string = 'UnmetExpectation';

  constructor(readonly failure: ObservedFailure) {
    super(failureSentence(failure));
  }
}

const SENTENCE = /^Expected (.*?)\. Observed (.*)\.$/s;
const TIMED_OUT = /^function timed out, ensure .* within (\d+) milliseconds$/;

/**
 * A failure of which only the text is known: an error that is no expectation, or that was thrown outside of a step.
 * @param text message of the error
 */
export function failureOfText(text: string): ObservedFailure {
  const [, expected, observed] = SENTENCE.exec(text) ?? [];
  const code = codeGivenIn(text);
  const common = { on: {}, ...(code === undefined ? {} : { code: { given: code } }) };
  if (expected !== undefined && observed !== undefined) {
    return { ...common, subject: subjectOf(expected), expected, observed };
  }
  const [, limit] = TIMED_OUT.exec(text) ?? [];
  if (limit !== undefined) {
    const wanted = `the step to end within ${Number(limit) / 1000} seconds`;
    return { ...common, subject: 'time', expected: wanted, observed: 'no end by then' };
  }
  return { ...common, subject: text, expected: 'the step to be carried out', observed: `that it broke off: ${text}` };
}

/** What was looked at, without the value that it ought to have. */
export function subjectOf(expected: string): string {
  return expected.split(/ to (?:be|have) /)[0] ?? expected;
}

/** The first refusal of the migration that a text names, and not as what was due: `ConfigApplied in place of SIM-CFG-22`. */
export function codeGivenIn(text: string): string | undefined {
  return /(?<!\bin place of )\bSIM-[A-Z0-9]{3}-\d{2}\b/.exec(text)?.[0];
}

const WHOLE_CODE = new RegExp(`^(?:${CODE})$`);

/** The value where it is a code of the published tables. */
export function asCode(value: unknown): string | undefined {
  return typeof value === 'string' && WHOLE_CODE.test(value) ? value : undefined;
}
