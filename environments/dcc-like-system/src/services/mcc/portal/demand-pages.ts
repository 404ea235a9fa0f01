import type { FastifyReply } from 'fastify';
import type { App } from '../../../kernel/http';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import type { Commitment, DemandStatus } from '../demand/demand-records';
import { DEMAND_FILE, requireCommitment, requireDemandFile } from '../demand/demand-routes';
import {
  allocationsFor,
  commitmentCsv,
  commitmentsFor,
  demandFilesOf,
  demandResultCsv,
  type AllocationView,
  type DemandFileSummary,
  type DemandFileView,
} from '../demand/demand-views';
import { receiveDemand } from '../demand/receive-demand';
import { fileField, readForm } from '../../../portal/forms';
import { html, type Html } from '../../../portal/html';
import { badge, details, errorMessage, formToken, tableOf, time, type Tone } from '../../../portal/parts';
import { FOR_SESSIONS, withSession } from '../../../portal/guards';
import { download } from '../../../portal/replies';
import { show } from './site';
import { requireFormToken, type Session } from '../../../portal/sessions';

const HOME = '/portal/demand';
const CSV = 'text/csv; charset=utf-8';

const FILE_STATUS: Readonly<Record<DemandStatus, readonly [name: string, tone: Tone]>> = {
  accepted: ['Accepted', 'good'],
  'partly-accepted': ['Partly accepted', 'open'],
  rejected: ['Rejected', 'bad'],
};

/** Demand and allocation, for the people of a supplier: what the interface gives. */
export function demandPages(app: App, service: Service): void {
  const page = (reply: FastifyReply, session: Session, fault?: string): FastifyReply =>
    show(service, reply, { session, part: 'Demand', title: 'Demand', content: demandPage(service, session, fault) });

  app.get(HOME, { config: FOR_SESSIONS }, (request, reply) => withSession(request, (session) => page(reply, session)));

  app.post(HOME, { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const form = await readForm(request);
      requireFormToken(service, session, form);
      const file = await fileField(form, 'demand-file');
      if (!file) return page(reply.status(400), session, 'Choose a demand file.');
      try {
        await service.transact((work) => receiveDemand(work, session.organisation, file.name, file.content));
        return await reply.redirect(pathOf(file.name), 303);
      } catch (error) {
        if (error instanceof Refusal) return page(reply.status(error.statusCode), session, error.message);
        throw error;
      }
    }),
  );

  app.get(`${HOME}/:name`, { config: FOR_SESSIONS, schema: DEMAND_FILE }, (request, reply) =>
    withSession(request, (session) => {
      const view = requireDemandFile(service, session.organisation.eui, request.params.name);
      return show(service, reply, {
        session,
        part: 'Demand',
        title: `Demand file ${view.name}`,
        content: filePage(view),
      });
    }),
  );

  app.get(`${HOME}/:name/result.csv`, { config: FOR_SESSIONS, schema: DEMAND_FILE }, (request, reply) =>
    withSession(request, (session) => {
      const view = requireDemandFile(service, session.organisation.eui, request.params.name);
      return download(reply, CSV, `${view.name.replace(/\.csv$/, '')}-result.csv`, demandResultCsv(view));
    }),
  );

  app.get('/portal/commitments/:name', { config: FOR_SESSIONS, schema: DEMAND_FILE }, (request, reply) =>
    withSession(request, (session) => {
      const file = requireCommitment(service, session.organisation.eui, request.params.name);
      return download(reply, CSV, file.name, commitmentCsv(file));
    }),
  );
}

function pathOf(name: string): string {
  return `${HOME}/${encodeURIComponent(name)}`;
}

function demandPage(service: Service, session: Session, fault?: string): Html {
  const { eui } = session.organisation;
  const [files, allocations, commitments] = service.read((work) => [
    demandFilesOf(work, eui),
    allocationsFor(work, eui),
    commitmentsFor(work, eui),
  ]);
  return html`${uploadForm(session, fault)}
    <h2>Your allocation</h2>
    ${allocationTable(allocations)}
    <h2>Commitment files</h2>
    ${commitmentTable(commitments)}
    <h2>Your demand files</h2>
    ${fileTable(files)}`;
}

function uploadForm(session: Session, fault?: string): Html {
  return html`<section class="card" aria-labelledby="upload">
    <h2 id="upload">Upload a demand file</h2>
    ${errorMessage(fault)}
    <form method="post" action="${HOME}" enctype="multipart/form-data">
      ${formToken(session)}
      <label for="demand-file">Demand file</label>
      <p class="hint" id="demand-hint">DR_&hellip;.csv, at most 1 MB</p>
      <input id="demand-file" name="demand-file" type="file" aria-describedby="demand-hint" />
      <div><button type="submit">Upload</button></div>
    </form>
  </section>`;
}

function allocationTable(allocations: readonly AllocationView[]): Html {
  return tableOf(
    'What you were allocated, by day',
    ['Day', 'SMSO', 'Demand', 'Allocated', 'Planned', 'Rest of the day'],
    allocations.map(({ day, smsoTag, demand, allocated, planned, released }) => [
      day,
      smsoTag,
      demand,
      allocated,
      planned,
      released ? 'For everybody' : 'Held to the allocation',
    ]),
    'No day has been allocated yet.',
  );
}

function commitmentTable(commitments: readonly Commitment[]): Html {
  return tableOf(
    'Files by which you were told, newest first',
    ['File', 'Published', 'Download'],
    commitments
      .toReversed()
      .map(({ name, publishedAt }) => [
        html`<span class="code">${name}</span>`,
        time(publishedAt),
        html`<a href="/portal/commitments/${encodeURIComponent(name)}" aria-label="Download ${name}">Download</a>`,
      ]),
    'No commitment has been published yet.',
  );
}

function fileTable(files: readonly DemandFileSummary[]): Html {
  return tableOf(
    'Demand files, newest first',
    ['File', 'Version', 'Received', 'Status'],
    files
      .toReversed()
      .map(({ name, version, receivedAt, status }) => [
        html`<a class="code" href="${pathOf(name)}">${name}</a>`,
        version,
        time(receivedAt),
        badge(FILE_STATUS[status]),
      ]),
    'You have not uploaded any demand file yet.',
  );
}

function filePage({ name, status, receivedAt, version, exception, rows }: DemandFileView): Html {
  return html`<section class="card">
      ${details([
        ['Status', badge(FILE_STATUS[status])],
        ['Received', time(receivedAt)],
        ['Version', version],
        ['Exception', exception && html`<span class="code">${exception.code}</span>`],
        ['Reason', exception?.reason],
      ])}
    </section>
    <h2>Result by day</h2>
    ${tableOf(
      'Days of the demand file',
      ['Day', 'Installations', 'Status', 'Code', 'Reason'],
      rows.map((row) => [
        row.day,
        row.installations,
        badge(FILE_STATUS[row.status]),
        row.code && html`<span class="code">${row.code}</span>`,
        row.reason,
      ]),
      'No days have been judged.',
    )}
    <p><a href="${pathOf(name)}/result.csv">Download the result as csv</a></p>`;
}
