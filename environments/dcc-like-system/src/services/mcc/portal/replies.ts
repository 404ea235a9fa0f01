import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '../../../kernel/service';
import type { Html } from './html';
import { layout, type Part } from './layout';
import { sessionOf, type Session } from './sessions';

/** Does something for somebody who is signed in; everybody else is sent to the sign-in page. */
export function withSession(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (session: Session) => FastifyReply | Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  const session = sessionOf(service, request);
  return session ? serve(session) : reply.redirect('/portal/', 303);
}

/** A page of the portal. */
export function show(
  service: Service,
  reply: FastifyReply,
  session: Session | undefined,
  title: string,
  content: Html,
  part?: Part,
): FastifyReply {
  const page = layout({
    title,
    content,
    now: service.now,
    ...(session === undefined ? {} : { session }),
    ...(part === undefined ? {} : { part }),
  });
  return reply.type('text/html; charset=utf-8').send(page);
}

/** A file to be saved. */
export function download(
  reply: FastifyReply,
  contentType: string,
  name: string,
  content: string | Buffer,
): FastifyReply {
  const safe = name.replace(/[^A-Za-z0-9._-]/g, '_');
  return reply.type(contentType).header('content-disposition', `attachment; filename="${safe}"`).send(content);
}
