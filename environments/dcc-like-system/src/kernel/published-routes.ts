import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal';
import type { Service } from './service';
import { text } from './store';

/** File names are letters, digits, dot, hyphen and underscore; anything else never reaches the store. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/;

/** What every service says of itself to anybody, even while it is down. */
export function healthRoute(app: FastifyInstance, service: Service): void {
  app.get('/health', (_request, reply) => {
    const trouble = service.store.trouble();
    return reply.status(trouble === undefined ? 200 : 503).send({
      service: service.name,
      version: service.config.version,
      now: service.now.toISOString(),
      status: trouble === undefined ? 'up' : 'failed',
      ...(trouble !== undefined && { error: trouble }),
    });
  });
}

/** What every service publishes beside its health: the reception of messages, the register of received files. */
export function publishedRoutes(app: FastifyInstance, service: Service): void {
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  app.addHook('onRequest', (_request, _reply, done) => {
    if (service.outage) throw new Refusal(503, `The ${service.name} is down; try again later.`);
    done();
  });

  // The lab can lose the answer to a call that was carried out.
  app.addHook('onSend', (request, reply, payload, done) => {
    const call = `${request.method} ${request.routeOptions.url ?? ''}`;
    if (reply.statusCode < 400 && service.fault('service-answer-lost', { call })) void reply.status(503);
    done(null, payload);
  });

  messageRoutes(app, service);
  fileRoutes(app, service);
}

/** Messages of other parties. */
function messageRoutes(app: FastifyInstance, service: Service): void {
  app.post<{ Params: { kind: string }; Body: unknown }>('/messages/:kind', (request, reply) => {
    const messageId = header(request.headers['x-message-id']);
    const fileName = header(request.headers['x-file-name']);
    const correlation = header(request.headers['x-correlation']);
    const { kind } = request.params;
    receive(service, service.authentication.party(request), [
      arrivalOf(service, { kind, messageId, fileName, correlation, body: bytes(request.body) }),
    ]);
    return reply.status(202).send({ received: messageId });
  });

  app.post<{ Body: { messages?: unknown } }>('/messages', (request, reply) => {
    const sender = service.authentication.party(request);
    const { messages } = request.body;
    if (!Array.isArray(messages)) throw new Refusal(400, 'Say which messages: {"messages": [...]}.');
    const arrivals = (messages as Partial<Record<string, unknown>>[]).map((message) =>
      arrivalOf(service, {
        kind: String(message.kind),
        messageId: header(message.messageId),
        fileName: undefined,
        correlation: header(message.correlation),
        body: Buffer.from(String(message.body), 'utf8'),
      }),
    );
    receive(service, sender, arrivals);
    return reply.status(202).send({ received: arrivals.map(({ messageId }) => messageId) });
  });
}

/** The register of received files. */
function fileRoutes(app: FastifyInstance, service: Service): void {
  app.get('/files', (request) => {
    service.authentication.party(request);
    return service.store.all('SELECT * FROM files ORDER BY n').map((row) => ({
      name: String(row.name),
      kind: String(row.kind),
      fileId: text(row.file_id),
      sender: String(row.sender),
      receivedAt: String(row.received_at),
      verdict: String(row.verdict),
      code: text(row.code),
      reason: text(row.reason),
      judgedAt: text(row.judged_at),
    }));
  });

  app.get<{ Params: { name: string } }>('/files/:name', (request, reply) => {
    service.authentication.party(request);
    const { name } = request.params;
    // Several arrivals can bear one name: a broken one, and then the whole file.
    const row = service.store.one(
      "SELECT inbox.body AS body FROM files JOIN inbox ON inbox.n = files.inbox_n WHERE files.name = ? ORDER BY files.verdict = 'accepted' DESC, files.n DESC LIMIT 1",
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

/** @throws Refusal unless it is a message that this service receives */
function arrivalOf(service: Service, given: Omit<Arrival, 'messageId'> & { messageId: string | undefined }): Arrival {
  const { kind, messageId = '', fileName } = given;
  if (!Object.hasOwn(service.definition.messages, kind)) {
    throw new Refusal(404, `The ${service.name} does not receive messages of kind "${kind}".`);
  }
  if (messageId === '') throw new Refusal(400, 'The id of the message is missing: send it in the header X-Message-Id.');
  if (fileName !== undefined && !FILE_NAME.test(fileName)) {
    throw new Refusal(400, `The file name ${JSON.stringify(fileName.slice(0, 40))} is not allowed.`);
  }
  return { ...given, messageId };
}

/** Stores messages before they are acknowledged; a message id that is known already changes nothing. */
function receive(service: Service, sender: string, arrivals: readonly Arrival[]): void {
  const { store } = service;
  const at = service.now.toISOString();
  store.transaction(() => {
    for (const { messageId, kind, fileName, correlation, body } of arrivals) {
      const { changes, lastRow } = store.run(
        'INSERT OR IGNORE INTO inbox (sender, message_id, kind, file_name, correlation, body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        sender,
        messageId,
        kind,
        fileName ?? null,
        correlation ?? null,
        body,
        at,
      );
      if (changes === 0 || fileName === undefined) continue;
      store.run(
        "INSERT INTO files (name, kind, sender, received_at, verdict, inbox_n) VALUES (?, ?, ?, ?, 'received', ?)",
        fileName,
        kind,
        sender,
        at,
        lastRow,
      );
    }
  });
}

function header(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Bytes of a body, whatever content type it came under. */
export function bytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body === undefined || body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
