import { z } from 'zod';
import { text } from '../../../domain/fields';
import type { App } from '../../../kernel/http';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import { FOR_SUPPLIERS, supplierOf } from '../suppliers';
import {
  allNotifications,
  noteFetched,
  notificationCsv,
  notificationFor,
  notificationsFor,
} from './notification-views';

export const NOTIFICATION = { params: z.strictObject({ name: text(151) }) };

/** Schedule notifications, for suppliers' own systems and for the operators. */
export function notificationRoutes(app: App, service: Service): void {
  app.get('/notifications', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => notificationsFor(work, eui));
  });

  app.get('/notifications/:name', { config: FOR_SUPPLIERS, schema: NOTIFICATION }, async (request, reply) => {
    const { eui } = supplierOf(request);
    const csv = await fetchNotification(service, eui, request.params.name);
    return reply.type('text/csv; charset=utf-8').send(csv);
  });

  app.get('/operator/notifications', { config: { parties: ['mcc'] } }, () =>
    service.read((work) => allNotifications(work)),
  );
}

/**
 * A notification as csv, and noted as fetched.
 * @throws Refusal 404 when this supplier has none of that name
 */
export async function fetchNotification(service: Service, supplier: string, name: string): Promise<string> {
  return service.transact((work) => {
    const found = notificationFor(work, supplier, name);
    if (!found) throw new Refusal(404, `You have no notification ${name}.`);
    noteFetched(work, found);
    return notificationCsv(found);
  });
}
