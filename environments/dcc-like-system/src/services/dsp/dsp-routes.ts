import { z } from 'zod';
import { EUI, ID, listOf, text } from '../../domain/fields';
import { REGISTRATION_CHANGE } from '../../domain/provisions';
import { ANYBODY } from '../../kernel/admission';
import { ANY_PARTY } from '../../kernel/callers';
import { bytes, inScope, takeBytes, type App } from '../../kernel/http';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import { area, takeSteps } from '../../kernel/rules';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { commission, COMMISSIONING_ORDER } from './commissioning/commissioning';
import { sendCommissioningAlerts } from './alerts/commissioning-alerts';
import { notifyCredentials } from './gateway/credentials';
import { EPCL } from './inventory/epcl';
import { take } from './gateway/gateway';
import { INVENTORY, METERS } from './inventory/inventory';
import { register, REGISTRATIONS, type Registration } from './inventory/registration';
import { RECEIVERS } from './alerts/delivery';
import type { WebService } from './gateway/service-requests';

const WEB_SERVICES: readonly WebService[] = ['serviceS', 'serviceD', 'serviceT'];

/** Who hears of meters that have just been commissioned. */
export const AFTER_COMMISSIONING = area('dsp-after-commissioning', {
  /** In this order. */
  steps: { credentials: notifyCredentials, alerts: sendCommissioningAlerts },
});

/** Every party may look things up. */
const config = { parties: ANY_PARTY };
const DEVICE = z.strictObject({ deviceId: EUI });
const METER_POINT = z.strictObject({ mpxn: ID });
/** Registration data of a test environment. */
const REGISTRATION_DATA = { body: z.strictObject({ registrations: listOf(REGISTRATION_CHANGE, 1000) }) };
const RECEIVER = {
  params: z.strictObject({ eui: EUI }),
  body: z.strictObject({
    address: text(200).regex(
      /^https?:\/\/[^/?#@]+$/,
      'must be an address without a path, such as http://receiver:8080',
    ),
  }),
};

/** The DSP's published interface. */
export function routes(app: App, service: Service): void {
  inScope(app, (duis) => {
    takeBytes(duis);
    for (const webService of WEB_SERVICES) {
      // A service request is signed by the user who sends it.
      duis.post(`/api/v1/${webService}`, { config: { guard: ANYBODY } }, async (request, reply) => {
        const response = await take(bytes(request.body), webService, service);
        return reply.type('application/xml').send(response);
      });
    }
  });

  const commissioning = {
    config: { parties: ['commissioning-party'] },
    schema: { body: COMMISSIONING_ORDER },
  } as const;
  app.post('/inventory/commissionings', commissioning, (request) =>
    service.transact((work) => {
      const { answer, meters } = commission(request.body, work);
      takeSteps(work.rules(AFTER_COMMISSIONING).steps, meters, work);
      return answer;
    }),
  );

  app.get('/inventory/:deviceId', { config, schema: { params: DEVICE } }, (request) => {
    const { deviceId } = request.params;
    const entry = service.read((work) => work.get(INVENTORY, deviceId));
    if (!entry) throw new Refusal(404, `The inventory holds no device ${deviceId}.`);
    return entry;
  });

  app.get('/registration/:mpxn', { config, schema: { params: METER_POINT } }, (request) => {
    const registration = service.read((work) => registered(request.params.mpxn, work));
    if (!registration) throw new Refusal(404, `Nobody is registered for ${request.params.mpxn}.`);
    return registration;
  });

  lookUpRoute(app, service, '/inventory', (id) => service.read((work) => work.get(INVENTORY, id)));
  lookUpRoute(app, service, '/registration', (mpxn) => service.read((work) => registered(mpxn, work)));

  testEnvironmentRoutes(app, service);

  app.get('/epcl', { config }, () => service.read((work) => work.get(EPCL, 'list'))?.entries ?? []);
}

/** What the operators of a test environment configure in it: registration data, and where users' receivers stand. */
function testEnvironmentRoutes(app: App, service: Service): void {
  const forOperators = { parties: ['mcc'] } as const;
  app.post('/registration-data', { config: forOperators, schema: REGISTRATION_DATA }, (request) =>
    service.transact((work) => {
      for (const change of request.body.registrations) register(change, work);
      return { registered: request.body.registrations.length };
    }),
  );

  app.put('/receivers/:eui', { config: forOperators, schema: RECEIVER }, (request) =>
    service.transact((work) => {
      const { eui } = request.params;
      work.put(RECEIVERS, eui, request.body);
      return { eui, ...request.body };
    }),
  );
}

/** Who serves a meter point, and whether its meter is a SMETS2+ one. */
function registered(mpxn: string, work: Work): (Registration & { readonly smets2?: true }) | undefined {
  const registration = work.get(REGISTRATIONS, mpxn);
  const meter = work.get(INVENTORY, work.get(METERS, mpxn)?.deviceId ?? '');
  return registration && meter?.smets2 ? { ...registration, smets2: true } : registration;
}
