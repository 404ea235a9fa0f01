import type { FastifyInstance } from 'fastify';
import { bytes } from '../../kernel/published-routes';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import { receiveUpload } from './authorisations/receive';
import { OUTCOME_FILES } from './mcc-records';
import { noticesCsv, noticesFor } from './notices/notice-views';
import { supplierOf } from './suppliers';
import {
  authorisationsOf,
  authorisationView,
  installationFor,
  installationsFor,
  outcomesFor,
  resultCsv,
  type AuthorisationView,
} from './supplier-views';

interface Stem {
  readonly Params: { stem: string };
  readonly Querystring: { submission?: string };
}

/** The interface for suppliers' own systems. */
export function supplierRoutes(app: FastifyInstance, service: Service): void {
  authorisationRoutes(app, service);
  installationRoutes(app, service);
  noticeRoutes(app, service);
}

function authorisationRoutes(app: FastifyInstance, service: Service): void {
  app.put<{ Params: { name: string }; Body: unknown }>('/authorisations/:name', async (request, reply) => {
    const { eui } = supplierOf(service, request);
    const content = bytes(request.body);
    const stem = await service.transact((work) => receiveUpload(work, eui, request.params.name, content));
    return reply.status(202).send({ stem });
  });

  app.get('/authorisations', (request) => {
    const { eui } = supplierOf(service, request);
    return service.read((work) => authorisationsOf(work, eui));
  });

  app.get<Stem>('/authorisations/:stem', (request) =>
    requireAuthorisation(service, supplierOf(service, request).eui, request.params.stem, request.query.submission),
  );

  app.get<Stem>('/authorisations/:stem/result.csv', (request, reply) => {
    const { eui } = supplierOf(service, request);
    const view = requireAuthorisation(service, eui, request.params.stem, request.query.submission);
    return reply.type('text/csv; charset=utf-8').send(resultCsv(view));
  });
}

function installationRoutes(app: FastifyInstance, service: Service): void {
  app.get('/installations', (request) => {
    const { eui } = supplierOf(service, request);
    return service.read((work) => installationsFor(work, eui));
  });

  app.get<{ Params: { id: string } }>('/installations/:id', (request) => {
    const { eui } = supplierOf(service, request);
    const found = service.read((work) => installationFor(work, eui, request.params.id));
    if (!found) throw new Refusal(404, `You have no installation ${request.params.id}.`);
    return found;
  });

  app.get('/outcomes', (request) => {
    const { eui } = supplierOf(service, request);
    return service.read((work) => outcomesFor(work, eui));
  });

  app.get<{ Params: { name: string } }>('/outcomes/:name', (request, reply) => {
    const { eui } = supplierOf(service, request);
    return reply.type('application/xml').send(requireOutcomeFile(service, eui, request.params.name));
  });
}

function noticeRoutes(app: FastifyInstance, service: Service): void {
  app.get('/notices', (request) => {
    const { eui } = supplierOf(service, request);
    return service.read((work) => noticesFor(work, eui));
  });

  app.get('/notices.csv', (request, reply) => {
    const { eui } = supplierOf(service, request);
    const notices = service.read((work) => noticesFor(work, eui));
    return reply.type('text/csv; charset=utf-8').send(noticesCsv(notices));
  });
}

/** @throws Refusal 404 when this supplier has no such authorisation */
export function requireAuthorisation(
  service: Service,
  supplier: string,
  stem: string,
  submission: string | undefined,
): AuthorisationView {
  const number = submission === undefined ? undefined : Number(submission);
  const view = service.read((work) => authorisationView(work, supplier, stem, number));
  if (!view) throw new Refusal(404, `You have no authorisation ${stem}.`);
  return view;
}

/**
 * The bytes of a Commissioning Outcome File, as signed.
 * @throws Refusal 404 when none of that name concerns this supplier
 */
export function requireOutcomeFile(service: Service, supplier: string, name: string): Buffer {
  const file = service.read((work) =>
    outcomesFor(work, supplier).some((outcome) => outcome.name === name) ? work.get(OUTCOME_FILES, name) : undefined,
  );
  if (!file) throw new Refusal(404, `You have no outcome file ${name}.`);
  return Buffer.from(file.base64, 'base64');
}
