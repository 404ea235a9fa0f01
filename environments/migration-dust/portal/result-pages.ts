import { z } from 'zod';
import { ID, NUMBER_IN_ADDRESS, text } from '../../dcc-like-system/src/domain/fields';
import type { App } from '../../dcc-like-system/src/kernel/http';
import { FOR_SESSIONS, withSession } from '../../dcc-like-system/src/portal/guards';
import { html, type Html } from '../../dcc-like-system/src/portal/html';
import { time } from '../../dcc-like-system/src/portal/parts';
import { download } from '../../dcc-like-system/src/portal/replies';
import type { Participant } from '../config';
import type { MigrationDust } from '../dust';
import { exampleFile, examplesOf } from '../examples';
import { CURRENT_KINDS, reportsFor } from '../reports';
import { authorisationPage, filesPage } from './pages';
import { DUST_PORTAL } from './portal-rules';
import { participantIn, show } from './site';

const XML = 'application/xml';
const CSV = 'text/csv; charset=utf-8';
const FILE = { params: z.strictObject({ name: text(151) }) };
const STEM = { params: z.strictObject({ stem: text(151) }) };
const ALERT = { params: z.strictObject({ number: NUMBER_IN_ADDRESS }) };
const REPORT = { params: z.strictObject({ id: ID }) };
const CURRENT = { params: z.strictObject({ kind: z.enum(CURRENT_KINDS) }) };

/** Results, outcome files, alerts, reports and example files. */
export function resultPages(app: App, dust: MigrationDust): void {
  authorisationPages(app, dust);
  listPages(app, dust);
  filePages(app, dust);
}

function authorisationPages(app: App, dust: MigrationDust): void {
  app.get('/portal/authorisations/:stem', { config: FOR_SESSIONS, schema: STEM }, (request, reply) =>
    withSession(request, async (session) => {
      const { stem } = request.params;
      const { authorisation, missing } = dust.service.rules(DUST_PORTAL);
      const view = await authorisation(dust, participantIn(dust, session), stem);
      const content = authorisationPage(view, missing(view));
      return show(dust, reply, { session, part: 'Authorisations', title: `Authorisation ${stem}`, content });
    }),
  );
  app.get('/portal/authorisations/:stem/exceptions.csv', { config: FOR_SESSIONS, schema: STEM }, (request, reply) =>
    withSession(request, async (session) => {
      const { stem } = request.params;
      const { exceptionFile, saved } = dust.service.rules(DUST_PORTAL);
      const file = await exceptionFile(dust, participantIn(dust, session), stem);
      return download(reply, CSV, `EXC_${stem}.csv`, saved(file));
    }),
  );
}

/** The pages that list files, by their part of the portal. */
const LISTS: Readonly<Record<string, (dust: MigrationDust, participant: Participant) => Promise<Html> | Html>> = {
  Outcomes: async (dust, participant) =>
    filesPage(
      'Commissioning Outcome Files',
      ['File', 'Received', 'Installations'],
      (await dust.service.rules(DUST_PORTAL).outcomes(dust, participant)).map(
        ({ name, receivedAt, installationIds }) => [
          `/portal/outcomes/${encodeURIComponent(name)}`,
          name,
          time(receivedAt),
          installationIds.join(', '),
        ],
      ),
      'No Commissioning Outcome File has come yet.',
    ),
  Alerts: (dust, participant) =>
    filesPage(
      'Alerts about your devices',
      ['Alert', 'Received', 'To', 'Device'],
      dust
        .read((work) => work.rules(DUST_PORTAL).alerts(work, participant))
        .map(({ number, code, receivedAt, recipient, deviceId }) => [
          `/portal/alerts/${number}`,
          `${code}, number ${number}`,
          time(receivedAt),
          recipient,
          deviceId,
        ]),
      'No alert has come yet.',
    ),
  Reports: async (dust, participant) =>
    html`<p>Reports of the Migration Reporting Regime, on what is yours alone.</p>
      ${filesPage(
        'As things stand now',
        ['Report'],
        CURRENT_KINDS.map((kind) => [`/portal/reports/current/${kind}`, kind]),
        'There are none.',
      )}
      ${filesPage(
        'Days and weeks that have ended',
        ['Report', 'Period', 'Produced'],
        (await reportsFor(dust, participant)).map(({ reportId, kind, period, producedAt }) => [
          `/portal/reports/${encodeURIComponent(reportId)}`,
          kind,
          period,
          time(producedAt),
        ]),
        'No report has been produced yet: those of a day come when it ends.',
      )}`,
  Examples: (dust) =>
    html`<p>
        Examples of files that report errors of later phases. They hold dummy data: no device, installation or party in
        them exists, and no key of the test environment has signed them.
      </p>
      ${filesPage(
        'Example files',
        ['File', 'Code', 'Meaning'],
        examplesOf(dust).map(({ name, code, meaning }) => [`/portal/examples/${name}`, name, code, meaning]),
        'There are none.',
      )}`,
};

function listPages(app: App, dust: MigrationDust): void {
  for (const [part, list] of Object.entries(LISTS)) {
    app.get(`/portal/${part.toLowerCase()}`, { config: FOR_SESSIONS }, (request, reply) =>
      withSession(request, async (session) => {
        const content = await list(dust, participantIn(dust, session));
        return show(dust, reply, { session, part, title: part, content });
      }),
    );
  }
}

function filePages(app: App, dust: MigrationDust): void {
  app.get('/portal/outcomes/:name', { config: FOR_SESSIONS, schema: FILE }, (request, reply) =>
    withSession(request, async (session) => {
      const { name } = request.params;
      const { outcomeFile, saved } = dust.service.rules(DUST_PORTAL);
      return download(reply, XML, name, saved(await outcomeFile(dust, participantIn(dust, session), name)));
    }),
  );
  app.get('/portal/alerts/:number', { config: FOR_SESSIONS, schema: ALERT }, (request, reply) =>
    withSession(request, (session) => {
      const { number } = request.params;
      const { alert, saved } = dust.service.rules(DUST_PORTAL);
      const document = dust.read((work) => alert(work, participantIn(dust, session), number));
      return download(reply, XML, `alert-${number}.xml`, saved(document));
    }),
  );
  app.get('/portal/reports/:id', { config: FOR_SESSIONS, schema: REPORT }, (request, reply) =>
    withSession(request, async (session) => {
      const { id } = request.params;
      const { report, saved } = dust.service.rules(DUST_PORTAL);
      const csv = await report(dust, participantIn(dust, session), encodeURIComponent(id));
      return download(reply, CSV, `${id}.csv`, saved(csv));
    }),
  );
  app.get('/portal/reports/current/:kind', { config: FOR_SESSIONS, schema: CURRENT }, (request, reply) =>
    withSession(request, async (session) => {
      const { kind } = request.params;
      const { report, saved } = dust.service.rules(DUST_PORTAL);
      const csv = await report(dust, participantIn(dust, session), `current/${kind}`);
      return download(reply, CSV, `current-${kind}.csv`, saved(csv));
    }),
  );
  app.get('/portal/examples/:name', { config: FOR_SESSIONS, schema: FILE }, (request, reply) =>
    withSession(request, () => {
      const { name } = request.params;
      return download(reply, XML, name, dust.service.rules(DUST_PORTAL).saved(exampleFile(dust, name)));
    }),
  );
}
