import { z } from 'zod';
import { EUI, ID, listOf, NUMBER_IN_ADDRESS, text } from '../dcc-like-system/src/domain/fields';
import { bytes, inScope, takeBytes, type App } from '../dcc-like-system/src/kernel/http';
import { participantOf, type Guards } from './access';
import { alertDocument, alertsFor } from './alerts';
import { authorisationView, authorisationViews, exceptionFile } from './authorisations';
import type { MigrationDust } from './dust';
import { examplesOf, exampleFile } from './examples';
import { EXCEPTIONS } from './exceptions';
import { outcomeFile, outcomesFor } from './outcomes';
import { book, freeCounts, giveBack, keepMigrated, offer, ownInstallations } from './pool';
import { reportCsvFor, reportFor, reportsFor } from './reports';
import { summaryOf } from './summary';
import { takeFile, takeRegistrationData } from './submissions';

const NAME = text(151);
const MPAN = { params: z.strictObject({ importMPAN: ID }) };
const BOOKING = { body: z.strictObject({ source: z.enum(['dcc-lab', 'remote-lab']) }) };
const OWN = { body: z.strictObject({ importMPAN: ID, deviceIds: listOf(EUI, 32).min(1) }) };
const STEM = { params: z.strictObject({ stem: NAME }) };
const FILE = { params: z.strictObject({ name: NAME }) };
const UPLOAD = { ...FILE, querystring: z.strictObject({ exception: ID.exactOptional() }) };
const ALERT = { params: z.strictObject({ number: NUMBER_IN_ADDRESS }) };
const REPORT = { params: z.strictObject({ id: ID }) };
const CURRENT = { params: z.strictObject({ kind: ID }) };
const CSV = 'text/csv; charset=utf-8';

/** The interface for participants' own systems. */
export function participantRoutes(app: App, dust: MigrationDust, { participants: config }: Guards): void {
  app.get('/summary', { config }, (request) => summaryOf(dust, participantOf(request)));
  poolRoutes(app, dust, config);
  inScope(app, (uploads) => {
    takeBytes(uploads);
    uploadRoutes(uploads, dust, config);
  });
  authorisationRoutes(app, dust, config);
  resultRoutes(app, dust, config);
  reportRoutes(app, dust, config);
  app.get('/examples', { config }, () => examplesOf(dust));
  app.get('/examples/:name', { config, schema: FILE }, (request, reply) =>
    reply.type('application/xml').send(exampleFile(dust, request.params.name)),
  );
}

function poolRoutes(app: App, dust: MigrationDust, config: Guards['participants']): void {
  app.get('/test-installations', { config }, async (request) => {
    const participant = participantOf(request);
    await keepMigrated(dust, participant);
    return dust.read((work) => ({ free: freeCounts(work), yours: ownInstallations(work, participant) }));
  });
  app.post('/bookings', { config, schema: BOOKING }, async (request, reply) => {
    const booked = await dust.transact((work) => book(work, participantOf(request), request.body.source));
    return reply.status(201).send(booked);
  });
  app.delete('/bookings/:importMPAN', { config, schema: MPAN }, async (request, reply) => {
    await giveBack(dust, participantOf(request), request.params.importMPAN);
    return reply.status(204).send();
  });
  app.post('/own-installations', { config, schema: OWN }, async (request, reply) => {
    const made = await offer(dust, { ...request.body, source: 'participant' }, participantOf(request));
    return reply.status(201).send(made);
  });
}

function uploadRoutes(app: App, dust: MigrationDust, config: Guards['participants']): void {
  app.put('/registration-data/:stem', { config, schema: STEM }, async (request, reply) => {
    const { stem } = await takeRegistrationData(dust, participantOf(request), request.params.stem, bytes(request.body));
    return reply.status(202).send({ stem });
  });
  app.put('/authorisations/:name', { config, schema: UPLOAD }, async (request, reply) => {
    const file = { name: request.params.name, content: bytes(request.body) };
    const { stem } = await takeFile(dust, participantOf(request), file, request.query.exception);
    return reply.status(202).send({ stem });
  });
}

function authorisationRoutes(app: App, dust: MigrationDust, config: Guards['participants']): void {
  app.get('/exceptions', { config }, () => {
    const { menu } = dust.service.rules(EXCEPTIONS);
    return Object.entries(menu).map(([code, { fault }]) => ({ code, fault }));
  });
  app.get('/authorisations', { config }, (request) => authorisationViews(dust, participantOf(request)));
  app.get('/authorisations/:stem', { config, schema: STEM }, (request) =>
    authorisationView(dust, participantOf(request), request.params.stem),
  );
  app.get('/authorisations/:stem/exceptions.csv', { config, schema: STEM }, async (request, reply) =>
    reply.type(CSV).send(await exceptionFile(dust, participantOf(request), request.params.stem)),
  );
}

function resultRoutes(app: App, dust: MigrationDust, config: Guards['participants']): void {
  app.get('/outcomes', { config }, (request) => outcomesFor(dust, participantOf(request)));
  app.get('/outcomes/:name', { config, schema: FILE }, async (request, reply) =>
    reply.type('application/xml').send(await outcomeFile(dust, participantOf(request), request.params.name)),
  );
  app.get('/alerts', { config }, (request) => dust.read((work) => alertsFor(work, participantOf(request))));
  app.get('/alerts/:number', { config, schema: ALERT }, (request, reply) =>
    reply
      .type('application/xml')
      .send(dust.read((work) => alertDocument(work, participantOf(request), request.params.number))),
  );
}

function reportRoutes(app: App, dust: MigrationDust, config: Guards['participants']): void {
  app.get('/reports', { config }, (request) => reportsFor(dust, participantOf(request)));
  app.get('/reports/:id', { config, schema: REPORT }, (request) =>
    reportFor(dust, participantOf(request), encodeURIComponent(request.params.id)),
  );
  app.get('/reports/:id/report.csv', { config, schema: REPORT }, async (request, reply) =>
    reply.type(CSV).send(await reportCsvFor(dust, participantOf(request), encodeURIComponent(request.params.id))),
  );
  app.get('/reports/current/:kind', { config, schema: CURRENT }, (request) =>
    reportFor(dust, participantOf(request), `current/${encodeURIComponent(request.params.kind)}`),
  );
  app.get('/reports/current/:kind/report.csv', { config, schema: CURRENT }, async (request, reply) => {
    const path = `current/${encodeURIComponent(request.params.kind)}`;
    return reply.type(CSV).send(await reportCsvFor(dust, participantOf(request), path));
  });
}
