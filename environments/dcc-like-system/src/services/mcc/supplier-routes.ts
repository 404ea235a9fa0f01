import { z } from 'zod';
import { NUMBER_IN_ADDRESS, text } from '../../domain/fields';
import { bytes, inScope, takeBytes, type App } from '../../kernel/http';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { receiveUpload } from './authorisations/receive';
import { OUTCOME_FILES } from './mcc-records';
import { noticesCsv, noticesFor } from './notices/notice-views';
import { FOR_SUPPLIERS, supplierOf } from './suppliers';
import {
  authorisationsOf,
  authorisationView,
  installationFor,
  installationsFor,
  outcomesFor,
  resultCsv,
  SUPPLIER_VIEWS,
  type AuthorisationView,
} from './supplier-views';

/** A file, a stem or an id as an address names it. */
const NAME = text(151);
/** A file of an authorisation; whether its name is right is one of the checks (SIM-AUT-01). */
export const FILE = { params: z.strictObject({ name: NAME }) };
export const AUTHORISATION = {
  params: z.strictObject({ stem: NAME }),
  querystring: z.strictObject({ submission: NUMBER_IN_ADDRESS.exactOptional() }),
};
export const INSTALLATION = { params: z.strictObject({ id: NAME }) };

/** The interface for suppliers' own systems. */
export function supplierRoutes(app: App, service: Service): void {
  inScope(app, (uploads) => {
    takeBytes(uploads);
    uploadRoute(uploads, service);
  });
  authorisationRoutes(app, service);
  installationRoutes(app, service);
  noticeRoutes(app, service);
}

function uploadRoute(app: App, service: Service): void {
  app.put('/authorisations/:name', { config: FOR_SUPPLIERS, schema: FILE }, async (request, reply) => {
    const { eui } = supplierOf(request);
    const content = bytes(request.body);
    const stem = await service.transact((work) => receiveUpload(work, eui, request.params.name, content));
    return reply.status(202).send({ stem });
  });
}

function authorisationRoutes(app: App, service: Service): void {
  app.get('/authorisations', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => authorisationsOf(work, eui));
  });

  app.get('/authorisations/:stem', { config: FOR_SUPPLIERS, schema: AUTHORISATION }, (request) =>
    requireAuthorisation(service, supplierOf(request).eui, request.params.stem, request.query.submission),
  );

  app.get('/authorisations/:stem/result.csv', { config: FOR_SUPPLIERS, schema: AUTHORISATION }, (request, reply) => {
    const { eui } = supplierOf(request);
    const view = requireAuthorisation(service, eui, request.params.stem, request.query.submission);
    return reply.type('text/csv; charset=utf-8').send(resultCsv(view));
  });
}

function installationRoutes(app: App, service: Service): void {
  app.get('/installations', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => installationsFor(work, eui));
  });

  app.get('/installations/:id', { config: FOR_SUPPLIERS, schema: INSTALLATION }, (request) => {
    const { eui } = supplierOf(request);
    const found = service.read((work) => installationFor(work, eui, request.params.id));
    if (!found) throw new Refusal(404, `You have no installation ${request.params.id}.`);
    return found;
  });

  app.get('/outcomes', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => outcomesFor(work, eui));
  });

  app.get('/outcomes/:name', { config: FOR_SUPPLIERS, schema: FILE }, (request, reply) => {
    const { eui } = supplierOf(request);
    return reply.type('application/xml').send(requireOutcomeFile(service, eui, request.params.name));
  });
}

function noticeRoutes(app: App, service: Service): void {
  app.get('/notices', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => noticesFor(work, eui));
  });

  app.get('/notices.csv', { config: FOR_SUPPLIERS }, (request, reply) => {
    const { eui } = supplierOf(request);
    const notices = service.read((work) => noticesFor(work, eui));
    return reply.type('text/csv; charset=utf-8').send(noticesCsv(notices));
  });
}

/** @throws Refusal 404 when this supplier has no such authorisation */
export function requireAuthorisation(
  service: Service,
  supplier: string,
  stem: string,
  submission: number | undefined,
): AuthorisationView {
  const view = service.read((work) => authorisationView(work, supplier, stem, submission));
  if (!view) throw new Refusal(404, `You have no authorisation ${stem}.`);
  return view;
}

/**
 * The bytes of a Commissioning Outcome File, as signed.
 * @throws Refusal 404 when none of that name concerns this supplier
 */
export function requireOutcomeFile(service: Service, supplier: string, name: string): Buffer {
  const { mayFetch } = service.rules(SUPPLIER_VIEWS);
  const file = service.read((work) => (mayFetch(work, supplier, name) ? work.get(OUTCOME_FILES, name) : undefined));
  if (!file) throw new Refusal(404, `You have no outcome file ${name}.`);
  return Buffer.from(file.base64, 'base64');
}
