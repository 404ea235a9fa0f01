import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ID, type Read } from '../../../domain/fields';
import type { App } from '../../../kernel/http';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import { FOR_SUPPLIERS, supplierOf } from '../suppliers';
import { CURRENT_KINDS, currentReport, keptReport, keptReports, REPORT_KEEPING } from './produce';
import { reportCsv, reportFileName } from './render';
import { isReportKind, type Audience, type CurrentReport, type KeptReport, type ReportSummary } from './report';
import type { ServiceContext } from '../../../kernel/service-context';

/** Which of the kept reports; what there is none of gives none. */
const LISTED = { querystring: z.strictObject({ kind: ID.exactOptional(), period: ID.exactOptional() }) };
export const KEPT = { params: z.strictObject({ id: ID }) };
export const CURRENT = { params: z.strictObject({ kind: ID }) };

/** The reports, for suppliers' own systems and for the operators: the same calls, each with what it may see. */
export function reportRoutes(app: App, service: Service): void {
  readRoutes(app, service, '', FOR_SUPPLIERS, (request) => supplierOf(request).eui);
  readRoutes(app, service, '/operator', { parties: ['mcc'] }, () => undefined);
}

function readRoutes(
  app: App,
  service: Service,
  prefix: '' | '/operator',
  config: FastifyContextConfig,
  audienceOf: (request: FastifyRequest) => Audience,
): void {
  app.get(`${prefix}/reports`, { config, schema: LISTED }, (request) =>
    listReports(service, audienceOf(request), request.query),
  );
  app.get(`${prefix}/reports/:id`, { config, schema: KEPT }, (request) =>
    requireKept(service, audienceOf(request), request.params.id),
  );
  app.get(`${prefix}/reports/:id/report.csv`, { config, schema: KEPT }, (request, reply) =>
    sendCsv(service, reply, requireKept(service, audienceOf(request), request.params.id)),
  );
  app.get(`${prefix}/reports/current/:kind`, { config, schema: CURRENT }, (request) =>
    requireCurrent(service, audienceOf(request), request.params.kind),
  );
  app.get(`${prefix}/reports/current/:kind/report.csv`, { config, schema: CURRENT }, (request, reply) =>
    sendCsv(service, reply, requireCurrent(service, audienceOf(request), request.params.kind)),
  );
}

/** The kept reports of an audience, those of a kind or period where one is asked for. */
export function listReports(
  service: Service,
  audience: Audience,
  wanted: Read<typeof LISTED.querystring> = {},
): ReportSummary[] {
  return service
    .read((work) => keptReports(work, audience))
    .filter(({ kind }) => wanted.kind === undefined || kind === wanted.kind)
    .filter(({ period }) => service.rules(REPORT_KEEPING).isOfPeriod(period, wanted.period));
}

/** @throws Refusal 404 when no report of this id is kept for this audience */
export function requireKept(service: Service, audience: Audience, reportId: string): KeptReport {
  const report = service.read((work) => keptReport(work, audience, reportId));
  if (!report) throw new Refusal(404, `You have no report ${reportId}.`);
  return report;
}

/** @throws Refusal 404 when there is no such report on the current state */
export function requireCurrent(service: Service, audience: Audience, kind: string): CurrentReport {
  const report = isReportKind(kind) ? service.read((work) => currentReport(work, audience, kind)) : undefined;
  if (!report) throw new Refusal(404, `There is no current report "${kind}": there are ${CURRENT_KINDS.join(', ')}.`);
  return report;
}

/** Sends a report as a csv file to be saved. */
function sendCsv(service: ServiceContext, reply: FastifyReply, report: KeptReport | CurrentReport): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${reportFileName(report)}"`)
    .send(reportCsv(service, report));
}
