import type { FastifyInstance } from 'fastify';
import type { ServiceName } from '../../../environment';
import type { LabBench } from './lab';
import { planInstallation, type InstallationOrder } from './provisioning';

/** Services that have to know which Group IDs are in use. */
const GROUP_AWARE: readonly ServiceName[] = ['mcc', 'requesting-party', 'commissioning-party', 's1sp', 'dco'];

/** Makes the world before a migration: installations, registration, EPCL, groups. */
export function worldRoutes(app: FastifyInstance, bench: LabBench): void {
  app.post<{ Body: InstallationOrder }>('/installations', async (request, reply) => {
    const plan = planInstallation(bench.seed, request.body);
    for (const { service, name, body } of plan.provisions) await bench.provision(service, name, body);
    return reply.status(201).send(plan.made);
  });
  app.post<{ Body: Record<string, unknown> }>('/epcl', async (request) => {
    await bench.provision('dsp', 'epcl', request.body);
    return {};
  });
  app.post<{ Body: Record<string, unknown> }>('/registration', async (request) => {
    await bench.provision('dsp', 'registration', request.body);
    return {};
  });
  for (const name of ['inventory', 'users']) {
    app.post<{ Body: Record<string, unknown> }>(`/${name}`, async (request) => {
      await bench.provision('dsp', name, request.body);
      return {};
    });
  }
  app.post<{ Body: Record<string, unknown> }>('/settings', async (request) => {
    await bench.provision('mcc', 'settings', request.body);
    return {};
  });
  app.post<{ Body: Record<string, unknown> }>('/groups', async (request) => {
    for (const service of GROUP_AWARE) await bench.provision(service, 'groups', request.body);
    return {};
  });
}
