import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '../../../environment';
import { FILE_KINDS, type FileKind, type FileModels } from '../formats/kinds';
import { startInProcess, type RunningSystem } from '../launch';
import { parseXml, rootOf } from '../xml/parse';

/** What the lab says it made. */
export interface MadeInstallation {
  readonly reference: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly iccid: string;
  readonly electricitySupplier: string;
  readonly gasSupplier?: string;
  readonly devices: readonly { readonly deviceId: string; readonly deviceType: string }[];
}

export interface DeliveredMessage {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly fileName?: string;
  readonly body: string;
}

export const FIRST_SUPPLIER = '90-B3-D5-1F-30-01-00-00';
export const SECOND_SUPPLIER = '90-B3-D5-1F-30-02-00-00';
export const GAS_SUPPLIER = '90-B3-D5-1F-30-03-00-00';
export const SLOT = '2019-06-04T08:00:00.000Z';
export const WINDOW_END = '2019-06-05T08:00:00.000Z';

const PROVIDER = 'first-provider';
const DEVICES = [
  { deviceType: 'CHF', manufacturer: 'BC02', model: '10A10001', firmware: '01000105' },
  { deviceType: 'ESME', manufacturer: 'AB01', model: '433100AC', firmware: '02030017' },
  { deviceType: 'GSME', manufacturer: 'CD03', model: '7C010B03', firmware: '0104' },
  { deviceType: 'GPF', manufacturer: 'BC02', model: '10A10001', firmware: '01000105' },
  { deviceType: 'PPMID', manufacturer: 'DE04', model: '5D0200A1', firmware: '00010402' },
] as const;

/** The whole system in this process, driven as the Migration Control Centre and the lab drive it. For tests. */
export class MigrationBench {
  private constructor(
    private readonly system: RunningSystem,
    private readonly folder: string,
  ) {}

  static async start(): Promise<MigrationBench> {
    const folder = mkdtempSync(join(tmpdir(), 'migration-'));
    const contractsFolder = join(__dirname, '../../../contracts');
    return new MigrationBench(await startInProcess({ folder, contractsFolder, version: 'test' }), folder);
  }

  async stop(): Promise<void> {
    await this.system.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** An empty system with one group and one eligible combination, at the given seeded defects. */
  async reset(...defects: readonly string[]): Promise<void> {
    await this.lab('POST', '/reset', { seed: 'migration', start: '2019-06-03T00:00:00.000Z' });
    await this.lab('POST', '/groups', { groups: [{ groupId: 'AA', smsoTag: 'ALPHA' }] });
    const devices = DEVICES.map((device) => ({ ...device, firmware: [device.firmware] }));
    await this.lab('POST', '/epcl', { entries: [{ communicationsProvider: PROVIDER, devices }] });
    await this.lab('POST', '/defects', { ids: defects });
  }

  /** An installation at the SMSO; `changes` are those of the lab's order. */
  async installation(reference: string, changes: object = {}): Promise<MadeInstallation> {
    return (await this.lab('POST', '/installations', {
      reference,
      groupId: 'AA',
      smsoTag: 'ALPHA',
      communicationsProvider: PROVIDER,
      kind: 'Active',
      devices: DEVICES,
      sleepyGas: true,
      electricitySupplier: FIRST_SUPPLIER,
      gasSupplier: GAS_SUPPLIER,
      electricityNetwork: '90-B3-D5-1F-30-04-00-00',
      gasNetwork: '90-B3-D5-1F-30-05-00-00',
      ...changes,
    })) as MadeInstallation;
  }

  /** Instructs the migration of installations at the slot, under their references as installation ids. */
  async instruct(...made: readonly MadeInstallation[]): Promise<void> {
    await this.advance(SLOT);
    await this.order(made, 1, SLOT, WINDOW_END);
  }

  /** Instructs a further attempt at a later slot. */
  async instructAgain(made: MadeInstallation, attempt: number, slotStart: string): Promise<void> {
    await this.advance(slotStart);
    const validUntil = new Date(Date.parse(slotStart) + 24 * 3_600_000).toISOString();
    await this.order([made], attempt, slotStart, validUntil);
  }

  async advance(to: string): Promise<void> {
    await this.lab('POST', '/clock/advance', { to });
  }

  async settle(): Promise<void> {
    await this.lab('POST', '/clock/settle', {});
  }

  /** Delivers a message as a party; gives the HTTP status. */
  async deliver(
    from: string,
    to: ServiceName,
    kind: string,
    body: string | Uint8Array<ArrayBuffer>,
    id: string,
    name?: string,
  ): Promise<number> {
    const response = await fetch(`${this.system.services[to]}/messages/${kind}`, {
      method: 'POST',
      headers: {
        authorization: this.party(from),
        'x-message-id': id,
        'content-type': 'application/octet-stream',
        ...(name === undefined ? {} : { 'x-file-name': name }),
      },
      body,
    });
    return response.status;
  }

  /** Calls a published interface as a party. */
  async call(service: ServiceName, method: string, path: string, body?: object, as = 'mcc'): Promise<unknown> {
    const response = await fetch(`${this.system.services[service]}${path}`, {
      method,
      headers: { authorization: this.party(as), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return response.json();
  }

  /** Loads a file as the Migration Control Centre does; gives the HTTP status. */
  async load(service: ServiceName, path: string, content: string): Promise<number> {
    const headers = { authorization: this.party('mcc'), 'content-type': 'application/octet-stream' };
    return (await fetch(`${this.system.services[service]}${path}`, { method: 'PUT', headers, body: content })).status;
  }

  async lab(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.system.lab.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.system.lab.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`The lab answers ${method} ${path} with ${JSON.stringify(answer)}`);
    return answer;
  }

  async delivered(kind: string): Promise<DeliveredMessage[]> {
    const all = (await this.lab('GET', '/messages')) as DeliveredMessage[];
    return all.filter((message) => message.kind === kind);
  }

  /** Files of a kind that one recipient got, read. */
  async files<K extends FileKind>(kind: K, to: string): Promise<FileModels[K][]> {
    const delivered = (await this.delivered(kind)).filter((message) => message.to === to);
    return delivered.map(({ body }) => FILE_KINDS[kind].read(rootOf(parseXml(body))));
  }

  /** What the outcome files said, in order: `reference result phase code`. */
  async outcomes(): Promise<string[]> {
    return (await this.files('COF', 'mcc')).flatMap(({ outcomes }) =>
      outcomes.map(({ installationId, result, phase, code }) =>
        [installationId, result, phase, code].filter(Boolean).join(' '),
      ),
    );
  }

  /** Which side's network holds a SIM. */
  async network(iccid: string): Promise<string> {
    return ((await this.call('wan', 'GET', `/sims/${iccid}`)) as { network: string }).network;
  }

  /** Sends a DUIS request to the DSP's Send Command service; gives the HTTP status. */
  async sendCommand(xml: string): Promise<number> {
    const response = await fetch(`${this.system.services.dsp}/api/v1/serviceS`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: xml,
    });
    return response.status;
  }

  /** Signing key of a role, or of an organisation by its EUI. */
  key(holder: string): { readonly privateKey: string; readonly certificate: string } {
    const { roles, organisations } = this.system.credentials;
    const key = roles[holder] ?? organisations.find(({ eui }) => eui === holder);
    if (!key) throw new Error(`no key of ${holder}`);
    return key;
  }

  private async order(
    made: readonly MadeInstallation[],
    attempt: number,
    slotStart: string,
    validUntil: string,
  ): Promise<void> {
    const instructionId = `${attempt}-${made.map(({ reference }) => reference).join('-')}`;
    const installations = made.map(({ reference, importMPAN, mprn, electricitySupplier, gasSupplier }) => ({
      installationId: reference,
      attempt,
      importMPAN,
      mprn,
      electricitySupplier,
      gasSupplier,
    }));
    const body = { instructionId, groupId: 'AA', smsoTag: 'ALPHA', slotStart, validUntil, installations };
    for (const to of ['requesting-party', 'commissioning-party'] as const) {
      await this.deliver('mcc', to, 'migration-instruction', JSON.stringify(body), `instruction ${instructionId}`);
    }
    await this.settle();
  }

  private party(role: string): string {
    return `Party ${role}:${this.system.credentials.partyTokens[role] ?? ''}`;
  }
}

/** Id of a device of an installation. */
export function deviceOf(made: MadeInstallation, type: string): string {
  return made.devices.find(({ deviceType }) => deviceType === type)?.deviceId ?? '';
}
