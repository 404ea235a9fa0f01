import type { FastifyInstance } from 'fastify';
import { SERVICES, type ServiceName } from '../../../environment';
import { Refusal } from '../kernel/service';
import { place, type FaultOrder } from './faults';
import type { LabBench } from './lab';

interface HeldMessage {
  readonly n: number;
  readonly to: string;
  readonly kind: string;
}

/** Seeded defects, faults, held messages, lent keys. */
export function disturbanceRoutes(app: FastifyInstance, bench: LabBench): void {
  app.get('/defects', () => bench.defects.map((defect) => ({ ...defect, on: bench.defectsOn.includes(defect.id) })));
  app.post<{ Body: { ids: string[] } }>('/defects', async (request) => {
    const unknown = request.body.ids.find((id) => bench.defects.every((defect) => defect.id !== id));
    if (unknown !== undefined) throw new Refusal(404, `There is no seeded defect "${unknown}".`);
    bench.defectsOn = request.body.ids;
    for (const service of SERVICES) await bench.call(service, 'POST', '/lab/defects', { ids: bench.defectsOn });
    return {};
  });

  app.post<{ Body: FaultOrder }>('/faults', async (request, reply) => {
    const id = bench.nextId('fault');
    const { at, fault } = place(request.body, id);
    if (at === 'receivers') bench.receiving.addFault(fault);
    else await bench.call(at, 'POST', '/lab/faults', fault);
    bench.places.set(id, at);
    return reply.status(201).send({ id });
  });
  app.delete<{ Params: { id: string } }>('/faults/:id', async (request) => {
    const { id } = request.params;
    const at = bench.places.get(id);
    if (at === undefined) throw new Refusal(404, `There is no fault "${id}".`);
    if (at === 'receivers') bench.receiving.removeFault(id);
    else await bench.call(at, 'DELETE', `/lab/faults/${id}`);
    return {};
  });

  app.post<{ Body: { from: ServiceName; to: ServiceName; kind: string } }>('/holds', async (request, reply) => {
    const { from, to, kind } = request.body;
    const id = bench.nextId('hold');
    await bench.call(from, 'POST', '/lab/holds', { id, to, kind });
    bench.places.set(id, from);
    return reply.status(201).send({ id });
  });
  app.delete<{ Params: { id: string } }>('/holds/:id', async (request) => {
    const from = bench.places.get(request.params.id);
    if (from === undefined || from === 'receivers') throw new Refusal(404, `There is no hold "${request.params.id}".`);
    await bench.call(from, 'DELETE', `/lab/holds/${request.params.id}`);
    return {};
  });
  app.get('/held', async () => {
    const held: object[] = [];
    // Nothing is held but where a hold was ordered.
    const ordered = new Set(bench.places.values());
    for (const from of SERVICES.filter((service) => ordered.has(service))) {
      const messages = (await bench.call(from, 'GET', '/lab/held')) as HeldMessage[];
      held.push(...messages.map(({ n, ...message }) => ({ id: `${from}:${n}`, from, ...message })));
    }
    return held;
  });
  app.post<{ Params: { id: string } }>('/held/:id/release', async (request) => {
    const [from, n] = request.params.id.split(':');
    const service = SERVICES.find((candidate) => candidate === from);
    if (!service) throw new Refusal(404, `Nothing is held under "${request.params.id}".`);
    await bench.call(service, 'POST', `/lab/held/${Number(n)}/release`, {});
    return {};
  });
  app.post<{ Body: { party: string } }>('/keys/lend', (request) => {
    const lent = bench.config.keys[request.body.party];
    if (!lent) throw new Refusal(404, `The lab has no test key of "${request.body.party}".`);
    return lent;
  });
}
