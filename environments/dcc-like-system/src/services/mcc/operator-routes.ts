import type { FastifyInstance } from 'fastify';
import { Refusal, type Service } from '../../kernel/service';
import { requireInstallation } from './migration/installations';
import { orderRecovery, release } from './migration/outcomes';
import { INSTALLATIONS } from './model';
import { installationView } from './views';

/** The interface for the people of the Migration Control Centre. */
export function operatorRoutes(app: FastifyInstance, service: Service): void {
  app.get('/operator/installations', (request) => {
    service.party(request, 'mcc');
    return service.read((work) => work.list(INSTALLATIONS).map(({ value }) => installationView(value)));
  });

  app.post<{ Params: { id: string } }>('/operator/installations/:id/recover', async (request, reply) => {
    service.party(request, 'mcc');
    const { id } = request.params;
    const recovering = await service.transact((work) => orderRecovery(work, requireInstallation(work, id)));
    if (!recovering)
      throw new Refusal(409, `The installation ${id} is not in intervention: there is nothing to recover.`);
    return reply.status(202).send({ installationId: id, state: recovering.state });
  });

  app.post<{ Params: { id: string } }>('/operator/installations/:id/release', async (request, reply) => {
    service.party(request, 'mcc');
    const { id } = request.params;
    const released = await service.transact((work) => release(work, requireInstallation(work, id)));
    if (!released) throw new Refusal(409, `The installation ${id} was not raised: there is nothing to release.`);
    return reply.status(202).send({ installationId: id, state: released.state });
  });
}
