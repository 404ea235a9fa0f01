import { z } from 'zod';
import { ID, INSTANT, listOf, NUMBER_IN_ADDRESS, text as textOf } from '../domain/fields';
import type { App } from './http';
import type { Provision } from './provision';
import { Refusal } from './refusal';
import { sameSecret } from './secret';
import { readShape } from './shape';
import type { Service } from './service';
import { text } from './store';
import { clockAt, workAt } from './tick';

/** One thing that the lab tells a service; `POST /lab/provisions` tells many in one unit of work. */
export interface Provisioned {
  readonly name: string;
  readonly body: object;
}

const FAULT = z.strictObject({
  id: ID,
  kind: ID,
  match: z.record(textOf(60), textOf(200)),
  times: z.int().min(1).exactOptional(),
  from: INSTANT.exactOptional(),
  until: INSTANT.exactOptional(),
});
const HOLD = z.strictObject({ id: ID, to: ID, kind: ID });
const BY_ID = { params: z.strictObject({ id: ID }) };
/** What came after entry number `since`, from 0. */
const SINCE = { querystring: z.strictObject({ since: NUMBER_IN_ADDRESS.exactOptional() }) };
const DEFECTS = z.strictObject({ ids: listOf(ID, 1000) });
const PROVISIONS = listOf(z.strictObject({ name: ID, body: z.looseObject({}) }));
/** The time of the lab, and its logical time. */
const TIME = z.strictObject({ now: INSTANT, logicalTime: z.int().min(0) });

/**
 * The lab's hand on a service, as a scope of its own: every route in it asks for the token, however its path was written.
 * Exists only where the environment is a simulated one.
 */
export function labRoutes(lab: App, service: Service, token: string): void {
  requireTokenIn(lab, token);
  timeRoutes(lab, service);
  provisionRoutes(lab, service.definition.provision ?? {}, service);
  disturbanceRoutes(lab, service);
  heldMessageRoutes(lab, service);
  observationRoutes(lab, service);
  service.definition.labRoutes?.(lab, service);
}

/** Resets the service, tells it the time and lets it work. */
function timeRoutes(lab: App, service: Service): void {
  lab.post('/reset', { schema: { body: z.strictObject({ start: INSTANT }) } }, async (request) => {
    await service.reset(new Date(request.body.start));
    return {};
  });

  lab.post('/clock', { schema: { body: TIME } }, ({ body }) => clockAt(service, new Date(body.now), body.logicalTime));

  lab.post('/work', { schema: { body: TIME } }, ({ body }) => workAt(service, new Date(body.now), body.logicalTime));
}

/** Tells the service what it has to know of the world. */
function provisionRoutes(lab: App, provisions: Readonly<Record<string, Provision>>, service: Service): void {
  for (const [name, provision] of Object.entries(provisions)) {
    lab.post(`/provision/${name}`, { schema: { body: provision.shape } }, async (request) => {
      await service.transact((work) => provision.apply(request.body, work));
      return {};
    });
  }
  lab.post('/provisions', { schema: { body: PROVISIONS } }, async (request) => {
    await service.transact(async (work) => {
      for (const { name, body } of request.body) {
        const known = Object.hasOwn(provisions, name) ? provisions[name] : undefined;
        if (!known) throw new Refusal(404, `The ${service.name} cannot be provisioned with "${name}".`);
        await known.apply(readShape(known.shape, body, `provision "${name}"`), work);
      }
    });
    return {};
  });
}

/** Faults, seeded defects and holds. */
function disturbanceRoutes(lab: App, service: Service): void {
  lab.post('/faults', { schema: { body: FAULT } }, (request) => {
    service.lab.addFault({ ...request.body });
    return {};
  });
  lab.delete('/faults/:id', { schema: BY_ID }, (request) => {
    const { id } = request.params;
    const struck = service.lab.hasStruck(id);
    service.lab.removeFault(id);
    return { struck };
  });

  lab.post('/defects', { schema: { body: DEFECTS } }, (request) => {
    service.switchDefectsOn(request.body.ids);
    return {};
  });

  lab.post('/holds', { schema: { body: HOLD } }, (request) => {
    service.lab.addHold(request.body);
    return {};
  });
  lab.delete('/holds/:id', { schema: BY_ID }, (request) => {
    service.lab.removeHold(request.params.id);
    return {};
  });
}

/** Messages that the service holds back. */
function heldMessageRoutes(lab: App, service: Service): void {
  lab.get('/held', () =>
    service.store.all("SELECT * FROM {outbox} WHERE state = 'held' ORDER BY n").map((row) => ({
      n: Number(row.n),
      to: String(row.recipient),
      kind: String(row.kind),
      fileName: text(row.file_name),
      correlation: text(row.correlation),
      messageId: `${service.name}-${String(row.n)}`,
      body: Buffer.from(row.body as Uint8Array).toString('base64'),
    })),
  );
  lab.post('/held/:n/release', { schema: { params: z.strictObject({ n: NUMBER_IN_ADDRESS }) } }, (request) => {
    const { n } = request.params;
    const { changes } = service.store.run("UPDATE {outbox} SET state = 'released' WHERE state = 'held' AND n = ?", n);
    if (changes === 0) throw new Refusal(404, `The ${service.name} holds no message ${n}.`);
    return {};
  });
}

/** What the service sent and did. */
function observationRoutes(lab: App, service: Service): void {
  lab.get('/messages', { schema: SINCE }, ({ query }) =>
    service.store.all('SELECT * FROM {outbox} WHERE sent_n > ? ORDER BY sent_n', query.since ?? 0).map((row) => ({
      n: Number(row.sent_n),
      logicalTime: Number(row.logical_time),
      at: String(row.sent_at),
      from: service.name,
      to: String(row.recipient),
      kind: String(row.kind),
      fileName: text(row.file_name),
      body: Buffer.from(row.body as Uint8Array).toString('utf8'),
    })),
  );

  lab.get('/audit', { schema: SINCE }, ({ query }) =>
    service.store.all('SELECT * FROM {audit} WHERE n > ? ORDER BY n', query.since ?? 0).map((row) => ({
      n: Number(row.n),
      logicalTime: Number(row.logical_time),
      at: String(row.at),
      service: service.name,
      event: String(row.event),
      installation: text(row.installation),
      detail: String(row.detail),
    })),
  );
}

/** Every route of a scope answers 401 to a request without the lab token. */
export function requireTokenIn(scope: App, token: string): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) {
      throw new Refusal(401, 'The lab interface needs the lab token.');
    }
    done();
  });
}
