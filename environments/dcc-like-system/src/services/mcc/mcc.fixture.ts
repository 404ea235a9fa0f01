import { join } from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { SERVICES, type ServiceName } from '../../../../environment';
import { makeCredentials, type Credentials } from '../../bench/credentials';
import { AUTHORISATION_COLUMNS } from '../../domain/maf';
import { identifiersFor } from '../../domain/identifiers';
import { writeOutcomeFile, type Outcome } from '../../formats/outcome-file';
import { messagesOf } from '../../kernel/messages.fixture';
import type { ServiceConfig } from '../../kernel/config';
import { Service, type ServiceDefinition } from '../../kernel/service';
import type { PeerAnswer, PeerCall, Transport } from '../../kernel/transport';
import { sign } from '../../xml/signature';
import { definition } from '.';

export const FIRST = '90-B3-D5-1F-30-01-00-00';
export const SECOND = '90-B3-D5-1F-30-02-00-00';
export const GAS = '90-B3-D5-1F-30-03-00-00';
export const PASSWORD = 'a fictitious password';
export const START = '2019-06-03T00:00:00.000Z';

/** Made once for all tests of a file. */
const CREDENTIALS = makeCredentials(SERVICES);

/** Names of an authorisation of the first supplier. */
export function stemOf(time = '090000', eui = FIRST, tag = 'ALPHA'): string {
  return `${tag}_${eui}_20190603_${time}`;
}

type Column = (typeof AUTHORISATION_COLUMNS)[number];

/** A right row for the installation of this number, with what a test wants otherwise. */
export function row(number: number, changes: Partial<Record<Column, string>> = {}): string {
  const { importMPAN, mprn } = identifiersFor('mcc', String(number));
  const values: Record<Column, string> = {
    RowId: `R${number}`,
    AuthorisationType: 'ACTIVE',
    ImportMPAN: importMPAN,
    MPRN: mprn,
    ElectricitySupplierEUI: FIRST,
    GasSupplierEUI: GAS,
    CHFDeviceId: '',
    ESMEDeviceId: '',
    GSMEDeviceId: '',
    MigrationDateFrom: '2019-06-04',
    MigrationDateTo: '2019-06-10',
    Priority: '',
    Comment: '',
    ...changes,
  };
  return AUTHORISATION_COLUMNS.map((column) => values[column]).join(',');
}

/** Text of an authorisation file. */
export function csv(rows: readonly string[], changes: { header?: string; columns?: string } = {}): string {
  const header = changes.header ?? `MAF,FILE-1,${FIRST},ALPHA,2019-06-03T09:00:00Z,${rows.length}`;
  return [header, changes.columns ?? AUTHORISATION_COLUMNS.join(','), ...rows, ''].join('\n');
}

/** An archive as a supplier makes it. */
export async function archive(
  content: string,
  options: { stem?: string; password?: string; entries?: string[]; strength?: 1 | 3 } = {},
): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const entry of options.entries ?? [`MA_${options.stem ?? stemOf()}.csv`]) {
    await writer.add(entry, new TextReader(content), {
      password: options.password ?? PASSWORD,
      encryptionStrength: options.strength ?? 3,
    });
  }
  return Buffer.from(await writer.close());
}

/** A Migration Control Centre whose peers answer from tables that a test can change. */
export class Bench {
  readonly service: Service;
  /** What was delivered to other services. */
  readonly delivered: { to: string; kind: string; body: unknown }[] = [];
  /** Answers of peers by path; a number is an HTTP status without a body. */
  readonly answers = new Map<string, object | number>();
  private counter = 0;
  private messages = 0;

  constructor(
    readonly credentials: Credentials,
    of: ServiceDefinition,
  ) {
    this.service = new Service(of, configOf(credentials, of.name), this.transport);
  }

  /** A service with the groups and installations of the tests; the Migration Control Centre unless another is asked for. */
  static async create(of: ServiceDefinition = definition): Promise<Bench> {
    const bench = new Bench(await CREDENTIALS, of);
    await bench.provision('groups', { groups: [{ groupId: 'AA', smsoTag: 'ALPHA' }] });
    for (let number = 1; number <= 8; number += 1) bench.install(number);
    return bench;
  }

  /** Makes peers know the installation of this number. */
  install(number: number): void {
    const { importMPAN, mprn, deviceId } = identifiersFor('mcc', String(number));
    this.answers.set(`/registration/${importMPAN}`, { supplier: FIRST });
    this.answers.set(`/registration/${mprn}`, { supplier: GAS });
    this.answers.set(`/estate/${importMPAN}`, {
      importMPAN,
      mprn,
      groupId: 'AA',
      smsoTag: 'ALPHA',
      kind: 'Active',
      devices: [{ deviceId: deviceId('ESME'), deviceType: 'ESME' }],
    });
  }

  token(eui: string): string {
    return this.credentials.organisations.find((organisation) => organisation.eui === eui)?.token ?? '';
  }

  portal(eui: string): { user: string; password: string } {
    const found = this.credentials.organisations.find((organisation) => organisation.eui === eui);
    if (!found) throw new Error(`no organisation ${eui}`);
    return found.portal;
  }

  party(role: string): string {
    return `Party ${role}:${this.credentials.partyTokens[role] ?? ''}`;
  }

  async provision(name: string, body: object): Promise<void> {
    await this.service.transact((work) => this.service.definition.provision?.[name]?.(body, work, this.service));
  }

  async put(name: string, content: Buffer | string, eui = FIRST): Promise<number> {
    const response = await this.service.app.inject({
      method: 'PUT',
      url: `/authorisations/${encodeURIComponent(name)}`,
      headers: { authorization: `Bearer ${this.token(eui)}`, 'content-type': 'application/octet-stream' },
      payload: content,
    });
    return response.statusCode;
  }

  /** Delivers an authorisation with its password file, and lets it be validated. */
  async authorise(content: string, stem = stemOf(), eui = FIRST): Promise<AuthorisationAnswer> {
    await this.put(`MA_${stem}.zip`, await archive(content, { stem }), eui);
    await this.put(`MAPASSWORD_${stem}.txt`, `${PASSWORD}\r\n`, eui);
    await this.settle();
    return this.get<AuthorisationAnswer>(`/authorisations/${stem}`, eui);
  }

  async get<T>(path: string, eui = FIRST): Promise<T> {
    const response = await this.service.app.inject({
      url: path,
      headers: { authorization: `Bearer ${this.token(eui)}` },
    });
    if (response.statusCode !== 200) throw new Error(`GET ${path}: ${response.statusCode} ${response.body}`);
    return response.json();
  }

  async settle(): Promise<void> {
    await this.advance(this.service.now.toISOString());
  }

  /** Moves time on, stopping at everything that is due. */
  async advance(to: string): Promise<void> {
    for (;;) {
      this.counter += 1;
      const { next } = await this.service.workAt(this.service.now, this.counter);
      if (next === undefined || next > to) break;
      await this.service.workAt(new Date(next), this.counter);
    }
    await this.service.workAt(new Date(to), this.counter);
  }

  async message(kind: string, sender: ServiceName, body: Buffer | object, fileName?: string): Promise<void> {
    this.messages += 1;
    const response = await this.service.app.inject({
      method: 'POST',
      url: `/messages/${kind}`,
      headers: {
        authorization: this.party(sender),
        'content-type': 'application/octet-stream',
        'x-message-id': `test-${this.messages}`,
        ...(fileName === undefined ? {} : { 'x-file-name': fileName }),
      },
      payload: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
    });
    if (response.statusCode !== 202) throw new Error(`${kind}: ${response.statusCode} ${response.body}`);
    await this.settle();
  }

  /** Delivers a Commissioning Outcome File; gives its name and bytes. */
  async outcome(
    outcome: Partial<Outcome> & Pick<Outcome, 'installationId' | 'result' | 'phase'>,
    signer: ServiceName = 'commissioning-party',
  ): Promise<{ name: string; bytes: Buffer }> {
    const fileId = `CP-${this.messages + 1}`;
    const xml = writeOutcomeFile({
      header: {
        fileId,
        sender: 'commissioning-party',
        groupId: 'AA',
        sequenceCounter: String(this.service.now.getTime() + this.messages),
        createdAt: this.service.now.toISOString(),
      },
      outcomes: [
        {
          attempt: 1,
          importMPAN: identifiersFor('mcc', '1').importMPAN,
          completedAt: this.service.now.toISOString(),
          devices: [],
          ...outcome,
        },
      ],
    });
    const key = this.credentials.roles[signer];
    if (!key) throw new Error(`no key of ${signer}`);
    const name = `COF_AA_${fileId}.xml`;
    const bytes = Buffer.from(sign(xml, key));
    await this.message('COF', 'commissioning-party', bytes, name);
    return { name, bytes };
  }

  /** What the peers answer to a call for many. */
  private lookUp(path: string, body: Buffer | undefined): PeerAnswer {
    const { ids } = JSON.parse(body?.toString('utf8') ?? '') as { ids: string[] };
    const answers = ids.map((id) => [id, this.answers.get(path.replace('look-up', id)) ?? 404] as const);
    const refused = answers.find(([, answer]) => answer === 503);
    if (refused) return { status: 503, body: Buffer.alloc(0) };
    const found = Object.fromEntries(answers.filter(([, answer]) => typeof answer === 'object'));
    return { status: 200, body: Buffer.from(JSON.stringify(found)) };
  }

  private readonly transport: Transport = (call: PeerCall) => {
    const url = new URL(call.url);
    if (url.pathname.endsWith('/look-up')) return Promise.resolve(this.lookUp(url.pathname, call.body));
    if (call.method === 'POST') {
      for (const { kind, body } of messagesOf(call)) {
        this.delivered.push({ to: url.hostname, kind, body: body.startsWith('{') ? JSON.parse(body) : body });
      }
      return Promise.resolve({ status: 202, body: Buffer.from('{}') });
    }
    const answer = this.answers.get(url.pathname) ?? 404;
    if (typeof answer === 'number') return Promise.resolve({ status: answer, body: Buffer.alloc(0) });
    return Promise.resolve({ status: 200, body: Buffer.from(JSON.stringify(answer)) });
  };
}

/** An authorisation as the interface answers it. */
export interface AuthorisationAnswer {
  readonly status: string;
  readonly fileId?: string;
  readonly submission: number;
  readonly exception?: { readonly code: string; readonly reason: string };
  readonly rows: readonly {
    readonly rowId: string;
    readonly status: string;
    readonly code?: string;
    readonly installationId?: string;
    readonly scheduledFor?: string;
  }[];
}

function configOf(credentials: Credentials, service: ServiceName): ServiceConfig {
  return {
    service,
    version: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    peers: Object.fromEntries(SERVICES.map((peer) => [peer, `http://${peer}`])) as ServiceConfig['peers'],
    receivers: 'http://receivers',
    partyTokens: credentials.partyTokens,
    privateKey: credentials.roles[service]?.privateKey ?? '',
    certificates: Object.fromEntries(
      Object.entries(credentials.roles).map(([role, { certificate }]) => [role, certificate]),
    ),
    organisations: credentials.organisations,
    storePath: ':memory:',
    contractsFolder: join(__dirname, '../../../../contracts'),
    maximumBody: 16 * 1024 * 1024,
  };
}
