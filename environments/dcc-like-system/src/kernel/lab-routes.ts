import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Fault, Hold } from './bench-state';
import { Refusal, type Provision, type Service } from './service';
import { text } from './store';

/** One thing that the lab tells a service; `POST /lab/provisions` tells many in one unit of work. */
export interface Provisioned {
  readonly name: string;
  readonly body: object;
}

/** The lab's hand on a service. Exists only where the environment is a simulated one. */
export function labRoutes(app: FastifyInstance, service: Service, token: string): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.url.startsWith('/lab/')) requireToken(request, token);
    done();
  });

  app.post<{ Body: { start: string } }>('/lab/reset', async (request) => {
    await service.reset(new Date(request.body.start));
    return {};
  });

  app.post<{ Body: { now: string } }>('/lab/clock', (request) => service.clockAt(new Date(request.body.now)));

  app.post<{ Body: { now: string; turn: number } }>('/lab/work', (request) =>
    service.workAt(new Date(request.body.now), request.body.turn),
  );

  app.post<{ Params: { name: string }; Body: unknown }>('/lab/provision/:name', async (request) => {
    const provision = provisionOf(service, request.params.name);
    return (await service.transact((work) => provision(request.body, work, service))) ?? {};
  });

  app.post<{ Body: readonly Provisioned[] }>('/lab/provisions', async (request) => {
    await service.transact(async (work) => {
      for (const { name, body } of request.body) await provisionOf(service, name)(body, work, service);
    });
    return {};
  });

  app.post<{ Body: Fault }>('/lab/faults', (request) => {
    service.bench.addFault({ ...request.body });
    return {};
  });
  app.delete<{ Params: { id: string } }>('/lab/faults/:id', (request) => {
    service.bench.removeFault(request.params.id);
    return {};
  });

  app.post<{ Body: { ids: string[] } }>('/lab/defects', (request) => {
    service.bench.setDefects(request.body.ids);
    return {};
  });

  app.post<{ Body: Hold }>('/lab/holds', (request) => {
    service.bench.addHold(request.body);
    return {};
  });
  app.delete<{ Params: { id: string } }>('/lab/holds/:id', (request) => {
    service.bench.removeHold(request.params.id);
    return {};
  });
  app.get('/lab/held', () =>
    service.store.all("SELECT * FROM outbox WHERE state = 'held' ORDER BY n").map((row) => ({
      n: Number(row.n),
      to: String(row.recipient),
      kind: String(row.kind),
      fileName: text(row.file_name),
      correlation: text(row.correlation),
      messageId: `${service.name}-${String(row.n)}`,
      body: Buffer.from(row.body as Uint8Array).toString('base64'),
    })),
  );
  app.post<{ Params: { n: string } }>('/lab/held/:n/release', (request) => {
    const n = Number(request.params.n);
    const { changes } = service.store.run("UPDATE outbox SET state = 'released' WHERE state = 'held' AND n = ?", n);
    if (changes === 0) throw new Refusal(404, `The ${service.name} holds no message ${request.params.n}.`);
    return {};
  });

  app.get<{ Querystring: { since?: string } }>('/lab/messages', (request) =>
    service.store
      .all('SELECT * FROM outbox WHERE sent_n > ? ORDER BY sent_n', Number(request.query.since ?? 0))
      .map((row) => ({
        n: Number(row.sent_n),
        turn: Number(row.turn),
        at: String(row.sent_at),
        from: service.name,
        to: String(row.recipient),
        kind: String(row.kind),
        fileName: text(row.file_name),
        body: Buffer.from(row.body as Uint8Array).toString('utf8'),
      })),
  );

  app.get<{ Querystring: { since?: string } }>('/lab/audit', (request) =>
    service.store.all('SELECT * FROM audit WHERE n > ? ORDER BY n', Number(request.query.since ?? 0)).map((row) => ({
      n: Number(row.n),
      turn: Number(row.turn),
      at: String(row.at),
      service: service.name,
      event: String(row.event),
      installation: text(row.installation),
      detail: String(row.detail),
    })),
  );
}

function provisionOf(service: Service, name: string): Provision {
  const provision = service.definition.provision?.[name];
  if (!provision) throw new Refusal(404, `The ${service.name} cannot be provisioned with "${name}".`);
  return provision;
}

/** @throws Refusal 401 unless the request carries the lab token. */
export function requireToken(request: FastifyRequest, token: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(401, 'The lab interface needs the lab token.');
  }
}
