import { z } from 'zod';
import type { Organisation } from '../../environments/environment';
import { demandFileName } from '../interfaces/files/names';
import { DEMAND_COLUMNS, writeDemandCsv, type DemandContent } from '../interfaces/demand';
import type { UploadFile } from './authorisation';
import type { Client } from './client';
import type { GrantedNeeds } from './granted-needs';
import { text } from './text';

const exception = z.object({ code: text, reason: text });

export const demandResult = z.object({
  name: text,
  receivedAt: z.iso.datetime(),
  status: z.enum(['accepted', 'partly-accepted', 'rejected']),
  version: z.int().optional(),
  exception: exception.optional(),
  rows: z.array(
    z.object({
      day: text,
      installations: text,
      status: z.enum(['accepted', 'rejected']),
      code: text.optional(),
      reason: text.optional(),
    }),
  ),
});
/** What the Migration Control Centre made of a demand file. */
export type DemandResult = z.output<typeof demandResult>;

const dayAllocation = z.object({
  day: z.iso.date(),
  supplier: text,
  smsoTag: text,
  demand: z.int().min(0),
  allocated: z.int().min(0),
  planned: z.int().min(0),
  released: z.boolean(),
});
/** What a supplier was allocated of a day with an SMSO. */
export type DayAllocation = z.output<typeof dayAllocation>;

export const allocatedDay = z.object({
  day: z.iso.date(),
  capacity: z.int().min(0),
  minimum: z.int().min(0),
  planned: z.int().min(0),
  released: z.boolean(),
  shares: z.array(dayAllocation),
});
/** An allocated day as the Migration Control Centre sees it. */
export type AllocatedDay = z.output<typeof allocatedDay>;

const commitment = z.object({ name: text, publishedAt: z.iso.datetime() });
/** A file by which a supplier was told what it was allocated. */
export type Commitment = z.output<typeof commitment>;

/** What a scenario wants otherwise than a right demand file has it. */
export interface DemandOverrides {
  /** Tag of the SMSO, where it is not that of the DMC under test. */
  readonly smsoTag?: string;
  readonly version?: string;
  readonly action?: string;
  /** Changes header, columns or rows before they are written. */
  readonly change?: (content: DemandContent) => DemandContent;
  /** Changes the csv. */
  readonly csv?: (text: string) => string | Uint8Array;
  readonly name?: (name: string) => string;
}

/** What a supplier wants of a day. */
export interface WantedDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly installations: number;
}

/** Where a supplier says how many installations it wants migrated, and learns how many it is allocated. */
export class DemandDesk {
  constructor(
    private readonly client: Client,
    readonly organisation: Organisation,
    /** Tag of the SMSO that runs the supplier's installations. */
    readonly smsoTag: string,
    /** What the step that runs may use: a demand is the supplier's alone where nobody else uses the system. */
    private readonly needs: GrantedNeeds,
  ) {}

  /** Short code of the party (MODEL): three letters of its name, three digits of its EUI. */
  get partyCode(): string {
    const letters = this.organisation.name.replace(/[^A-Za-z]/g, '').slice(0, 3);
    return `${letters.toUpperCase()}0${this.organisation.eui.slice(15, 17)}`;
  }

  /** Makes a demand file, right in every part unless a scenario overrides it. @param now virtual time */
  prepare(days: readonly WantedDay[], now: Date, overrides: DemandOverrides = {}): UploadFile {
    const { partyCode, organisation } = this;
    const { smsoTag = this.smsoTag } = overrides;
    const right: DemandContent = {
      header: {
        fileType: 'DEMAND',
        partyCode,
        supplierEUI: organisation.eui,
        smsoTag,
        createdAt: now.toISOString(),
        version: overrides.version ?? '1',
        action: overrides.action ?? 'REQUEST',
        rowCount: days.length,
      },
      columns: DEMAND_COLUMNS,
      rows: days.map(({ day, installations }) => ({ Day: day, Installations: String(installations), Comment: '' })),
    };
    const csv = writeDemandCsv(overrides.change?.(right) ?? right);
    const day = now.toISOString().slice(0, 10);
    const name = demandFileName({ partyCode, supplier: organisation.eui, smsoTag, day });
    return { name: overrides.name?.(name) ?? name, bytes: Buffer.from(overrides.csv?.(csv) ?? csv) };
  }

  /** Delivers a demand file. */
  async deliver({ name, bytes }: UploadFile): Promise<void> {
    const path = `/demand-files/${encodeURIComponent(name)}`;
    const call = { method: 'PUT', path, body: bytes, title: 'Demand file', about: name, isDocument: true } as const;
    await this.client.expect([202], call);
  }

  /** What became of the newest file of a name; undefined where none was delivered. */
  async result(name: string): Promise<DemandResult | undefined> {
    const path = `/demand-files/${encodeURIComponent(name)}`;
    const title = 'Result of the demand file';
    return this.client.find(demandResult, { method: 'GET', path, title, about: name });
  }

  /** How many demand files of it were judged. */
  async judged(): Promise<number> {
    this.needs.expect('own-system');
    const shape = z.array(z.object({ name: text }));
    return (await this.client.ask(shape, { method: 'GET', path: '/demand-files', title: 'Demand files' })).length;
  }

  /** What it was allocated, by day and SMSO. */
  async allocations(): Promise<DayAllocation[]> {
    this.needs.expect('own-system');
    const title = 'Allocation of the supplier';
    return this.client.ask(z.array(dayAllocation), { method: 'GET', path: '/allocations', title });
  }

  /** The same as csv, byte by byte. */
  async allocationsCsv(): Promise<Buffer> {
    const title = 'Allocation of the supplier, as csv';
    return (await this.client.expect([200], { method: 'GET', path: '/allocations.csv', title })).bytes;
  }

  /** The commitment files that it can fetch. */
  async commitments(): Promise<Commitment[]> {
    this.needs.expect('own-system');
    const title = 'Commitment files to fetch';
    return this.client.ask(z.array(commitment), { method: 'GET', path: '/commitments', title });
  }

  /** A commitment file byte by byte; undefined where the supplier may not have it. */
  async commitment(name: string): Promise<Buffer | undefined> {
    const path = `/commitments/${encodeURIComponent(name)}`;
    const call = { method: 'GET', path, title: 'Commitment file', about: name } as const;
    const answer = await this.client.expect([200, 404], call);
    return answer.status === 200 ? answer.bytes : undefined;
  }
}
