import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CONTENT, ID, listOf, text as textOf } from '../domain/fields';
import { ANY_PARTY, CALLERS, namesOf } from './callers';
import { bytes, inScope, takeBytes, type App } from './http';
import { LOGICAL_TIME_HEADER } from './logical-clock';
import { ProcessEnded } from './machine';
import { Refusal } from './refusal';
import { area } from './rules';
import type { Service } from './service';
import { thingsSetAside } from './set-aside';
import { text, type Store } from './store';

/** File names are letters, digits, dot, hyphen and underscore; anything else never reaches the store. */
const FILE_NAME = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/, 'must be letters, digits, dots, hyphens and underscores, at most 151');
/** How messages are taken. */
export const RECEPTION = area('reception', {
  /** The id by which a message is known again. */
  idOf: (messageId: string, _now: Date): string => messageId,
  /** Stores what arrived. @throws StoreFault where it cannot be stored: it is not acknowledged then */
  keep: (store: Store, write: () => void): void => {
    store.transaction(write);
  },
});
/** Kind of a message. */
const KIND = textOf(60);

const MESSAGE = {
  params: z.strictObject({ kind: KIND }),
  // There are headers that are nobody's business here.
  headers: z.looseObject({
    'x-message-id': ID,
    'x-file-name': FILE_NAME.exactOptional(),
    'x-correlation': ID.exactOptional(),
  }),
};
const MESSAGES = {
  body: z.strictObject({
    messages: listOf(
      z.strictObject({ kind: KIND, messageId: ID, correlation: ID.exactOptional(), body: CONTENT }),
      1000,
    ),
  }),
};
const FILE = { params: z.strictObject({ name: FILE_NAME }) };

/** What every service says of itself to anybody, even while it is down. */
export function healthRoute(app: App, service: Service): void {
  app.get('/health', (_request, reply) => {
    const trouble = service.store.trouble();
    return reply.status(trouble === undefined ? 200 : 503).send({
      service: service.name,
      version: service.config.version,
      now: service.now.toISOString(),
      status: trouble === undefined ? 'up' : 'failed',
      ...(trouble !== undefined && { error: trouble }),
      // A store that cannot be used is not asked.
      setAside: trouble === undefined ? service.read(thingsSetAside) : [],
    });
  });
}

/** What every service publishes beside its health: the reception of messages, the register of received files. */
export function publishedRoutes(app: App, service: Service): void {
  app.addHook('onRequest', (_request, _reply, done) => {
    if (service.machine.breaksCall()) throw new ProcessEnded(service.name);
    if (service.machine.refusesCall()) throw new Refusal(503, `The ${service.name} is down; try again later.`);
    done();
  });
  admitCallers(app, service);
  app.addHook('onRequest', (request, _reply, done) => {
    const { parties } = request.routeOptions.config;
    if (parties !== undefined) service.logicalClock.learnFrom(request.headers[LOGICAL_TIME_HEADER]);
    done();
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const asked = request.routeOptions.config.parties !== undefined && LOGICAL_TIME_HEADER in request.headers;
    if (asked) reply.header(LOGICAL_TIME_HEADER, String(service.logicalClock.now));
    done(null, payload);
  });

  // The lab can lose the answer to a call that was carried out.
  app.addHook('onSend', (request, reply, payload, done) => {
    const { method, url, routeOptions } = request;
    const isLost = [routeOptions.url ?? '', url].some((path) =>
      service.fault('service-answer-lost', { call: `${method} ${path}` }),
    );
    if (reply.statusCode < 400 && isLost) void reply.status(503);
    done(null, payload);
  });

  inScope(app, (single) => {
    takeBytes(single);
    messageRoute(single, service);
  });
  messagesRoute(app, service);
  fileRoutes(app, service);
}

/**
 * Makes every route of a scope ask for its caller's credentials before it reads anything else.
 * A route that does not say who may call it stops the service at its start.
 */
export function admitCallers(scope: App, service: Service): void {
  scope.addHook('onRoute', ({ method, url, config }) => {
    if (config?.parties === undefined && config?.guard === undefined) {
      throw new Error(`The route ${String(method)} ${url} does not say who may call it: give it parties or a guard.`);
    }
  });
  scope.addHook('onRequest', (request, reply, done) => {
    const { parties, guard } = request.routeOptions.config;
    if (parties !== undefined) service.authentication.admit(request, parties);
    const answered = guard?.(request, reply, service);
    if (answered === undefined) done();
  });
}

/** One message of another party. */
function messageRoute(app: App, service: Service): void {
  app.post('/messages/:kind', { config: { parties: ANY_PARTY }, schema: MESSAGE }, (request, reply) => {
    const { 'x-message-id': messageId, 'x-file-name': fileName, 'x-correlation': correlation } = request.headers;
    const arrival = { kind: request.params.kind, messageId, fileName, correlation, body: bytes(request.body) };
    receive(service, service.authentication.party(request), [arrival]);
    return reply.status(202).send({ received: messageId });
  });
}

/** Several messages of another party that are no files. */
function messagesRoute(app: App, service: Service): void {
  app.post('/messages', { config: { parties: ANY_PARTY }, schema: MESSAGES }, (request, reply) => {
    const arrivals = request.body.messages.map(({ kind, messageId, correlation, body }) => ({
      ...{ kind, messageId, fileName: undefined, correlation },
      body: Buffer.from(body, 'utf8'),
    }));
    receive(service, service.authentication.party(request), arrivals);
    return reply.status(202).send({ received: arrivals.map(({ messageId }) => messageId) });
  });
}

/** The register of received files. */
function fileRoutes(app: App, service: Service): void {
  app.get('/files', { config: { parties: ANY_PARTY } }, () =>
    service.store.all('SELECT * FROM {files} ORDER BY n').map((row) => ({
      name: String(row.name),
      kind: String(row.kind),
      fileId: text(row.file_id),
      sender: String(row.sender),
      receivedAt: String(row.received_at),
      verdict: String(row.verdict),
      code: text(row.code),
      reason: text(row.reason),
      judgedAt: text(row.judged_at),
    })),
  );

  app.get('/files/:name', { config: { parties: ANY_PARTY }, schema: FILE }, (request, reply) => {
    const { name } = request.params;
    // Several arrivals can bear one name: a broken one, and then the whole file.
    const row = service.store.one(
      "SELECT inbox.body AS body FROM {files} AS files JOIN {inbox} AS inbox ON inbox.n = files.inbox_n WHERE files.name = ? ORDER BY files.verdict = 'accepted' DESC, files.n DESC LIMIT 1",
      name,
    );
    if (!row) throw new Refusal(404, `The ${service.name} has received no file ${name}.`);
    return reply.type('application/xml').send(Buffer.from(row.body as Uint8Array));
  });
}

interface Arrival {
  readonly messageId: string;
  readonly kind: string;
  readonly fileName: string | undefined;
  readonly correlation: string | undefined;
  readonly body: Buffer;
}

/**
 * @throws Refusal 404 where the service does not receive messages of this kind, 403 where this party may not send them, 400
 * where the body has not the shape of the kind
 */
function check(service: Service, sender: string, { kind: name, body }: Arrival): void {
  const { messages } = service.definition;
  const kind = Object.hasOwn(messages, name) ? messages[name] : undefined;
  if (!kind) throw new Refusal(404, `The ${service.name} does not receive messages of kind "${name}".`);
  if (!service.rules(CALLERS).maySend(sender, name, kind)) {
    throw new Refusal(
      403,
      `The ${sender} may not send the ${service.name} messages of kind "${name}"; ${namesOf(kind.from)} may.`,
    );
  }
  kind.check(body);
}

/**
 * Stores messages before they are acknowledged, all of them or none; a message id that is known already changes nothing.
 * @throws Refusal as `check` does
 */
function receive(service: Service, sender: string, arrivals: readonly Arrival[]): void {
  for (const arrival of arrivals) check(service, sender, arrival);
  const { store } = service;
  const at = service.now.toISOString();
  const { idOf, keep } = service.rules(RECEPTION);
  const again: Arrival[] = [];
  keep(store, () => {
    for (const arrival of arrivals) {
      const { kind, fileName, correlation, body } = arrival;
      const messageId = idOf(arrival.messageId, service.now);
      const { changes, lastRow } = store.run(
        'INSERT OR IGNORE INTO {inbox} (sender, message_id, kind, file_name, correlation, body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        sender,
        messageId,
        kind,
        fileName ?? null,
        correlation ?? null,
        body,
        at,
      );
      if (changes === 0) again.push(arrival);
      if (changes === 0 || fileName === undefined) continue;
      store.run(
        "INSERT INTO {files} (name, kind, sender, received_at, verdict, inbox_n) VALUES (?, ?, ?, ?, 'received', ?)",
        fileName,
        kind,
        sender,
        at,
        lastRow,
      );
    }
  });
  if (again.length > 0) noteRepeated(service, sender, again);
}

/** Names messages that came again in the audit trail; their digests tell whether they are the same ones. */
function noteRepeated(service: Service, sender: string, arrivals: readonly Arrival[]): void {
  const work = service.beginWork();
  for (const { kind, messageId, body } of arrivals) {
    const digest = createHash('sha256').update(body).digest('hex');
    work.audit('message-again', undefined, `${kind} ${messageId} from ${sender}, SHA-256 ${digest}`);
  }
  work.commit();
}
