import type { FastifyInstance } from 'fastify';
import type { ServiceName } from '../../../environment';
import type { Provisioned } from '../kernel/lab-routes';
import type { TestLab } from './lab';
import { planInstallation, type InstallationOrder, type InstallationPlan } from './provisioning';
import { planSmets2, type Smets2Order } from './smets2-provisioning';

/** Services that have to know which Group IDs are in use. */
const GROUP_AWARE: readonly ServiceName[] = ['mcc', 'requesting-party', 'commissioning-party', 's1sp', 'dco'];

/** Makes the world before a migration: installations, registration, EPCL, groups. */
export function worldRoutes(app: FastifyInstance, lab: TestLab): void {
  app.post<{ Body: InstallationOrder }>('/installations', async (request, reply) => {
    const [made] = await makeInstallations([request.body], lab);
    return reply.status(201).send(made);
  });
  app.post<{ Body: { orders: InstallationOrder[] } }>('/installations/many', async (request, reply) =>
    reply.status(201).send(await makeInstallations(request.body.orders, lab)),
  );
  app.post<{ Body: Smets2Order }>('/smets2-installations', async (request, reply) => {
    const [made] = await carryOut([planSmets2(lab.world.seed, request.body)], lab);
    return reply.status(201).send(made);
  });
  app.post<{ Body: Record<string, unknown> }>('/epcl', async (request) => {
    await lab.provision('dsp', 'epcl', request.body);
    return {};
  });
  app.post<{ Body: Record<string, unknown> }>('/registration', async (request) => {
    await lab.provision('dsp', 'registration', request.body);
    return {};
  });
  app.post<{ Params: { deviceId: string }; Body: { settings: Record<string, string> } }>(
    '/devices/:deviceId/settings',
    async (request) => {
      const { deviceId } = request.params;
      await lab.provision('devices', 'settings', { deviceId, settings: request.body.settings });
      return {};
    },
  );
  app.post<{ Body: Record<string, unknown> }>('/activations', async (request) => {
    await lab.provision('smso', 'activation', request.body);
    return {};
  });
  for (const name of ['inventory', 'users', 'deviations', 'thresholds']) {
    app.post<{ Body: Record<string, unknown> }>(`/${name}`, async (request) => {
      await lab.provision('dsp', name, request.body);
      return {};
    });
  }
  app.post<{ Body: Record<string, unknown> }>('/settings', async (request) => {
    await lab.provision('mcc', 'settings', request.body);
    return {};
  });
  app.post<{ Body: Record<string, unknown> }>('/groups', async (request) => {
    for (const service of GROUP_AWARE) await lab.provision(service, 'groups', request.body);
    return {};
  });
}

async function makeInstallations(orders: readonly InstallationOrder[], lab: TestLab): Promise<object[]> {
  return carryOut(
    orders.map((order) => planInstallation(lab.world.seed, order)),
    lab,
  );
}

/** Every service is told once of all that it has to know. */
async function carryOut(plans: readonly InstallationPlan[], lab: TestLab): Promise<object[]> {
  const told = new Map<ServiceName, Provisioned[]>();
  for (const { service, name, body } of plans.flatMap(({ provisions }) => provisions)) {
    const list = told.get(service) ?? [];
    list.push({ name, body });
    told.set(service, list);
  }
  for (const [service, list] of told) await lab.call(service, 'POST', '/lab/provisions', list);
  return plans.map(({ made }) => made);
}
