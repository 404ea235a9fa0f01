import { inScope, takeBytes, type App, type Reply } from '../../dcc-like-system/src/kernel/http';
import { Refusal } from '../../dcc-like-system/src/kernel/refusal';
import { fileField, readForm, textField } from '../../dcc-like-system/src/portal/forms';
import { FOR_SESSIONS, FOR_VISITORS, withSession } from '../../dcc-like-system/src/portal/guards';
import { html } from '../../dcc-like-system/src/portal/html';
import { PORTAL_HEADERS } from '../../dcc-like-system/src/portal/replies';
import { endSession, requireFormToken, sessionOf, type Session } from '../../dcc-like-system/src/portal/sessions';
import { signIn } from '../../dcc-like-system/src/portal/sign-in';
import { signInPage } from '../../dcc-like-system/src/portal/sign-in-page';
import { STYLE } from '../../dcc-like-system/src/portal/style';
import { authorisationViews } from '../authorisations';
import type { MigrationDust } from '../dust';
import { EXCEPTIONS } from '../exceptions';
import { book, freeCounts, keepMigrated, ownInstallations } from '../pool';
import { takeFile, takeRegistrationData } from '../submissions';
import { summaryOf } from '../summary';
import { authorisationsPage, poolPage, summaryPage } from './pages';
import { DUST_PORTAL } from './portal-rules';
import { resultPages } from './result-pages';
import { participantIn, show } from './site';

const HOME = '/portal/summary';
const SIGN_IN = 'Sign in';
const REGISTRATION_NAME = /^RD_(.+)\.csv$/;

/** The portal for the people of participants: what the interface gives, as pages. */
export function portalRoutes(app: App, dust: MigrationDust): void {
  inScope(app, (portal) => {
    takeBytes(portal);
    portal.addHook('onSend', async (_request, reply) => {
      const { cacheControl } = dust.service.rules(DUST_PORTAL);
      reply.headers({ ...PORTAL_HEADERS, 'cache-control': cacheControl });
    });
    // Whether a session has ended is looked at again once the time of the test environment is known.
    portal.addHook('preHandler', async (request, reply) => {
      const isForSessions = request.routeOptions.config.guard === FOR_SESSIONS.guard;
      if (isForSessions && !sessionOf(dust.service, request)) return reply.redirect('/portal/', 303);
      return undefined;
    });
    portal.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const sentence = error.statusCode === undefined ? 'Something went wrong: try again later.' : error.message;
      const session = sessionOf(dust.service, request);
      const page = { title: 'This did not work', content: html`<p>${sentence}</p>`, ...(session && { session }) };
      return show(dust, reply.status(error.statusCode ?? 500), page);
    });
    signInRoutes(portal, dust);
    poolPages(portal, dust);
    submissionPages(portal, dust);
    resultPages(portal, dust);
  });
}

function signInRoutes(app: App, dust: MigrationDust): void {
  const { service } = dust;
  app.get('/portal/style.css', { config: FOR_VISITORS }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
  app.get('/portal', { config: FOR_VISITORS }, (_request, reply) => reply.redirect('/portal/', 303));
  app.get('/portal/', { config: FOR_VISITORS }, (request, reply) => {
    if (sessionOf(service, request)) return reply.redirect(HOME, 303);
    return show(dust, reply, { title: SIGN_IN, content: signInPage() });
  });
  app.post('/portal/sign-in', { config: FOR_VISITORS }, async (request, reply) => {
    const form = await readForm(request);
    const given = { user: textField(form, 'user'), password: textField(form, 'password'), address: request.ip };
    const { account } = service.rules(DUST_PORTAL);
    const fault = await dust.transact((work) => signIn(work, given, reply, account));
    if (fault !== undefined) return show(dust, reply, { title: SIGN_IN, content: signInPage(fault) });
    return reply.redirect(HOME, 303);
  });
  app.post('/portal/sign-out', { config: FOR_VISITORS }, async (request, reply) => {
    const session = sessionOf(service, request);
    if (session) {
      requireFormToken(service, session, await readForm(request));
      await dust.transact((work) => endSession(work, reply, session));
    }
    return reply.redirect('/portal/', 303);
  });
  app.get(HOME, { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const summary = await summaryOf(dust, participantIn(dust, session));
      const content = summaryPage(summary, service.rules(DUST_PORTAL).recordedAt);
      return show(dust, reply, { session, part: 'Summary', title: 'Summary', content });
    }),
  );
}

function poolPages(app: App, dust: MigrationDust): void {
  const page = async (reply: Reply, session: Session, fault?: string): Promise<Reply> => {
    const participant = participantIn(dust, session);
    await keepMigrated(dust, participant);
    const content = dust.read((work) =>
      poolPage(session, freeCounts(work), ownInstallations(work, participant), fault),
    );
    return show(dust, reply, { session, part: 'Test installations', title: 'Test installations', content });
  };
  app.get('/portal/test-installations', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => page(reply, session)),
  );
  app.post('/portal/bookings', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const form = await readForm(request);
      requireFormToken(dust.service, session, form);
      return orPage(
        dust,
        reply,
        (fault) => page(reply, session, fault),
        async () => {
          const source = dust.service.rules(DUST_PORTAL).laboratory(textField(form, 'source'));
          if (source === undefined)
            throw new Refusal(400, 'There is no such laboratory: use the buttons of this page.');
          await dust.transact((work) => book(work, participantIn(dust, session), source));
          return reply.redirect('/portal/test-installations', 303);
        },
      );
    }),
  );
  app.post('/portal/bookings/return', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const form = await readForm(request);
      requireFormToken(dust.service, session, form);
      return orPage(
        dust,
        reply,
        (fault) => page(reply, session, fault),
        async () => {
          await dust.service
            .rules(DUST_PORTAL)
            .giveBack(dust, participantIn(dust, session), textField(form, 'importMPAN'));
          return reply.redirect('/portal/test-installations', 303);
        },
      );
    }),
  );
}

function submissionPages(app: App, dust: MigrationDust): void {
  const page = async (reply: Reply, session: Session, fault?: string): Promise<Reply> => {
    const views = await authorisationViews(dust, participantIn(dust, session));
    const { menu } = dust.service.rules(EXCEPTIONS);
    const entries = Object.entries(menu).map(([code, entry]) => ({ code, fault: entry.fault }));
    const content = authorisationsPage(session, views, entries, fault);
    return show(dust, reply, { session, part: 'Authorisations', title: 'Authorisations', content });
  };
  app.get('/portal/authorisations', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, (session) => page(reply, session)),
  );
  app.post('/portal/authorisations', { config: FOR_SESSIONS }, (request, reply) =>
    withSession(request, async (session) => {
      const form = await readForm(request);
      requireFormToken(dust.service, session, form);
      return orPage(
        dust,
        reply,
        (fault) => page(reply, session, fault),
        async () => {
          const stem = await submitForm(dust, session, form);
          if (stem === undefined) return page(reply.status(400), session, 'Choose at least one file.');
          return reply.redirect(`/portal/authorisations/${encodeURIComponent(stem)}`, 303);
        },
      );
    }),
  );
}

/** Takes the files of a form. @returns the stem of the first; undefined where none was chosen */
async function submitForm(dust: MigrationDust, session: Session, form: FormData): Promise<string | undefined> {
  const participant = participantIn(dust, session);
  const chosen = dust.service.rules(DUST_PORTAL).exception(textField(form, 'exception'));
  const stems: string[] = [];
  const registration = await fileField(form, 'registration-data');
  if (registration) {
    const [, stem] = REGISTRATION_NAME.exec(registration.name) ?? [];
    if (stem === undefined) throw new Refusal(400, 'Registration data come as RD_<stem of the authorisation>.csv.');
    stems.push((await takeRegistrationData(dust, participant, stem, registration.content)).stem);
  }
  for (const field of ['authorisation-file', 'password-file']) {
    const file = await fileField(form, field);
    if (file)
      stems.push((await takeFile(dust, participant, file, field === 'password-file' ? undefined : chosen)).stem);
  }
  return stems[0];
}

/** Serves what `serve` gives, or the page again with why it could not be. */
async function orPage(
  dust: MigrationDust,
  reply: Reply,
  page: (fault?: string) => Promise<Reply>,
  serve: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await serve();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    void reply.status(error.statusCode);
    return page(dust.service.rules(DUST_PORTAL).said(error.message));
  }
}
