import { z } from 'zod';
import { INSTANT } from '../domain/fields';
import type { App } from '../kernel/http';
import { addDuration, DURATION } from './durations';
import { DEFAULT_START, type TestLab } from './lab';

/** Everything that the lab makes derives from the seed. */
const RESET = z.strictObject({ seed: z.string().max(500), start: INSTANT.exactOptional() });
/** To an instant, or by a duration. */
const ADVANCE = z.union([z.strictObject({ to: INSTANT }), z.strictObject({ by: DURATION })]);
/** A body that says nothing, or none. */
const NOTHING = z.strictObject({}).nullish();

/** Reset and virtual time. */
export function clockRoutes(app: App, lab: TestLab): void {
  const clock = (): object => ({ now: lab.coordinator.now.toISOString(), next: lab.coordinator.nextDue });
  app.post('/reset', { schema: { body: RESET } }, (request) =>
    lab.exclusive.run(async () => {
      await lab.reset(request.body.seed, new Date(request.body.start ?? DEFAULT_START));
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
      await lab.coordinator.advance('to' in body ? new Date(body.to) : addDuration(lab.coordinator.now, body.by));
      return clock();
    }),
  );
}
