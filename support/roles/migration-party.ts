import { z } from 'zod';
import type { ServiceName } from '../../environments/environment';
import type { MigrationFileOf } from '../interfaces/files/migration-files';
import { FILE_NAMES, type FileKind } from '../interfaces/vocabulary';
import type { Client } from './client';
import { clientOfParty, labOf, type RoleContext } from './context';
import { fileRegistration, type FileRegistration } from './published';
import { PARTY_NAMES } from '../evidence/party-names';
import { UnmetExpectation } from '../evidence/failure';
import { text } from './text';

/** A migration file that a party received. */
export interface ReceivedFile<K extends FileKind> {
  readonly registration: FileRegistration;
  /** As delivered. */
  readonly xml: string;
  readonly file: MigrationFileOf<K>;
}

const rejection = z.object({
  fileName: text,
  fileId: text.optional(),
  kind: text,
  code: text,
  reason: text,
});

/** What a recipient tells the sender of a file that it rejects. */
export type FileRejection = z.output<typeof rejection> & { readonly from: string };

/** A role of the TMAD, as far as all of them are alike: what it received, and what it made of it. */
export class MigrationParty {
  protected readonly client: Client;

  constructor(
    readonly role: ServiceName,
    protected readonly context: RoleContext,
  ) {
    this.client = clientOfParty(context, role, role);
  }

  /** As people say it, e.g. `Requesting Party`. */
  get name(): string {
    return PARTY_NAMES[this.role];
  }

  /** Register of every file it received, in order of arrival. */
  async fileRegister(): Promise<FileRegistration[]> {
    const title = 'Register of files';
    return this.client.ask(z.array(fileRegistration), { method: 'GET', path: '/files', title });
  }

  /** The files of one kind in its register, in order of arrival; duplicates and rejected ones among them. */
  async registered(kind: FileKind): Promise<FileRegistration[]> {
    return (await this.fileRegister()).filter((entry) => entry.kind === kind);
  }

  /** Bytes of a received file. */
  async receivedBytes(name: string): Promise<Buffer> {
    const path = `/files/${encodeURIComponent(name)}`;
    return (
      await this.client.expect([200], { method: 'GET', path, title: 'Received file', about: name, isDocument: true })
    ).bytes;
  }

  /** The files of one kind that it accepted, in order of arrival. */
  async accepted<K extends FileKind>(kind: K): Promise<ReceivedFile<K>[]> {
    const files: ReceivedFile<K>[] = [];
    for (const registration of await this.registered(kind)) {
      if (registration.verdict !== 'accepted') continue;
      const xml = (await this.receivedBytes(registration.name)).toString('utf8');
      files.push({ registration, xml, file: this.context.documents.fileOf(kind, xml) });
    }
    return files;
  }

  /**
   * The newest file of one kind that it accepted.
   * @throws UnmetExpectation that says what it did receive
   */
  async newest<K extends FileKind>(kind: K): Promise<ReceivedFile<K>> {
    const newest = (await this.accepted(kind)).at(-1);
    if (newest !== undefined) return newest;
    const others = (await this.registered(kind)).map(({ name, verdict, code }) =>
      `${name} ${verdict} ${code ?? ''}`.trim(),
    );
    const refused = (await this.registered(kind)).find(({ verdict }) => verdict === 'rejected');
    throw new UnmetExpectation({
      subject: `the acceptance of a ${FILE_NAMES[kind]} by the ${this.name}`,
      expected: `the ${this.name} to have accepted a ${FILE_NAMES[kind]}`,
      observed: others.length === 0 ? 'that it received none' : others.join(', '),
      on: { message: `file register of the ${this.name}` },
      ...(refused?.reason === undefined ? {} : { said: refused.reason }),
      ...(refused?.code === undefined ? {} : { code: { given: refused.code } }),
      ...(refused === undefined ? {} : { party: this.role }),
    });
  }

  /** Rejections of its own files of which recipients told it. */
  async rejectionsToldOf(): Promise<FileRejection[]> {
    const messages = await labOf(this.context).messages();
    return messages
      .filter(({ to, kind }) => to === this.role && kind === 'file-rejection')
      .map(({ from, body }) => ({ ...rejection.parse(JSON.parse(body)), from }));
  }
}
