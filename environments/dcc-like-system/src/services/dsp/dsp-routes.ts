import type { FastifyInstance } from 'fastify';
import { bytes } from '../../kernel/published-routes';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import { area, takeSteps } from '../../kernel/rules';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { commission } from './commissioning/commissioning';
import { sendCommissioningAlerts } from './alerts/commissioning-alerts';
import { notifyCredentials } from './gateway/credentials';
import { EPCL } from './inventory/epcl';
import { take } from './gateway/gateway';
import { INVENTORY, METERS } from './inventory/inventory';
import { REGISTRATIONS, type Registration } from './inventory/registration';
import type { WebService } from './gateway/service-requests';

const WEB_SERVICES: readonly WebService[] = ['serviceS', 'serviceD', 'serviceT'];

/** Who hears of meters that have just been commissioned. */
export const AFTER_COMMISSIONING = area('dsp-after-commissioning', {
  /** In this order. */
  steps: { credentials: notifyCredentials, alerts: sendCommissioningAlerts },
});

/** The DSP's published interface. */
export function routes(app: FastifyInstance, service: Service): void {
  for (const webService of WEB_SERVICES) {
    app.post<{ Body: unknown }>(`/api/v1/${webService}`, async (request, reply) => {
      const response = await take(bytes(request.body), webService, service);
      return reply.type('application/xml').send(response);
    });
  }

  app.post<{ Body: unknown }>('/inventory/commissionings', (request) => {
    service.authentication.party(request, 'commissioning-party');
    return service.transact((work) => {
      const { answer, meters } = commission(request.body, work);
      takeSteps(work.rules(AFTER_COMMISSIONING).steps, meters, work);
      return answer;
    });
  });

  app.get<{ Params: { deviceId: string } }>('/inventory/:deviceId', (request) => {
    service.authentication.party(request);
    const { deviceId } = request.params;
    const entry = service.read((work) => work.get(INVENTORY, deviceId.toUpperCase()));
    if (!entry) throw new Refusal(404, `The inventory holds no device ${deviceId}.`);
    return entry;
  });

  app.get<{ Params: { mpxn: string } }>('/registration/:mpxn', (request) => {
    service.authentication.party(request);
    const registration = service.read((work) => registered(request.params.mpxn, work));
    if (!registration) throw new Refusal(404, `Nobody is registered for ${request.params.mpxn}.`);
    return registration;
  });

  lookUpRoute(app, service, '/inventory', (id) => service.read((work) => work.get(INVENTORY, id.toUpperCase())));
  lookUpRoute(app, service, '/registration', (mpxn) => service.read((work) => registered(mpxn, work)));

  app.get('/epcl', (request) => {
    service.authentication.party(request);
    return service.read((work) => work.get(EPCL, 'list'))?.entries ?? [];
  });
}

/** Who serves a meter point, and whether its meter is a SMETS2+ one. */
function registered(mpxn: string, work: Work): (Registration & { readonly smets2?: true }) | undefined {
  const registration = work.get(REGISTRATIONS, mpxn);
  const meter = work.get(INVENTORY, work.get(METERS, mpxn)?.deviceId ?? '');
  return registration && meter?.smets2 ? { ...registration, smets2: true } : registration;
}
