import type { FastifyReply } from 'fastify';
import { inScope, takeBytes, type App } from '../../../kernel/http';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import { receiveUpload } from '../authorisations/receive';
import { AUTHORISATION, FILE, INSTALLATION } from '../supplier-routes';
import { noticesCsv, noticesFor } from '../notices/notice-views';
import { fetchNotification, NOTIFICATION } from '../notifications/notification-routes';
import { notificationsFor } from '../notifications/notification-views';
import { authorisationsOf, resultCsv } from '../supplier-views';
import { demandPages } from './demand-pages';
import { fileField, readForm, textField } from '../../../portal/forms';
import { html } from '../../../portal/html';
import { authorisationPage, authorisationsPage, installationPage, noticesPage, outcomesPage } from './pages';
import { FOR_SESSIONS, FOR_VISITORS, withSession } from '../../../portal/guards';
import { download, PORTAL_HEADERS } from '../../../portal/replies';
import { show } from './site';
import { supplierWith } from '../suppliers';
import { PORTAL } from './portal-rules';
import { reportPages } from './report-pages';
import { endSession, requireFormToken, sessionOf, type Session } from '../../../portal/sessions';
import { signIn } from '../../../portal/sign-in';
import { signInPage } from '../../../portal/sign-in-page';
import { STYLE } from '../../../portal/style';

const HOME = '/portal/authorisations';
const SIGN_IN = 'Sign in';

/** The portal for the people of a supplier: pages made by the server, for any browser. */
export function portalRoutes(app: App, service: Service): void {
  inScope(app, (portal) => {
    takeBytes(portal);
    portal.addHook('onSend', async (_request, reply) => {
      reply.headers({ ...PORTAL_HEADERS, 'cache-control': service.rules(PORTAL).cacheControl });
    });
    portal.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const sentence = error.statusCode === undefined ? 'Something went wrong: try again later.' : error.message;
      const session = sessionOf(service, request);
      const page = { title: 'This did not work', content: html`<p>${sentence}</p>`, ...(session && { session }) };
      return show(service, reply.status(error.statusCode ?? 500), page);
    });
    signInRoutes(portal, service);
    uploadRoutes(portal, service);
    authorisationRoutes(portal, service);
    installationRoutes(portal, service);
    noticeRoutes(portal, service);
    demandPages(portal, service);
    reportPages(portal, service);
  });
}

function signInRoutes(app: App, service: Service): void {
  app.get('/portal/style.css', { config: FOR_VISITORS }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
  app.get('/portal', { config: FOR_VISITORS }, (_request, reply) => reply.redirect('/portal/', 303));
  app.get('/portal/', { config: FOR_VISITORS }, (request, reply) => {
    if (sessionOf(service, request)) return reply.redirect(HOME, 303);
    return show(service, reply, { title: SIGN_IN, content: signInPage() });
  });

  app.post('/portal/sign-in', { config: FOR_VISITORS }, async (request, reply) => {
    const form = await readForm(request);
    const given = { user: textField(form, 'user'), password: textField(form, 'password'), address: request.ip };
    const fault = await service.transact((work) => signIn(work, given, reply, supplierWith));
    if (fault !== undefined) return show(service, reply, { title: SIGN_IN, content: signInPage(fault) });
    return reply.redirect(HOME, 303);
  });

  app.post('/portal/sign-out', { config: FOR_VISITORS }, async (request, reply) => {
    const session = sessionOf(service, request);
    if (session) {
      requireFormToken(service, session, await readForm(request));
      await service.transact((work) => endSession(work, reply, session));
    }
    return reply.redirect('/portal/', 303);
  });
}

function uploadRoutes(app: App, service: Service): void {
  const page = (reply: FastifyReply, session: Session, fault?: string): FastifyReply => {
    const list = service.read((work) => authorisationsOf(work, session.organisation.eui));
    const content = authorisationsPage(session, list, fault);
    return show(service, reply, { session, part: 'Authorisations', title: 'Authorisations', content });
  };

  app.get(HOME, { config: FOR_SESSIONS }, (request, reply) => withSession(request, (session) => page(reply, session)));

  app.post(HOME, { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const form = await readForm(request);
      requireFormToken(service, session, form);
      const archive = await fileField(form, 'authorisation-file');
      const password = await fileField(form, 'password-file');
      const files = [archive, password].filter((file) => file !== undefined);
      if (files.length === 0)
        return page(reply.status(400), session, 'Choose an authorisation file or a password file.');
      try {
        const stems = await service.transact((work) =>
          files.map(({ name, content }) => receiveUpload(work, session.organisation.eui, name, content)),
        );
        return await reply.redirect(`${HOME}/${encodeURIComponent(stems[0] ?? '')}`, 303);
      } catch (error) {
        if (error instanceof Refusal) return page(reply.status(error.statusCode), session, error.message);
        throw error;
      }
    }),
  );
}

function authorisationRoutes(app: App, service: Service): void {
  app.get(`${HOME}/:stem`, { config: FOR_SESSIONS, schema: AUTHORISATION }, (request, reply) =>
    withSession(request, (session) => {
      const { stem } = request.params;
      const { authorisation } = service.rules(PORTAL);
      const view = authorisation(service, session.organisation.eui, stem, request.query.submission);
      return show(service, reply, {
        session,
        part: 'Authorisations',
        title: `Authorisation ${view.stem}`,
        content: authorisationPage(view),
      });
    }),
  );

  app.get(`${HOME}/:stem/result.csv`, { config: FOR_SESSIONS, schema: AUTHORISATION }, (request, reply) =>
    withSession(request, (session) => {
      const { stem } = request.params;
      const view = service.rules(PORTAL).result(service, session.organisation.eui, stem, request.query.submission);
      return download(reply, 'text/csv; charset=utf-8', `${view.stem}-result.csv`, resultCsv(view));
    }),
  );
}

function installationRoutes(app: App, service: Service): void {
  app.get('/portal/installations', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => {
      const rules = service.rules(PORTAL);
      const list = service.read((work) => rules.installations(work, session.organisation.eui));
      return show(service, reply, {
        session,
        part: 'Installations',
        title: 'Installations',
        content: rules.installationsPage(list),
      });
    }),
  );

  app.get('/portal/installations/:id', { config: FOR_SESSIONS, schema: INSTALLATION }, (request, reply) =>
    withSession(request, (session) => {
      const { id } = request.params;
      const { installation } = service.rules(PORTAL);
      const found = service.read((work) => installation(work, session.organisation.eui, id));
      if (!found) throw new Refusal(404, `You have no installation ${id}.`);
      return show(service, reply, {
        session,
        part: 'Installations',
        title: `Installation ${id}`,
        content: installationPage(found),
      });
    }),
  );

  app.get('/portal/outcomes', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => {
      const { outcomes } = service.rules(PORTAL);
      const list = service.read((work) => outcomes(work, session.organisation.eui));
      return show(service, reply, { session, part: 'Outcomes', title: 'Outcomes', content: outcomesPage(list) });
    }),
  );

  app.get('/portal/outcomes/:name', { config: FOR_SESSIONS, schema: FILE }, (request, reply) =>
    withSession(request, (session) => {
      const { name } = request.params;
      const { outcomeFile } = service.rules(PORTAL);
      return download(reply, 'application/xml', name, outcomeFile(service, session.organisation.eui, name));
    }),
  );
}

function noticeRoutes(app: App, service: Service): void {
  app.get('/portal/notices', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => {
      const { eui } = session.organisation;
      const content = service.read((work) => noticesPage(noticesFor(work, eui), notificationsFor(work, eui)));
      return show(service, reply, { session, part: 'Notices', title: 'Notices', content });
    }),
  );

  app.get('/portal/notices.csv', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => {
      const list = service.read((work) => noticesFor(work, session.organisation.eui));
      return download(reply, 'text/csv; charset=utf-8', 'notices.csv', noticesCsv(list));
    }),
  );

  app.get('/portal/notifications/:name', { config: FOR_SESSIONS, schema: NOTIFICATION }, (request, reply) =>
    withSession(request, async (session) => {
      const { name } = request.params;
      const csv = await fetchNotification(service, session.organisation.eui, name);
      return download(reply, 'text/csv; charset=utf-8', name, csv);
    }),
  );
}
