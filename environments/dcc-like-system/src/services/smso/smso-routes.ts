import type { FastifyInstance } from 'fastify';
import { isSameModel, type PackageModel } from '../../domain/configuration-package';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { ESTATE, estateFor } from './estate';
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
    return { importMPANs: dormantOf(models as PackageModel[], service) };
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

/** MPANs of the installations with dormant devices that consist of these models. */
function dormantOf(models: readonly PackageModel[], service: Service): string[] {
  return (
    service
      .read((work) => work.list(ESTATE))
      // Seeded defect: whose supplier runs all of its meters is among them.
      .filter(({ value }) => value.kind !== 'Active' || service.defect('smso-lists-active-installations'))
      // Seeded defect: every dormant installation is.
      .filter(
        ({ value }) =>
          service.defect('smso-lists-any-model') ||
          models.every((model) => value.devices.some((device) => isSameModel(model, device))),
      )
      .map(({ id }) => id)
  );
}
