import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';
import type { Fault, Hold } from './lab-state';
import { Refusal } from './refusal';
import type { Provision, Service } from './service';
import { text } from './store';
import { clockAt, workAt } from './tick';

/** One thing that the lab tells a service; `POST /lab/provisions` tells many in one unit of work. */
export interface Provisioned {
  readonly name: string;
  readonly body: object;
}

/**
 * The lab's hand on a service, as a scope of its own: every route in it asks for the token, however its path was written.
 * Exists only where the environment is a simulated one.
 */
export function labRoutes(service: Service, token: string): FastifyPluginCallback {
  return (lab, _options, done) => {
    requireTokenIn(lab, token);
    timeRoutes(lab, service);
    provisionRoutes(lab, service);
    disturbanceRoutes(lab, service);
    observationRoutes(lab, service);
    service.definition.labRoutes?.(lab, service);
    done();
  };
}

/** Resets the service, tells it the time and lets it work. */
function timeRoutes(lab: FastifyInstance, service: Service): void {
  lab.post<{ Body: { start: string } }>('/reset', async (request) => {
    await service.reset(new Date(request.body.start));
    return {};
  });

  lab.post<{ Body: { now: string } }>('/clock', (request) => clockAt(service, new Date(request.body.now)));

  lab.post<{ Body: { now: string; turn: number } }>('/work', (request) =>
    workAt(service, new Date(request.body.now), request.body.turn),
  );
}

/** Tells the service what it has to know of the world. */
function provisionRoutes(lab: FastifyInstance, service: Service): void {
  lab.post<{ Params: { name: string }; Body: unknown }>('/provision/:name', async (request) => {
    const provision = provisionOf(service, request.params.name);
    return (await service.transact((work) => provision(request.body, work))) ?? {};
  });

  lab.post<{ Body: readonly Provisioned[] }>('/provisions', async (request) => {
    await service.transact(async (work) => {
      for (const { name, body } of request.body) await provisionOf(service, name)(body, work);
    });
    return {};
  });
}

/** Faults, seeded defects and held messages. */
function disturbanceRoutes(lab: FastifyInstance, service: Service): void {
  lab.post<{ Body: Fault }>('/faults', (request) => {
    service.lab.addFault({ ...request.body });
    return {};
  });
  lab.delete<{ Params: { id: string } }>('/faults/:id', (request) => {
    service.lab.removeFault(request.params.id);
    return {};
  });

  lab.post<{ Body: { ids: string[] } }>('/defects', (request) => {
    service.switchDefectsOn(request.body.ids);
    return {};
  });

  lab.post<{ Body: Hold }>('/holds', (request) => {
    service.lab.addHold(request.body);
    return {};
  });
  lab.delete<{ Params: { id: string } }>('/holds/:id', (request) => {
    service.lab.removeHold(request.params.id);
    return {};
  });
  lab.get('/held', () =>
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
  lab.post<{ Params: { n: string } }>('/held/:n/release', (request) => {
    const n = Number(request.params.n);
    const { changes } = service.store.run("UPDATE outbox SET state = 'released' WHERE state = 'held' AND n = ?", n);
    if (changes === 0) throw new Refusal(404, `The ${service.name} holds no message ${request.params.n}.`);
    return {};
  });
}

/** What the service sent and did. */
function observationRoutes(lab: FastifyInstance, service: Service): void {
  lab.get<{ Querystring: { since?: string } }>('/messages', (request) =>
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

  lab.get<{ Querystring: { since?: string } }>('/audit', (request) =>
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

/** Every route of a scope answers 401 to a request without the lab token. */
export function requireTokenIn(scope: FastifyInstance, token: string): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    requireToken(request, token);
    done();
  });
}

/** @throws Refusal 401 unless the request carries the lab token. */
function requireToken(request: FastifyRequest, token: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(401, 'The lab interface needs the lab token.');
  }
}
