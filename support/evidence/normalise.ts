import { createHash } from 'node:crypto';
import type { GivenAnswer } from './evidence-log';
import { messageName } from '../interfaces/vocabulary';
import type { TranscriptMessage } from './trail';
import { partyName } from './party-names';

/** Caption of the transcript that a scenario of a regression set leaves for the comparison of the two sets. */
export const NORMALISED_TRANSCRIPT = 'Normalised transcript';

/** Media type under which a scenario hands over the digest of its transcript: for the record, and no evidence of its own. */
export const TRANSCRIPT_MEDIA_TYPE = 'application/vnd.smets1-migration.transcript+json';

/** What tells one normalised transcript from another. */
export interface TranscriptDigest {
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** How many messages it holds. */
  readonly messages: number;
}

/** An answer of more bytes is told by its status alone: it lists thousands of numbers, of which two are alike by chance. */
const LISTED = 1 << 16;

/** Between two messages of a normalised transcript. */
const SEPARATOR = '\n~~~\n';

/**
 * What differs between two runs with different seeds although the system did the same: instants and days, identifiers of
 * devices, messages and meter points, counters, and whatever is encrypted, hashed or signed. In the order in which they are
 * looked for: a form that may begin like another one comes first.
 */
const VARYING: readonly (readonly [string, string])[] = [
  ['time', String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?`],
  ['day', String.raw`\d{4}-\d{2}-\d{2}`],
  ['guid', String.raw`[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}`],
  ['eui', String.raw`(?:[0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}`],
  ['data', String.raw`(?<=<Nonce>)[^<]+`],
  ['data', String.raw`(?<=[">])[A-Za-z0-9+/]{14,}={1,2}`],
  ['data', String.raw`[A-Za-z0-9+/_-]{40,}={0,2}`],
  // What a register of a gas meter shows, in thousandths of a cubic metre.
  ['number', String.raw`(?<![\d.])\d+\.\d{3}(?![\d.])`],
  // Digits alone may be decimal or hexadecimal: both have one name, however many there are.
  ['number', String.raw`\b(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{8,}\b`],
  ['number', String.raw`\d{6,}`],
];

const PATTERN = new RegExp(VARYING.map(([, form]) => `(${form})`).join('|'), 'g');

/**
 * The messages of a scenario, and then what was answered to whoever asked a service, as text in which everything that varies with the seed is replaced by its kind and the order of
 * its first appearance, so that the transcripts of two runs are the same where the system did the same. What was equal stays
 * equal: an identifier that comes back has the same name.
 */
export function normalisedTranscript(
  messages: readonly TranscriptMessage[],
  answers: readonly GivenAnswer[] = [],
): string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (kind: string, value: string): string => {
    // What is written in hex may be in either case; what is encoded in base 64 may not.
    const key = `${kind} ${kind === 'data' ? value : value.toUpperCase()}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const name = `<${kind}-${String(number)}>`;
    names.set(key, name);
    return name;
  };
  const plain = (text: string): string =>
    text.replace(PATTERN, (value, ...found: (string | undefined)[]) => {
      const form = found.findIndex((group) => group !== undefined);
      return nameOf(VARYING[form]?.[0] ?? 'value', value);
    });
  const ordered = [...messages].sort((a, b) => a.at.localeCompare(b.at) || a.n - b.n);
  const said = ordered.map(({ at, from, to, kind, fileName, body }) => {
    const file = fileName === undefined ? '' : ` (${fileName})`;
    return plain(`${at} ${partyName(from)} -> ${partyName(to)}: ${messageName(kind)}${file}\n${body}`);
  });
  const answered = byQuestion(answers).map(({ name, detail = '', status, body }) => {
    const text = body.length > LISTED ? '(a long list)' : Buffer.from(body).toString('utf8');
    return plain(`${name}, ${detail}: answer ${String(status)}\n${text}`);
  });
  return [...said, ...answered].join(SEPARATOR);
}

/** Ordered by whom was asked for what, without what varies: chains of questions that run side by side mix in any order. */
function byQuestion(answers: readonly GivenAnswer[]): GivenAnswer[] {
  const asked = answers.map((answer) => {
    const { name, detail = '' } = answer;
    return { answer, question: `${name}, ${detail}`.replaceAll(PATTERN, '') };
  });
  asked.sort((a, b) => (a.question < b.question ? -1 : Number(a.question > b.question)));
  return asked.map(({ answer }) => answer);
}

/** The messages of a normalised transcript; none of an empty one. */
export function messagesOf(transcript: string): string[] {
  return transcript === '' ? [] : transcript.split(SEPARATOR);
}

/** The digest of a normalised transcript. */
export function digestOfTranscript(transcript: string): TranscriptDigest {
  const digest = createHash('sha256').update(transcript).digest('hex');
  return { digest: `sha256:${digest}`, messages: messagesOf(transcript).length };
}
