import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ID, INSTANT, listOf } from '../dcc-like-system/src/domain/fields';
import type { App } from '../dcc-like-system/src/kernel/http';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { sameSecret } from '../dcc-like-system/src/kernel/secret';
import type { MigrationDust } from './dust';

/** The hand of the test lab: a new beginning, and seeded defects. Its token is known by its digest alone. */
export function labRoutes(lab: App, dust: MigrationDust, digest: string): void {
  lab.addHook('onRequest', (request, _reply, done) => {
    const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
    const given = createHash('sha256').update(token).digest('hex');
    if (scheme !== 'Bearer' || !sameSecret(given, digest)) {
      throw new Refusal(401, 'The lab interface needs the lab token.');
    }
    done();
  });
  lab.post('/reset', { schema: { body: z.strictObject({ start: INSTANT }) } }, async (request) => {
    await dust.service.reset(new Date(request.body.start));
    return {};
  });
  lab.post('/defects', { schema: { body: z.strictObject({ ids: listOf(ID, 1000) }) } }, (request) => {
    dust.service.switchDefectsOn(request.body.ids);
    return {};
  });
}
