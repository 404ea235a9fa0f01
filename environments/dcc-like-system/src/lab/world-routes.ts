import { z } from 'zod';
import type { ServiceName } from '../../../environment';
import { ACTIVATION_NOTICE } from '../domain/configuration-messages';
import { EUI, listOf, SETTINGS } from '../domain/fields';
import {
  ADVANCE_NOTICE,
  DEVIATIONS,
  ELIGIBLE_LIST,
  GROUPS,
  REGISTRATION_CHANGE,
  SCHEDULE_SETTINGS,
  THRESHOLD,
  USER_STATUS,
} from '../domain/provisions';
import type { App } from '../kernel/http';
import type { Provisioned } from '../kernel/lab-routes';
import type { TestLab } from './lab';
import { INSTALLATION_ORDER, SMETS2_ESTATE_ORDER, SMETS2_ORDER, type InstallationOrder } from './orders';
import { planInstallation, type InstallationPlan } from './provisioning';
import { planEstate, planSmets2 } from './smets2-provisioning';

/** Services that have to know which Group IDs are in use. */
const GROUP_AWARE: readonly ServiceName[] = ['mcc', 'requesting-party', 'commissioning-party', 's1sp', 'dco'];

/** Most installations that are made in one call. */
const MOST_ORDERS = 1000;
const MANY = z.strictObject({ orders: listOf(INSTALLATION_ORDER, MOST_ORDERS) });
const DEVICE = z.strictObject({ deviceId: EUI });
const CHANGE = z.strictObject({ settings: SETTINGS });

/** What one service is told as it stands: by route, the service and the name of the provision. */
const TOLD = [
  ['/epcl', ELIGIBLE_LIST, 'dsp', 'epcl'],
  ['/registration', REGISTRATION_CHANGE, 'dsp', 'registration'],
  ['/inventory', ADVANCE_NOTICE, 'dsp', 'inventory'],
  ['/users', USER_STATUS, 'dsp', 'users'],
  ['/deviations', DEVIATIONS, 'dsp', 'deviations'],
  ['/thresholds', THRESHOLD, 'dsp', 'thresholds'],
  ['/activations', ACTIVATION_NOTICE, 'smso', 'activation'],
  ['/settings', SCHEDULE_SETTINGS, 'mcc', 'settings'],
] as const;

/** Makes the world before a migration: installations, registration, EPCL, groups. */
export function worldRoutes(app: App, lab: TestLab): void {
  app.post('/installations', { schema: { body: INSTALLATION_ORDER } }, async (request, reply) => {
    const [made] = await makeInstallations([request.body], lab);
    return reply.status(201).send(made);
  });
  app.post('/installations/many', { schema: { body: MANY } }, async (request, reply) =>
    reply.status(201).send(await makeInstallations(request.body.orders, lab)),
  );
  app.post('/smets2-installations', { schema: { body: SMETS2_ORDER } }, async (request, reply) => {
    const [made] = await carryOut([planSmets2(lab.world.seed, request.body)], lab);
    return reply.status(201).send(made);
  });
  app.post('/smets2-estate', { schema: { body: SMETS2_ESTATE_ORDER } }, async (request) => {
    await lab.provision('dsp', 'smets2-estate', planEstate(lab.world.seed, request.body));
    return {};
  });
  app.post('/devices/:deviceId/settings', { schema: { params: DEVICE, body: CHANGE } }, async (request) => {
    const { deviceId } = request.params;
    await lab.provision('devices', 'settings', { deviceId, settings: request.body.settings });
    return {};
  });
  for (const [path, body, service, name] of TOLD) {
    app.post(path, { schema: { body } }, async (request) => {
      await lab.provision(service, name, request.body);
      return {};
    });
  }
  app.post('/groups', { schema: { body: GROUPS } }, async (request) => {
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
