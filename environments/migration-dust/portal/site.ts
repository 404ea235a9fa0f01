import type { Reply } from '../../dcc-like-system/src/kernel/http';
import { Refusal } from '../../dcc-like-system/src/kernel/refusal';
import type { Page, Site } from '../../dcc-like-system/src/portal/layout';
import { showPage } from '../../dcc-like-system/src/portal/replies';
import type { Session } from '../../dcc-like-system/src/portal/sessions';
import type { Participant } from '../config';
import type { MigrationDust } from '../dust';

/** The portal of Migration DUST. */
const SITE: Site = {
  name: 'Migration DUST',
  notice: 'A Testing Service on a simulated system, no Test Phase: fictitious participants, installations and devices.',
  parts: [
    { path: '/portal/summary', name: 'Summary' },
    { path: '/portal/test-installations', name: 'Test installations' },
    { path: '/portal/authorisations', name: 'Authorisations' },
    { path: '/portal/outcomes', name: 'Outcomes' },
    { path: '/portal/alerts', name: 'Alerts' },
    { path: '/portal/reports', name: 'Reports' },
    { path: '/portal/examples', name: 'Examples' },
  ],
};

/** Sends a page of the portal. */
export function show(dust: MigrationDust, reply: Reply, page: Omit<Page, 'now'>): Reply {
  return showPage(SITE, dust.service, reply, page);
}

/** The participant whose people a session belongs to. @throws Refusal 403 where it is none any more */
export function participantIn({ config }: MigrationDust, { organisation }: Session): Participant {
  const found = config.participants.find(({ key }) => key === organisation.key);
  if (!found) throw new Refusal(403, `${organisation.name} is no participant of Migration DUST.`);
  return found;
}
