import type { GivenAnswer } from '../evidence/evidence-log';
import type { TranscriptMessage } from '../evidence/trail';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { messageName } from '../interfaces/vocabulary';
import { SERVICES, type ServiceName } from '../../environments/environment';
import type { BrokenRule } from './broken-rule';

/** Where reasons can stand when a scenario ends. */
export interface Reasons {
  readonly messages: readonly Pick<TranscriptMessage, 'n' | 'kind' | 'body' | 'from'>[];
  readonly files: readonly MigrationFile[];
  readonly answers: readonly GivenAnswer[];
}

/** Words that somebody is given, where they stand, and who gives them. */
interface Words {
  readonly text: unknown;
  readonly where: string;
  readonly by?: string;
  /** Whether they are a whole sentence: the reason of a code, and the answer to a call that is refused. */
  readonly isSentence: boolean;
}

/** What stands in words where a value was left out. */
const GAP = /^\s|\s$|\s\s|\s[.,;]$|\(\)|\bundefined\b|\bNaN\b|\[object |:\s*\.?$/;

/**
 * What must hold of every refusal: nobody is refused without a reason; the reason of a code has several words, and nothing in it is left out.
 * @returns what does not hold
 */
export function wrongReasons({ messages, files, answers }: Reasons): BrokenRule[] {
  const words = [
    ...messages.flatMap(({ n, kind, body, from }) =>
      wordsIn(parsed(body), { where: `The ${messageName(kind)} (message ${n})`, by: from }),
    ),
    ...files.flatMap((file) => wordsIn(file, { where: file.header.fileId, by: file.header.sender })),
    ...answers.flatMap(wordsOfAnswer),
  ];
  return words.flatMap(wrong);
}

function wrong({ text, where, by, isSentence }: Words): BrokenRule[] {
  const isWhole = typeof text === 'string' && text !== '' && !GAP.test(text);
  if (isWhole && (!isSentence || /\S\s\S/.test(text))) return [];
  return [brokenBy(by, `${where} gives as a reason: ${JSON.stringify(text)}.`)];
}

function brokenBy(by: string | undefined, sentence: string): BrokenRule {
  const party = SERVICES.find((service) => service === by);
  return { sentence, ...(party === undefined ? {} : { party: party satisfies ServiceName }) };
}

function wordsOfAnswer({ name, detail = '', status, body }: GivenAnswer): Words[] {
  const where = `The answer to "${name}" (${detail})`;
  const content = parsed(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
  if (status < 400) return wordsIn(content, { where });
  return isObject(content) && 'error' in content ? [{ text: content.error, where, isSentence: true }] : [];
}

/** Every reason in something that was told, however deep. */
function wordsIn(content: unknown, place: Pick<Words, 'where' | 'by'>): Words[] {
  if (Array.isArray(content)) return content.flatMap((one) => wordsIn(one, place));
  if (!isObject(content)) return [];
  const { code, reason } = content;
  return [
    ...('reason' in content ? [{ ...place, text: reason, isSentence: code !== undefined }] : []),
    ...Object.values(content).flatMap((one) => wordsIn(one, place)),
  ];
}

function isObject(content: unknown): content is Readonly<Record<string, unknown>> {
  return typeof content === 'object' && content !== null;
}

/** JSON that gives a reason; what is something else, or gives none, is of no interest here. */
function parsed(text: string): unknown {
  if (!/^[[{]/.test(text) || !/"(?:reason|error)"/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
