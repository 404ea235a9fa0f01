import type { FastifyInstance } from 'fastify';
import { PeerUnavailable } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { requireInstallation } from './migration/installations';
import { orderRecovery, release } from './migration/outcomes';
import { INSTALLATIONS } from './mcc-records';
import { giveNotice, type DormantOrder } from './notices/give-notice';
import { noticeView } from './notices/notice-views';
import { installationView } from './supplier-views';

/** The interface for the people of the Migration Control Centre. */
export function operatorRoutes(app: FastifyInstance, service: Service): void {
  app.get('/operator/installations', (request) => {
    service.authentication.party(request, 'mcc');
    return service.read((work) => work.list(INSTALLATIONS).map(({ value }) => installationView(value)));
  });

  app.post<{ Params: { id: string } }>('/operator/installations/:id/recover', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    const { id } = request.params;
    const recovering = await service.transact((work) => orderRecovery(work, requireInstallation(work, id)));
    if (!recovering)
      throw new Refusal(409, `The installation ${id} is not in intervention: there is nothing to recover.`);
    return reply.status(202).send({ installationId: id, state: recovering.state });
  });

  app.post<{ Params: { id: string } }>('/operator/installations/:id/release', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    const { id } = request.params;
    const released = await service.transact((work) => release(work, requireInstallation(work, id)));
    if (!released) throw new Refusal(409, `The installation ${id} was not raised: there is nothing to release.`);
    return reply.status(202).send({ installationId: id, state: released.state });
  });

  app.post<{ Body: unknown }>('/operator/dormant-migrations', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    const order = readOrder(request.body);
    try {
      const answer = await service.transact(async (work) => {
        const { batchId, notices, refused } = await giveNotice(work, order);
        return { batchId, notices: notices.map((notice) => noticeView(work, notice, notice.meters)), refused };
      });
      return await reply.status(201).send(answer);
    } catch (error) {
      if (error instanceof PeerUnavailable) throw new Refusal(503, `${error.message} No notice was given: try again.`);
      throw error;
    }
  });
}

/** @throws Refusal 400 */
function readOrder(body: unknown): DormantOrder {
  const { importMPANs, from, to } = (body ?? {}) as Partial<Record<keyof DormantOrder, unknown>>;
  const listed = Array.isArray(importMPANs) && importMPANs.every((mpan) => typeof mpan === 'string');
  if (!listed || typeof from !== 'string' || typeof to !== 'string') {
    throw new Refusal(400, 'Say which installations and when: {"importMPANs": [...], "from": "...", "to": "..."}.');
  }
  return { importMPANs, from, to };
}
