import type { FastifyReply } from 'fastify';
import type { Service } from '../../../kernel/service';
import type { Page, Site } from '../../../portal/layout';
import { showPage } from '../../../portal/replies';

/** The portal of the Migration Control Centre. */
const SITE: Site = {
  name: 'Migration Control Centre',
  notice: 'Simulated system: fictitious suppliers, installations and devices.',
  parts: [
    { path: '/portal/authorisations', name: 'Authorisations' },
    { path: '/portal/installations', name: 'Installations' },
    { path: '/portal/outcomes', name: 'Outcomes' },
    { path: '/portal/notices', name: 'Notices' },
    { path: '/portal/demand', name: 'Demand' },
    { path: '/portal/reports', name: 'Reports' },
  ],
};

/** Sends a page of the portal. */
export function show(service: Service, reply: FastifyReply, page: Omit<Page, 'now'>): FastifyReply {
  return showPage(SITE, service, reply, page);
}
