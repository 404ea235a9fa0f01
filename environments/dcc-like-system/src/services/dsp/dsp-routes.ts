import type { FastifyInstance } from 'fastify';
import { bytes } from '../../kernel/published-routes';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { commission } from './commissioning/commissioning';
import { sendCommissioningAlerts } from './alerts/commissioning-alerts';
import { notifyCredentials } from './gateway/credentials';
import { EPCL } from './inventory/epcl';
import { take } from './gateway/gateway';
import { dropEveryWaiting } from './commands/commands';
import { INVENTORY, METERS, type InventoryEntry } from './inventory/inventory';
import { REGISTRATIONS, type Registration } from './inventory/registration';
import { removeEverySchedule } from './schedules/schedules';
import type { WebService } from './gateway/service-requests';

const WEB_SERVICES: readonly WebService[] = ['serviceS', 'serviceD', 'serviceT'];

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
      notifyCredentials(meters, work);
      sendCommissioningAlerts(meters, work);
      touchOthersByDefect(meters, work);
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

/** Seeded defects: what was commissioned before is treated as if it were commissioned now. */
function touchOthersByDefect(meters: readonly InventoryEntry[], work: Work): void {
  if (meters.length === 0) return;
  const fresh = meters.map(({ installationId }) => installationId);
  const before = (): InventoryEntry[] =>
    work
      .list(INVENTORY)
      .map(({ value }) => value)
      .filter(({ installationId, smets2 }) => !fresh.includes(installationId) && smets2 !== true);
  if (work.service.defect('dsp-redates-commissioning')) {
    const dateCommissioned = work.now.toISOString().slice(0, 10);
    for (const entry of before()) work.put(INVENTORY, entry.deviceId, { ...entry, dateCommissioned });
  }
  if (work.service.defect('dsp-alerts-earlier-installations')) {
    sendCommissioningAlerts(
      before().filter(({ importMPxN }) => importMPxN !== undefined),
      work,
    );
  }
  if (work.service.defect('dsp-removes-schedules-at-commissioning')) removeEverySchedule(undefined, work);
  if (work.service.defect('dsp-drops-requests-at-commissioning')) dropEveryWaiting(undefined, work);
}
