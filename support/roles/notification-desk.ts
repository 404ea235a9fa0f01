import { z } from 'zod';
import { readReportCsv } from '../interfaces/report-csv';
import type { Client } from './client';
import { text } from './text';

const summary = z.object({
  name: text,
  kind: z.enum(['migration', 'firmware-upgrade', 'configuration']),
  issuedAt: z.iso.datetime(),
  rowCount: z.int().min(1),
  fetchedAt: z.iso.datetime().optional(),
});
/** A schedule notification as it is listed for its supplier. */
export type NotificationSummary = z.output<typeof summary>;
/** What a schedule notification is about. */
export type NotificationKind = NotificationSummary['kind'];

const summaryOfAll = summary.extend({ supplier: text });

/** A line of a schedule notification: text by column. */
export type NotificationLine = Readonly<Record<string, string>>;

/** Where a supplier fetches what it is told of plans for its Dormant Meters. */
export class NotificationDesk {
  constructor(private readonly client: Client) {}

  /** Its notifications in the order in which they were issued; of one kind where it is named. */
  async list(kind?: NotificationKind): Promise<NotificationSummary[]> {
    const title = 'Schedule notifications to fetch';
    const all = await this.client.ask(z.array(summary), { method: 'GET', path: '/notifications', title });
    return kind === undefined ? all : all.filter((one) => one.kind === kind);
  }

  /** A notification byte by byte; undefined where the supplier may not have it. */
  async fetch(name: string): Promise<Buffer | undefined> {
    const path = `/notifications/${encodeURIComponent(name)}`;
    const call = { method: 'GET', path, title: 'Schedule notification', about: name } as const;
    const answer = await this.client.expect([200, 404], call);
    return answer.status === 200 ? answer.bytes : undefined;
  }
}

/** Every notification as the Migration Control Centre lists it. @param client of its own people */
export function allNotifications(client: Client): Promise<z.output<typeof summaryOfAll>[]> {
  const title = 'All schedule notifications';
  return client.ask(z.array(summaryOfAll), { method: 'GET', path: '/operator/notifications', title });
}

/** The lines of a notification. @throws Error in a sentence where it is not what is published */
export function notificationLines(csv: Buffer): NotificationLine[] {
  const { names, lines } = readReportCsv(csv);
  return lines.map((line) => Object.fromEntries(names.map((name, index) => [name, line[index] ?? ''])));
}
