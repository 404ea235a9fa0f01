import { z } from 'zod';
import type { Client } from './client';
import { demandResult } from './demand-desk';
import { authorisationResult, installationState, notice, outcomeListing } from './published';

const submission = { submission: z.int(), receivedAt: z.iso.datetime() };
const authorisation = authorisationResult.extend(submission);
const authorisationListing = authorisation.pick({ stem: true, submission: true, receivedAt: true, status: true });
const demandListing = demandResult.omit({ exception: true, rows: true });
const demandFile = demandResult.extend({ rows: demandResult.shape.rows.default([]) });

/** An authorisation with its result, as its supplier reads it. */
export type ListedAuthorisation = z.output<typeof authorisation>;
/** A demand file with its result. */
export type ListedDemandFile = z.output<typeof demandFile>;

/** Everything that the Migration Control Centre lists to a supplier, read in the order in which it is listed. */
export class SupplierLists {
  constructor(private readonly client: Client) {}

  /** Its authorisations, in the order of their arrival, each as it is listed. */
  authorisations(): Promise<z.output<typeof authorisationListing>[]> {
    return this.list('/authorisations', authorisationListing, 'Authorisations');
  }

  /** An authorisation with its result. */
  authorisation({ stem, submission: number }: { stem: string; submission: number }): Promise<ListedAuthorisation> {
    const path = `/authorisations/${encodeURIComponent(stem)}?submission=${number}`;
    return this.client.ask(authorisation, { method: 'GET', path, title: 'Result of the authorisation', about: stem });
  }

  /** The same as csv. */
  authorisationCsv({ stem, submission: number }: { stem: string; submission: number }): Promise<Buffer> {
    return this.csv(`/authorisations/${encodeURIComponent(stem)}/result.csv?submission=${number}`);
  }

  installations(): Promise<z.output<typeof installationState>[]> {
    return this.list('/installations', installationState, 'Installations');
  }

  outcomes(): Promise<z.output<typeof outcomeListing>[]> {
    return this.list('/outcomes', outcomeListing, 'Outcome files');
  }

  notices(): Promise<z.output<typeof notice>[]> {
    return this.list('/notices', notice, 'Notices');
  }

  noticesCsv(): Promise<Buffer> {
    return this.csv('/notices.csv');
  }

  demandFiles(): Promise<z.output<typeof demandListing>[]> {
    return this.list('/demand-files', demandListing, 'Demand files');
  }

  /** The newest demand file of a name, with its result. */
  demandFile(name: string): Promise<ListedDemandFile> {
    const path = `/demand-files/${encodeURIComponent(name)}`;
    return this.client.ask(demandFile, { method: 'GET', path, title: 'Result of the demand file', about: name });
  }

  /** The same as csv. */
  demandCsv(name: string): Promise<Buffer> {
    return this.csv(`/demand-files/${encodeURIComponent(name)}/result.csv`);
  }

  private list<S extends z.ZodType>(path: string, entry: S, title: string): Promise<z.output<S>[]> {
    return this.client.ask(z.array(entry), { method: 'GET', path, title });
  }

  private async csv(path: string): Promise<Buffer> {
    return (await this.client.expect([200], { method: 'GET', path, title: 'A list as CSV', isDocument: true })).bytes;
  }
}
