import type { FastifyInstance } from 'fastify';
import { Refusal } from '../kernel/refusal';
import { addDuration } from './durations';
import { DEFAULT_START, type TestLab } from './lab';

/** Reset and virtual time. */
export function clockRoutes(app: FastifyInstance, lab: TestLab): void {
  const clock = (): object => ({ now: lab.coordinator.now.toISOString(), next: lab.coordinator.nextDue });
  app.post<{ Body: { seed: string; start?: string } }>('/reset', (request) =>
    lab.exclusive.run(async () => {
      await lab.reset(request.body.seed, new Date(request.body.start ?? DEFAULT_START));
      return clock();
    }),
  );
  app.get('/clock', clock);
  app.post('/clock/settle', () =>
    lab.exclusive.run(async () => {
      await lab.coordinator.settle();
      return clock();
    }),
  );
  app.post<{ Body: { to?: string; by?: string } }>('/clock/advance', (request) =>
    lab.exclusive.run(async () => {
      const { to, by } = request.body;
      if (to === undefined && by === undefined)
        throw new Refusal(400, 'Say "to" which instant or "by" which duration.');
      const target = to === undefined ? addDuration(lab.coordinator.now, by ?? '') : new Date(to);
      if (target < lab.coordinator.now) throw new Refusal(409, 'Time cannot go back.');
      await lab.coordinator.advance(target);
      return clock();
    }),
  );
}
