import { z } from 'zod';
import { ID, someOf, text } from '../../domain/fields';
import type { App } from '../../kernel/http';
import { PeerUnavailable } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { requireInstallation } from './migration/installations';
import { orderRecovery, release } from './migration/outcomes';
import { INSTALLATIONS } from './mcc-records';
import { giveNotice } from './notices/give-notice';
import { noticeView } from './notices/notice-views';
import { installationView } from './supplier-views';

const config = { parties: ['mcc'] } as const;
const INSTALLATION = z.strictObject({ id: ID });

/** First and last planned day of an order; whether they are days is one of its checks (SIM-DRM-12). */
export const PLANNED_WINDOW = { from: text(40), to: text(40) };

/** An order to migrate installations with Dormant Meters. */
const DORMANT_ORDER = z.strictObject({ importMPANs: someOf(ID), ...PLANNED_WINDOW });

/** The interface for the people of the Migration Control Centre. */
export function operatorRoutes(app: App, service: Service): void {
  app.get('/operator/installations', { config }, () =>
    service.read((work) => work.list(INSTALLATIONS).map(({ value }) => installationView(value))),
  );

  const one = { config, schema: { params: INSTALLATION } };
  app.post('/operator/installations/:id/recover', one, async (request, reply) => {
    const { id } = request.params;
    const recovering = await service.transact((work) => orderRecovery(work, requireInstallation(work, id)));
    if (!recovering)
      throw new Refusal(409, `The installation ${id} is not in intervention: there is nothing to recover.`);
    return reply.status(202).send({ installationId: id, state: recovering.state });
  });

  app.post('/operator/installations/:id/release', one, async (request, reply) => {
    const { id } = request.params;
    const released = await service.transact((work) => release(work, requireInstallation(work, id)));
    if (!released) throw new Refusal(409, `The installation ${id} was not raised: there is nothing to release.`);
    return reply.status(202).send({ installationId: id, state: released.state });
  });

  app.post('/operator/dormant-migrations', { config, schema: { body: DORMANT_ORDER } }, async (request, reply) => {
    try {
      const answer = await service.transact(async (work) => {
        const { batchId, notices, refused } = await giveNotice(work, request.body);
        return { batchId, notices: notices.map((notice) => noticeView(work, notice, notice.meters)), refused };
      });
      return await reply.status(201).send(answer);
    } catch (error) {
      if (error instanceof PeerUnavailable) throw new Refusal(503, `${error.message} No notice was given: try again.`);
      throw error;
    }
  });
}
