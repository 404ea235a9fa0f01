import { CodeWatch, type GivenCode } from './codes';
import { pretty } from './pretty';

/** Something a role sent, received or did, in the order in which it happened. */
export interface EvidenceEntry {
  /** What it is, e.g. `Migration Common File`. */
  readonly name: string;
  /** More about it, e.g. `Requesting Party -> Commissioning Party (MCF_AA_1.xml)`. */
  readonly detail?: string;
  /** Virtual time (ISO 8601) where it is known. */
  readonly at?: string;
  /** What was exchanged, as it was. */
  readonly body?: string | Uint8Array;
  /** What was answered at once. */
  readonly answer?: { readonly status: number; readonly body: string | Uint8Array };
  /** Service that gave the answer, or the body where there is no answer; absent where the tester made it. */
  readonly givenBy?: string;
  /** Its place among all questions, as `ask` gave it: answers to several that were asked at once come in any order. */
  readonly asked?: number;
  /** A document of the migration itself, which a caption names before all else. */
  readonly isDocument?: boolean;
}

/** One attachment of a step. */
export interface Packed {
  readonly caption: string;
  readonly text: string;
}

/** Names that a caption holds at most. */
const NAMES_IN_CAPTION = 3;

/** What a service answered at once to whoever asked it. */
export interface GivenAnswer extends Pick<EvidenceEntry, 'name' | 'detail'> {
  readonly status: number;
  readonly body: string | Uint8Array;
}

/** Gathers what happens during a step, and packs it into one text. */
export class EvidenceLog {
  private entries: EvidenceEntry[] = [];
  private readonly given: { readonly asked: number; readonly answer: GivenAnswer }[] = [];
  private questions = 0;
  private readonly watch = new CodeWatch();

  add(entry: EvidenceEntry): void {
    this.entries.push(entry);
    const { name, detail, answer, givenBy, asked = this.ask() } = entry;
    const said = answer?.body ?? entry.body;
    if (givenBy !== undefined && answer !== undefined) {
      this.given.push({ asked, answer: { name, ...answer, ...(detail === undefined ? {} : { detail }) } });
    }
    if (givenBy !== undefined && said !== undefined) this.watch.see(givenBy, said);
  }

  /** The refusals that services gave in what was added so far. */
  get codes(): readonly GivenCode[] {
    return this.watch.codes;
  }

  /** The place of a question that is asked now. */
  ask(): number {
    this.questions += 1;
    return this.questions;
  }

  /** Every answer that a service gave in what was added so far, in the order of the questions. */
  get answers(): readonly GivenAnswer[] {
    return this.given.toSorted((a, b) => a.asked - b.asked).map(({ answer }) => answer);
  }

  /** Everything since it was last taken or packed. */
  take(): readonly EvidenceEntry[] {
    const taken = this.entries;
    this.entries = [];
    return taken;
  }

  /** Everything since the last call as one readable text; undefined when nothing happened. */
  pack(): Packed | undefined {
    const entries = this.take();
    return entries.length === 0 ? undefined : { caption: captionOf(entries), text: packEntries(entries) };
  }
}

/** The documents that were exchanged, or whatever else happened where there was none. */
function captionOf(entries: readonly EvidenceEntry[]): string {
  const documents = entries.filter(({ isDocument }) => isDocument);
  const shown = documents.length === 0 ? entries : documents;
  const [only] = shown;
  if (only !== undefined && shown.length === 1) return titleOf(only);
  const names = [...new Set(shown.map(({ name }) => name))];
  const first = names.slice(0, NAMES_IN_CAPTION).join(', ');
  const more = names.length - NAMES_IN_CAPTION;
  return more > 0 ? `${first} and ${String(more)} more` : first;
}

function titleOf({ name, detail }: EvidenceEntry): string {
  return detail === undefined ? name : `${name}, ${detail}`;
}

/** Entries with their documents; a document that was shown already is named instead of repeated. */
export function packEntries(entries: readonly EvidenceEntry[]): string {
  const shown = new Map<string, number>();
  const parts = entries.map((entry, index) => {
    const number = index + 1;
    const show = (body: string | Uint8Array): string => {
      const document = pretty(body);
      const before = shown.get(document);
      if (before !== undefined && document.length > 200) return `(the same document as in [${String(before)}])`;
      shown.set(document, before ?? number);
      return document;
    };
    const { at, body, answer } = entry;
    return [
      [`[${String(number)}]`, ...(at === undefined ? [] : [at]), titleOf(entry)].join(' '),
      ...(body === undefined || body.length === 0 ? [] : [show(body)]),
      ...(answer === undefined ? [] : [`-- answer ${String(answer.status)}`]),
      ...(answer === undefined || answer.body.length === 0 ? [] : [show(answer.body)]),
    ].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
