import { z } from 'zod';
import { INSTANT } from '../domain/fields';
import type { App } from '../kernel/http';
import { Refusal } from '../kernel/refusal';
import { addDuration, DURATION } from './durations';
import { FASTEST } from './running-clock';
import { DEFAULT_START, type TestLab } from './lab';

/** Everything that the lab makes derives from the seed. */
const RESET = z.strictObject({ seed: z.string().max(500), start: INSTANT.exactOptional() });
/** To an instant, or by a duration. */
const ADVANCE = z.union([z.strictObject({ to: INSTANT }), z.strictObject({ by: DURATION })]);
/** How many times as fast as the wall clock. */
const RUN = z.strictObject({ speed: z.int().min(1).max(FASTEST) });
/** A body that says nothing, or none. */
const NOTHING = z.strictObject({}).nullish();

/** Reset and virtual time. */
export function clockRoutes(app: App, lab: TestLab): void {
  const clock = (): object => {
    const { now, nextDue, dueAt } = lab.coordinator;
    return { now: now.toISOString(), next: nextDue, at: dueAt };
  };
  app.post('/reset', { schema: { body: RESET } }, (request) =>
    lab.exclusive.run(async () => {
      await lab.reset(request.body.seed, new Date(request.body.start ?? DEFAULT_START));
      lab.clock.restart();
      return clock();
    }),
  );
  app.get('/clock', clock);
  app.post('/clock/settle', { schema: { body: NOTHING } }, () =>
    lab.exclusive.run(async () => {
      await lab.coordinator.settle();
      return clock();
    }),
  );
  app.post('/clock/advance', { schema: { body: ADVANCE } }, ({ body }) =>
    lab.exclusive.run(async () => {
      if (lab.clock.runs) throw new Refusal(409, 'The clock runs by itself: nobody moves it.');
      await lab.coordinator.advance('to' in body ? new Date(body.to) : addDuration(lab.coordinator.now, body.by));
      return clock();
    }),
  );
  app.post('/clock/run', { schema: { body: RUN } }, ({ body }) => {
    lab.clock.start(body.speed);
    return clock();
  });
  app.post('/retirement', { schema: { body: NOTHING } }, () => {
    lab.retire();
    return { retired: true };
  });
}
