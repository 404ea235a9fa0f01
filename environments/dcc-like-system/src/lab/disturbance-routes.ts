import type { FastifyInstance } from 'fastify';
import { SERVICES, type ServiceName } from '../../../environment';
import { Refusal } from '../kernel/refusal';
import { place, type FaultOrder } from './faults';
import type { TestLab } from './lab';

interface HeldMessage {
  readonly n: number;
  readonly to: string;
  readonly kind: string;
}

/** Seeded defects, faults, held messages, lent keys. */
export function disturbanceRoutes(app: FastifyInstance, lab: TestLab): void {
  defectRoutes(app, lab);
  faultRoutes(app, lab);
  holdRoutes(app, lab);
  heldMessageRoutes(app, lab);
  app.post<{ Body: { party: string } }>('/keys/lend', (request) => {
    const lent = lab.config.keys[request.body.party];
    if (!lent) throw new Refusal(404, `The lab has no test key of "${request.body.party}".`);
    return lent;
  });
}

function defectRoutes(app: FastifyInstance, lab: TestLab): void {
  app.get('/defects', () => lab.defects.map((defect) => ({ ...defect, on: lab.world.defectsOn.includes(defect.id) })));
  app.post<{ Body: { ids: string[] } }>('/defects', async (request) => {
    const unknown = request.body.ids.find((id) => lab.defects.every((defect) => defect.id !== id));
    if (unknown !== undefined) throw new Refusal(404, `There is no seeded defect "${unknown}".`);
    lab.learn({ defectsOn: request.body.ids });
    for (const service of SERVICES) await lab.call(service, 'POST', '/lab/defects', { ids: lab.world.defectsOn });
    return {};
  });
}

function faultRoutes(app: FastifyInstance, lab: TestLab): void {
  app.post<{ Body: FaultOrder }>('/faults', async (request, reply) => {
    const id = lab.nextId('fault');
    const { at, fault } = place(request.body, id);
    if (at === 'receivers') lab.receiving.addFault(fault);
    else await lab.call(at, 'POST', '/lab/faults', fault);
    lab.placed(id, at);
    return reply.status(201).send({ id });
  });
  app.delete<{ Params: { id: string } }>('/faults/:id', async (request) => {
    const { id } = request.params;
    const at = lab.placeOf(id);
    if (at === undefined) throw new Refusal(404, `There is no fault "${id}".`);
    if (at === 'receivers') lab.receiving.removeFault(id);
    else await lab.call(at, 'DELETE', `/lab/faults/${id}`);
    return {};
  });
}

function holdRoutes(app: FastifyInstance, lab: TestLab): void {
  app.post<{ Body: { from: ServiceName; to: ServiceName; kind: string } }>('/holds', async (request, reply) => {
    const { from, to, kind } = request.body;
    const id = lab.nextId('hold');
    await lab.call(from, 'POST', '/lab/holds', { id, to, kind });
    lab.placed(id, from);
    return reply.status(201).send({ id });
  });
  app.delete<{ Params: { id: string } }>('/holds/:id', async (request) => {
    const from = lab.placeOf(request.params.id);
    if (from === undefined || from === 'receivers') throw new Refusal(404, `There is no hold "${request.params.id}".`);
    await lab.call(from, 'DELETE', `/lab/holds/${request.params.id}`);
    return {};
  });
}

function heldMessageRoutes(app: FastifyInstance, lab: TestLab): void {
  app.get('/held', async () => {
    const held: object[] = [];
    // Nothing is held but where a hold was ordered.
    const ordered = new Set(Object.values(lab.world.places));
    for (const from of SERVICES.filter((service) => ordered.has(service))) {
      const messages = (await lab.call(from, 'GET', '/lab/held')) as HeldMessage[];
      held.push(...messages.map(({ n, ...message }) => ({ id: `${from}:${n}`, from, ...message })));
    }
    return held;
  });
  app.post<{ Params: { id: string } }>('/held/:id/release', async (request) => {
    const [from, n] = request.params.id.split(':');
    const service = SERVICES.find((candidate) => candidate === from);
    if (!service) throw new Refusal(404, `Nothing is held under "${request.params.id}".`);
    await lab.call(service, 'POST', `/lab/held/${Number(n)}/release`, {});
    return {};
  });
}
