import type { FastifyReply } from 'fastify';
import type { ServiceContext } from '../kernel/service-context';
import { layout, type Page, type Site } from './layout';

/** The portal's own pages and style sheet only: no scripts, no frames. */
export const PORTAL_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Sends a page of a portal. */
export function showPage(
  site: Site,
  service: ServiceContext,
  reply: FastifyReply,
  page: Omit<Page, 'now'>,
): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(layout(site, { ...page, now: service.now }));
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
