import type { FastifyReply } from 'fastify';
import type { Service } from '../../../kernel/service';
import { layout, type Page } from './layout';

/** Sends a page of the portal. */
export function show(service: Service, reply: FastifyReply, page: Omit<Page, 'now'>): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(layout({ ...page, now: service.now }));
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
