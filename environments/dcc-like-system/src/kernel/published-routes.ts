import type { FastifyInstance } from 'fastify';
import { Refusal, type Service } from './service';
import { text } from './store';

/** File names are letters, digits, dot, hyphen and underscore; anything else never reaches the store. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/;

/** What every service publishes: health, the reception of messages, the register of received files. */
export function publishedRoutes(app: FastifyInstance, service: Service): void {
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  app.addHook('onRequest', (request, _reply, done) => {
    const open = request.url === '/health' || request.url.startsWith('/lab/');
    if (service.isDown && !open) throw new Refusal(503, `The ${service.name} is down; try again later.`);
    done();
  });

  // The lab can lose the answer to a call that was carried out.
  app.addHook('onSend', (request, reply, payload, done) => {
    const call = `${request.method} ${request.routeOptions.url ?? ''}`;
    if (reply.statusCode < 400 && service.fault('service-answer-lost', { call })) void reply.status(503);
    done(null, payload);
  });

  app.get('/health', () => ({
    service: service.name,
    version: service.config.version,
    now: service.now.toISOString(),
  }));

  app.post<{ Params: { kind: string }; Body: unknown }>('/messages/:kind', (request, reply) => {
    const sender = service.party(request);
    const { kind } = request.params;
    if (!Object.hasOwn(service.definition.messages, kind)) {
      throw new Refusal(404, `The ${service.name} does not receive messages of kind "${kind}".`);
    }
    const messageId = request.headers['x-message-id'];
    if (typeof messageId !== 'string' || messageId === '')
      throw new Refusal(400, 'The header X-Message-Id is missing.');
    const fileName = header(request.headers['x-file-name']);
    if (fileName !== undefined && !FILE_NAME.test(fileName)) {
      throw new Refusal(400, `The file name ${JSON.stringify(fileName.slice(0, 40))} is not allowed.`);
    }
    receive(
      service,
      { sender, messageId, kind, fileName, correlation: header(request.headers['x-correlation']) },
      bytes(request.body),
    );
    return reply.status(202).send({ received: messageId });
  });

  app.get('/files', (request) => {
    service.party(request);
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
    service.party(request);
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
  readonly sender: string;
  readonly messageId: string;
  readonly kind: string;
  readonly fileName: string | undefined;
  readonly correlation: string | undefined;
}

/** Stores a message before it is acknowledged; a message id that is known already changes nothing. */
function receive(service: Service, arrival: Arrival, body: Buffer): void {
  const { store } = service;
  const at = service.now.toISOString();
  store.transaction(() => {
    const { changes, lastRow } = store.run(
      'INSERT OR IGNORE INTO inbox (sender, message_id, kind, file_name, correlation, body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      arrival.sender,
      arrival.messageId,
      arrival.kind,
      arrival.fileName ?? null,
      arrival.correlation ?? null,
      body,
      at,
    );
    if (changes === 0 || arrival.fileName === undefined) return;
    store.run(
      "INSERT INTO files (name, kind, sender, received_at, verdict, inbox_n) VALUES (?, ?, ?, ?, 'received', ?)",
      arrival.fileName,
      arrival.kind,
      arrival.sender,
      at,
      lastRow,
    );
  });
}

function header(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Bytes of a body, whatever content type it came under. */
export function bytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body === undefined || body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
