import type { FastifyReply, FastifyRequest } from 'fastify';
import { Admitted, type Guard } from '../kernel/admission';
import { Refusal } from '../kernel/refusal';
import { area } from '../kernel/rules';
import { sessionOf, type Session } from './sessions';

/** Whether a form comes from a page of the portal, as far as its browser says where it comes from. */
function isFromPortal({ headers: { origin, host, 'sec-fetch-site': site } }: FastifyRequest): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** Who may send a form. */
export const VISITORS = area('portal-visitors', { isFromPortal });

const sessions = new Admitted<Session>();

/** Lets everybody in, but a form of another site. */
const ownFormGuard: Guard = (request, _reply, service) => {
  if (request.method === 'POST' && !service.rules(VISITORS).isFromPortal(request)) {
    throw new Refusal(403, 'This form was sent from another site: open the portal and use its own pages.');
  }
  return undefined;
};

/** Lets people in who are signed in; everybody else is sent to the sign-in page. */
const sessionGuard: Guard = (request, reply, service) => {
  ownFormGuard(request, reply, service);
  const session = sessionOf(service, request);
  if (!session) return reply.redirect('/portal/', 303);
  sessions.note(request, session);
  return undefined;
};

/** Of the pages that come before signing in. */
export const FOR_VISITORS = { guard: ownFormGuard } as const;

/** Of the pages for people who are signed in. */
export const FOR_SESSIONS = { guard: sessionGuard } as const;

/** Serves a page of `FOR_SESSIONS`. */
export function withSession(
  request: FastifyRequest,
  serve: (session: Session) => FastifyReply | Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  return serve(sessions.of(request));
}
