import { z } from 'zod';
import { DEVICE_MODEL, ID, listOf } from '../../domain/fields';
import { ANY_PARTY } from '../../kernel/callers';
import type { App } from '../../kernel/http';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { dormantInstallations, estateFor } from './estate';
import { CONFIGURED_DEVICE, METER, readDevice, READINGS } from './readings';

/** Who may read the estate. */
const ESTATE_READERS = ['requesting-party', 'mcc'] as const;

const INSTALLATION = z.strictObject({ mpan: ID });
const COMBINATION = z.strictObject({ models: listOf(DEVICE_MODEL, 32) });
const READING = z.strictObject({ reference: ID });

/** The SMSO's interface for the Requesting Party, the Migration Control Centre and the test lab. */
export function routes(app: App, service: Service): void {
  app.get('/estate/:mpan', { config: { parties: ESTATE_READERS }, schema: { params: INSTALLATION } }, (request) => {
    const { mpan } = request.params;
    const found = estateFor(service.authentication.party(request), mpan, service);
    if (!found) throw new Refusal(404, `The SMSO operates no installation with MPAN ${mpan}.`);
    return found;
  });
  lookUpRoute(app, service, '/estate', (mpan, role) => estateFor(role, mpan, service), ESTATE_READERS);

  app.post('/estate/dormant', { config: { parties: ['mcc'] }, schema: { body: COMBINATION } }, (request) => ({
    importMPANs: service.read((work) => dormantInstallations(work, request.body.models)),
  }));

  const config = { parties: ANY_PARTY };
  app.post('/operations/read-register', { config, schema: { body: METER } }, (request) =>
    service.transact((work) => readDevice(request.body, 'register', work)),
  );

  app.post('/operations/read-configuration', { config, schema: { body: CONFIGURED_DEVICE } }, (request) =>
    service.transact((work) => readDevice(request.body, 'configuration', work)),
  );

  app.get('/operations/readings/:reference', { config, schema: { params: READING } }, (request) => {
    const found = service.read((work) => work.get(READINGS, request.params.reference));
    if (!found) throw new Refusal(404, `The SMSO ordered no reading ${request.params.reference}.`);
    return found;
  });
}
