import { z } from 'zod';
import { SERVICES } from '../../../environment';
import { ID, listOf } from '../domain/fields';
import type { App } from '../kernel/http';
import { Refusal } from '../kernel/refusal';
import { FAULT_ORDER, place } from './faults';
import type { TestLab } from './lab';

interface HeldMessage {
  readonly n: number;
  readonly to: string;
  readonly kind: string;
}

const DEFECTS = z.strictObject({ ids: listOf(ID, 1000) });
const BY_ID = { params: z.strictObject({ id: ID }) };
const SERVICE = z.enum(SERVICES);
/** Messages of a kind are held back at their sender. */
const HOLD = z.strictObject({ from: SERVICE, to: SERVICE, kind: ID });
/** Number of a message at its sender. */
const HELD = /^([a-z0-9-]+):([0-9]{1,15})$/;
const HELD_MESSAGE = { params: z.strictObject({ id: z.string().regex(HELD, 'must be the id of a held message') }) };
/** A role, or the EUI of an organisation. */
const HOLDER = z.strictObject({ party: ID });

/** Seeded defects, faults, held messages, lent keys. */
export function disturbanceRoutes(app: App, lab: TestLab): void {
  defectRoutes(app, lab);
  faultRoutes(app, lab);
  holdRoutes(app, lab);
  heldMessageRoutes(app, lab);
  app.post('/keys/lend', { schema: { body: HOLDER } }, ({ body: { party } }) => {
    const { keys } = lab.config;
    if (!Object.hasOwn(keys, party)) throw new Refusal(404, `The lab has no test key of "${party}".`);
    return keys[party];
  });
}

function defectRoutes(app: App, lab: TestLab): void {
  app.get('/defects', () => lab.defects.map((defect) => ({ ...defect, on: lab.world.defectsOn.includes(defect.id) })));
  app.post('/defects', { schema: { body: DEFECTS } }, async ({ body: { ids } }) => {
    const unknown = ids.find((id) => lab.defects.every((defect) => defect.id !== id));
    if (unknown !== undefined) throw new Refusal(404, `There is no seeded defect "${unknown}".`);
    // What any service may have on is known before it is told, and until all are told that it is off.
    if (ids.length > 0) lab.learn({ defectsOn: ids });
    else if (lab.world.defectsOn.length === 0) return {};
    for (const service of SERVICES) await lab.call(service, 'POST', '/lab/defects', { ids });
    lab.learn({ defectsOn: ids });
    return {};
  });
}

function faultRoutes(app: App, lab: TestLab): void {
  app.post('/faults', { schema: { body: FAULT_ORDER } }, async (request, reply) => {
    const id = lab.nextId('fault');
    const { at, fault } = place(request.body, id);
    if (at === 'receivers') lab.receiving.addFault(fault);
    else await lab.call(at, 'POST', '/lab/faults', fault);
    lab.placed(id, at);
    return reply.status(201).send({ id });
  });
  app.delete('/faults/:id', { schema: BY_ID }, async (request) => {
    const { id } = request.params;
    const at = lab.placeOf(id);
    if (at === undefined) throw new Refusal(404, `There is no fault "${id}".`);
    if (at !== 'receivers') return lab.call(at, 'DELETE', `/lab/faults/${id}`);
    const struck = lab.receiving.hasStruck(id);
    lab.receiving.removeFault(id);
    return { struck };
  });
}

function holdRoutes(app: App, lab: TestLab): void {
  app.post('/holds', { schema: { body: HOLD } }, async (request, reply) => {
    const { from, to, kind } = request.body;
    const id = lab.nextId('hold');
    await lab.call(from, 'POST', '/lab/holds', { id, to, kind });
    lab.placed(id, from);
    return reply.status(201).send({ id });
  });
  app.delete('/holds/:id', { schema: BY_ID }, async ({ params: { id } }) => {
    const from = lab.placeOf(id);
    if (from === undefined || from === 'receivers') throw new Refusal(404, `There is no hold "${id}".`);
    await lab.call(from, 'DELETE', `/lab/holds/${id}`);
    return {};
  });
}

function heldMessageRoutes(app: App, lab: TestLab): void {
  app.get('/held', async () => {
    const held: object[] = [];
    // Nothing is held but where a hold was ordered.
    const holds = Object.entries(lab.world.places).filter(([id]) => id.startsWith('hold-'));
    const ordered = new Set(holds.map(([, place]) => place));
    for (const from of SERVICES.filter((service) => ordered.has(service))) {
      const messages = (await lab.call(from, 'GET', '/lab/held')) as HeldMessage[];
      held.push(...messages.map(({ n, ...message }) => ({ id: `${from}:${n}`, from, ...message })));
    }
    return held;
  });
  app.post('/held/:id/release', { schema: HELD_MESSAGE }, async ({ params: { id } }) => {
    const [, from, n = ''] = HELD.exec(id) ?? [];
    const service = SERVICES.find((candidate) => candidate === from);
    if (!service) throw new Refusal(404, `Nothing is held under "${id}".`);
    await lab.call(service, 'POST', `/lab/held/${n}/release`, {});
    return {};
  });
}
