import type { FastifyInstance } from 'fastify';
import { Refusal } from '../kernel/service';
import { addDuration } from './durations';
import { DEFAULT_START, type LabBench } from './lab';

/** Reset and virtual time. */
export function clockRoutes(app: FastifyInstance, bench: LabBench): void {
  const clock = (): object => ({ now: bench.coordinator.now.toISOString(), next: bench.coordinator.nextDue });
  app.post<{ Body: { seed: string; start?: string } }>('/reset', (request) =>
    bench.exclusive.run(async () => {
      await bench.reset(request.body.seed, new Date(request.body.start ?? DEFAULT_START));
      return clock();
    }),
  );
  app.get('/clock', clock);
  app.post('/clock/settle', () =>
    bench.exclusive.run(async () => {
      await bench.coordinator.settle();
      return clock();
    }),
  );
  app.post<{ Body: { to?: string; by?: string } }>('/clock/advance', (request) =>
    bench.exclusive.run(async () => {
      const { to, by } = request.body;
      if (to === undefined && by === undefined)
        throw new Refusal(400, 'Say "to" which instant or "by" which duration.');
      const target = to === undefined ? addDuration(bench.coordinator.now, by ?? '') : new Date(to);
      if (target < bench.coordinator.now) throw new Refusal(409, 'Time cannot go back.');
      await bench.coordinator.advance(target);
      return clock();
    }),
  );
}
