import { z } from 'zod';
import type { Client } from './client';
import {
  REPORT_ROWS,
  reportSummary,
  type CurrentKind,
  type Report,
  type ReportKind,
  type ReportRow,
  type ReportSummary,
} from './report-shapes';

/** Reads the reports of the Migration Control Centre, for a supplier or for its own people. */
export class ReportReader {
  /** @param prefix where the reader's reports lie: nothing for suppliers */
  constructor(
    private readonly client: Client,
    private readonly prefix: '' | '/operator' = '',
  ) {}

  /** Every report that is kept for the reader, oldest first; of one kind, or of one period, where it is named. */
  async kept(kind?: ReportKind, period?: string): Promise<ReportSummary[]> {
    const wanted = new URLSearchParams({ ...(kind && { kind }), ...(period !== undefined && { period }) }).toString();
    const path = `${this.prefix}/reports${wanted === '' ? '' : `?${wanted}`}`;
    return this.client.ask(z.array(reportSummary), { method: 'GET', path, title: 'Kept reports' });
  }

  /** A kept report. */
  async read<K extends ReportKind>(summary: ReportSummary & { readonly kind: K }): Promise<Report<K>> {
    const { reportId, kind, period } = summary;
    const path = `${this.prefix}/reports/${encodeURIComponent(reportId)}`;
    const shape = z.object({ rows: rowsOf(kind) });
    const call = { method: 'GET', path, title: `Report ${kind} of ${period}`, about: reportId } as const;
    const { rows } = await this.client.ask(shape, call);
    return { reportId, kind, period, rows };
  }

  /** Whether a report of this id is kept for the reader. */
  async canRead(reportId: string): Promise<boolean> {
    const path = `${this.prefix}/reports/${encodeURIComponent(reportId)}`;
    const title = 'Report, by its id';
    return (await this.client.expect([200, 404], { method: 'GET', path, title, about: reportId })).status === 200;
  }

  /** The report of a day or week; undefined where none is kept. */
  async of<K extends ReportKind>(kind: K, period: string): Promise<Report<K> | undefined> {
    const found = (await this.kept(kind)).find((summary) => summary.period === period);
    return found === undefined ? undefined : this.read({ ...found, kind });
  }

  /** How things stand now. */
  async now<K extends CurrentKind>(kind: K): Promise<Report<K>> {
    const path = `${this.prefix}/reports/current/${kind}`;
    const shape = z.object({ rows: rowsOf(kind) });
    const { rows } = await this.client.ask(shape, { method: 'GET', path, title: `Report ${kind}, as of now` });
    return { kind, rows };
  }

  /** A report as csv, byte by byte. */
  async csv({ kind, reportId }: Pick<Report, 'kind' | 'reportId'>): Promise<Buffer> {
    const path = `${this.prefix}/reports/${reportId ?? `current/${kind}`}/report.csv`;
    const title = `Report ${kind} as csv`;
    return (await this.client.expect([200], { method: 'GET', path, title, isDocument: true })).bytes;
  }
}

function rowsOf<K extends ReportKind>(kind: K): z.ZodType<ReportRow<K>[]> {
  const row: (typeof REPORT_ROWS)[K] = REPORT_ROWS[kind];
  return z.array(row);
}
