import { detailOf } from './error-text';
import { PeerUnavailable } from './look-up';
import { Refusal } from './refusal';
import { table } from './store';
import type { Work } from './work';

/** Something that a service could not deal with: it is left alone, and everything behind it goes on. */
export interface SetAside {
  readonly what: 'message' | 'delivery' | 'timer';
  /** Kind of message or timer. */
  readonly kind: string;
  /** The other party; of timers there is none. */
  readonly party?: string;
  /** Of a message. */
  readonly messageId?: string;
  /** ISO 8601, virtual time. */
  readonly at: string;
  /** One sentence for anybody. */
  readonly reason: string;
}

/** By number, in their order. */
const SET_ASIDE = table<SetAside & { readonly content?: string }>('set-aside');

/** Most that a service names at once. */
const MOST_NAMED = 20;

/**
 * Sets something aside: it is named in the audit trail with what went wrong, and in the health of the service.
 * @param content of a timer, which is stored nowhere else
 */
export function setAside(
  { content, ...thing }: Pick<SetAside, 'what' | 'kind' | 'party' | 'messageId'> & { readonly content?: string },
  error: unknown,
  work: Work,
): void {
  const n = String(work.nextNumber('set-aside')).padStart(9, '0');
  const reason = reasonOf(error);
  const kept = content === undefined ? {} : { content };
  work.put(SET_ASIDE, n, { ...thing, at: work.now.toISOString(), reason, ...kept });
  const { what, kind, party, messageId } = thing;
  const about = [what, kind, messageId, party].filter((part) => part !== undefined).join(' ');
  work.audit('set-aside', undefined, `${about}: ${detailOf(error)}`);
}

/** The newest things that a service has set aside, in their order. */
export function thingsSetAside(work: Work): SetAside[] {
  return work
    .list(SET_ASIDE)
    .slice(-MOST_NAMED)
    .map(({ value: { content: _content, ...named } }) => named);
}

/** Only sentences of the system's own go out. */
function reasonOf(error: unknown): string {
  const isOwn = error instanceof Refusal || error instanceof PeerUnavailable;
  return isOwn ? error.message : 'It could not be dealt with.';
}
