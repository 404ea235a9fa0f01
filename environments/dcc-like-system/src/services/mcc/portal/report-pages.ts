import type { FastifyReply } from 'fastify';
import type { App } from '../../../kernel/http';
import type { Service } from '../../../kernel/service';
import { CURRENT_KINDS } from '../reports/produce';
import { reportCsv, reportFileName } from '../reports/render';
import { REPORTS, type CurrentReport, type KeptReport, type ReportRow, type ReportSummary } from '../reports/report';
import { CURRENT, KEPT, listReports, requireCurrent, requireKept } from '../reports/report-routes';
import { html, type Content, type Html } from '../../../portal/html';
import { details, tableOf, time } from '../../../portal/parts';
import { PORTAL } from './portal-rules';
import { FOR_SESSIONS, withSession } from '../../../portal/guards';
import { download } from '../../../portal/replies';
import { show } from './site';
import type { Session } from '../../../portal/sessions';

const HOME = '/portal/reports';

/** The reports, for the people of a supplier: the same rows as the interface gives. */
export function reportPages(app: App, service: Service): void {
  app.get(HOME, { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => {
      const content = listPage(listReports(service, session.organisation.eui));
      return show(service, reply, { session, part: 'Reports', title: 'Reports', content });
    }),
  );

  const page = (reply: FastifyReply, session: Session, report: KeptReport | CurrentReport): FastifyReply => {
    const content = reportPage(report, service.rules(PORTAL).reportRows(report));
    return show(service, reply, { session, part: 'Reports', title: REPORTS[report.kind].title, content });
  };
  const csv = (reply: FastifyReply, report: KeptReport | CurrentReport): FastifyReply =>
    download(reply, 'text/csv; charset=utf-8', reportFileName(report), reportCsv(service, report));

  app.get(`${HOME}/:id`, { config: FOR_SESSIONS, schema: KEPT }, (request, reply) =>
    withSession(request, (session) =>
      page(reply, session, requireKept(service, session.organisation.eui, request.params.id)),
    ),
  );
  app.get(`${HOME}/:id/report.csv`, { config: FOR_SESSIONS, schema: KEPT }, (request, reply) =>
    withSession(request, (session) => csv(reply, requireKept(service, session.organisation.eui, request.params.id))),
  );
  app.get(`${HOME}/current/:kind`, { config: FOR_SESSIONS, schema: CURRENT }, (request, reply) =>
    withSession(request, (session) =>
      page(reply, session, requireCurrent(service, session.organisation.eui, request.params.kind)),
    ),
  );
  app.get(`${HOME}/current/:kind/report.csv`, { config: FOR_SESSIONS, schema: CURRENT }, (request, reply) =>
    withSession(request, (session) =>
      csv(reply, requireCurrent(service, session.organisation.eui, request.params.kind)),
    ),
  );
}

function listPage(kept: readonly ReportSummary[]): Html {
  return html`<section class="card" aria-labelledby="current">
      <h2 id="current">As things stand now</h2>
      <ul>
        ${CURRENT_KINDS.map((kind) => html`<li><a href="${HOME}/current/${kind}">${REPORTS[kind].title}</a></li>`)}
      </ul>
    </section>
    <h2>Kept reports</h2>
    ${tableOf(
      'Reports of days and weeks that have ended, newest first',
      ['Report', 'Kind', 'Period', 'Produced', 'Rows'],
      kept
        .toReversed()
        .map(({ reportId, kind, period, producedAt, rowCount }) => [
          html`<a class="code" href="${HOME}/${reportId}">${reportId}</a>`,
          REPORTS[kind].title,
          period,
          time(producedAt),
          rowCount,
        ]),
      'No day has ended yet since your first authorisation.',
    )}`;
}

function reportPage(report: KeptReport | CurrentReport, rows: readonly ReportRow[]): Html {
  const { title, columns } = REPORTS[report.kind];
  const isKept = 'reportId' in report;
  return html`<section class="card">
      ${details(
        isKept
          ? [
              ['Report', html`<span class="code">${report.reportId}</span>`],
              ['Period', report.period],
              ['Produced', time(report.producedAt)],
            ]
          : [['As of', time(report.asOf)]],
      )}
    </section>
    ${tableOf(
      title,
      columns.map(({ heading }) => heading),
      rows.map((row) => columns.map(({ name }) => cell(row, name))),
      'There is nothing to report.',
    )}
    <p><a href="${HOME}/${isKept ? report.reportId : `current/${report.kind}`}/report.csv">Download as csv</a></p>`;
}

/** A value for people; identifiers and codes in type that tells their characters apart. */
function cell(row: ReportRow, name: string): Content {
  const value = row[name];
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return time(value);
  return ['installationId', 'code', 'supplier', 'stem'].includes(name)
    ? html`<span class="code">${value}</span>`
    : value;
}
