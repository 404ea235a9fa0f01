import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal';
import { area } from '../kernel/rules';
import type { GuardedService } from '../kernel/admission';
import type { ServiceContext } from '../kernel/service-context';
import { table } from '../kernel/store';
import type { Work } from '../kernel/work';
import { sameSecret } from '../kernel/secret';

/** An organisation whose people may sign in. */
export type Account = ServiceContext['config']['organisations'][number];

/** Somebody who is signed in. */
export interface Session {
  readonly id: string;
  readonly organisation: Account;
  /** Proves that a form came from a page of this session. */
  readonly formToken: string;
}

interface StoredSession {
  readonly eui: string;
  /** Counts sessions in the order in which they began. */
  readonly number: number;
  readonly formToken: string;
  /** ISO 8601, virtual time. */
  readonly endsAt: string;
}

const SESSIONS = table<StoredSession>('portal-sessions');
const COOKIE_ATTRIBUTES = 'Path=/portal; HttpOnly; SameSite=Strict';
/** Virtual days after which one has to sign in again: long enough to follow a migration to its end. */
const SESSION_DAYS = 31;
/** Most sessions of an organisation at a time (MODEL): a further one ends the oldest. */
const MOST_SESSIONS = 10;

/** How long sessions live, and what counts as theirs. */
export const PORTAL_SESSIONS = area('portal-sessions', {
  hasEnded: ({ endsAt }: StoredSession, now: Date): boolean => endsAt <= now.toISOString(),
  mostSessions: MOST_SESSIONS,
  /** Forgets a session whose user signs out. */
  forget: (work: Work, id: string): void => work.remove(SESSIONS, id),
  /** Whether a form carries the token of its session. */
  isOwnForm: (given: FormDataEntryValue | null, { formToken }: Session): boolean =>
    typeof given === 'string' && sameSecret(given, formToken),
});

/** Signs somebody of an organisation in: stores the session and sets its cookie. */
export function beginSession(work: Work, reply: FastifyReply, organisation: Account): void {
  const id = randomBytes(32).toString('base64url');
  const endsAt = new Date(work.now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
  makeRoom(work, organisation.eui);
  const formToken = randomBytes(32).toString('base64url');
  work.put(SESSIONS, id, { eui: organisation.eui, number: work.nextNumber('portal-session'), formToken, endsAt });
  work.audit('portal-sign-in', undefined, organisation.name);
  reply.header('set-cookie', `${cookieNameOf(work.service)}=${id}; ${COOKIE_ATTRIBUTES}`);
}

/** Removes all sessions that have ended, and the oldest ones of an organisation that has as many as it may have. */
function makeRoom(work: Work, eui: string): void {
  const { hasEnded, mostSessions } = work.rules(PORTAL_SESSIONS);
  const [ended, open] = [[], []] as [string[], { id: string; value: StoredSession }[]];
  for (const session of work.list(SESSIONS)) {
    if (hasEnded(session.value, work.now)) ended.push(session.id);
    else if (session.value.eui === eui) open.push(session);
  }
  open.sort((one, other) => other.value.number - one.value.number);
  const surplus = open.slice(mostSessions - 1).map(({ id }) => id);
  for (const id of [...ended, ...surplus]) work.remove(SESSIONS, id);
}

/** Signs out: the session is gone, not only its cookie. */
export function endSession(work: Work, reply: FastifyReply, session: Session): void {
  work.rules(PORTAL_SESSIONS).forget(work, session.id);
  reply.header('set-cookie', `${cookieNameOf(work.service)}=; ${COOKIE_ATTRIBUTES}; Max-Age=0`);
}

/** The session that a request's cookie names, if it has not ended. */
export function sessionOf(service: GuardedService, request: FastifyRequest): Session | undefined {
  const id = cookieOf(request, cookieNameOf(service));
  const stored = id === undefined ? undefined : service.read((work) => work.get(SESSIONS, id));
  const organisation = service.config.organisations.find(({ eui }) => eui === stored?.eui);
  const { hasEnded } = service.rules(PORTAL_SESSIONS);
  if (id === undefined || !stored || !organisation || hasEnded(stored, service.now)) return undefined;
  return { id, organisation, formToken: stored.formToken };
}

/** @throws Refusal 403 when a form does not carry the token of its session */
export function requireFormToken(service: ServiceContext, session: Session, form: FormData): void {
  if (!service.rules(PORTAL_SESSIONS).isOwnForm(form.get('form-token'), session)) {
    throw new Refusal(403, 'This form does not belong to your session: go back, reload the page and send it again.');
  }
}

/** Browsers keep the cookies of all ports of a host together. */
function cookieNameOf({ name }: ServiceContext): string {
  return `${name}-session`;
}

function cookieOf(request: FastifyRequest, cookie: string): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.find(([name]) => name === cookie)?.[1];
}
