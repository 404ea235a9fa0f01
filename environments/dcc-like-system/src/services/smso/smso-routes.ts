import type { FastifyInstance } from 'fastify';
import type { PackageModel } from '../../domain/configuration-package';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { dormantInstallations, estateFor } from './estate';
import { readDevice, READINGS, type ReadingOrder } from './readings';

/** Who may read the estate. */
const ESTATE_READERS = ['requesting-party', 'mcc'];

/** The SMSO's interface for the Requesting Party, the Migration Control Centre and the test lab. */
export function routes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: { mpan: string } }>('/estate/:mpan', (request) => {
    const role = service.authentication.party(request, ...ESTATE_READERS);
    const found = estateFor(role, request.params.mpan, service);
    if (!found) throw new Refusal(404, `The SMSO operates no installation with MPAN ${request.params.mpan}.`);
    return found;
  });
  lookUpRoute(app, service, '/estate', (mpan, role) => estateFor(role, mpan, service), ...ESTATE_READERS);

  app.post<{ Body: { models?: unknown } }>('/estate/dormant', (request) => {
    service.authentication.party(request, 'mcc');
    const { models } = request.body;
    if (!Array.isArray(models)) {
      throw new Refusal(400, 'Say which models: {"models": [{deviceType, manufacturer, model}]}.');
    }
    return { importMPANs: service.read((work) => dormantInstallations(work, models as PackageModel[])) };
  });

  app.post<{ Body: ReadingOrder }>('/operations/read-register', (request) => {
    service.authentication.party(request);
    return service.transact((work) => readDevice(request.body, 'register', work));
  });

  app.post<{ Body: ReadingOrder }>('/operations/read-configuration', (request) => {
    service.authentication.party(request);
    return service.transact((work) => readDevice(request.body, 'configuration', work));
  });

  app.get<{ Params: { reference: string } }>('/operations/readings/:reference', (request) => {
    service.authentication.party(request);
    const found = service.read((work) => work.get(READINGS, request.params.reference));
    if (!found) throw new Refusal(404, `The SMSO ordered no reading ${request.params.reference}.`);
    return found;
  });
}
