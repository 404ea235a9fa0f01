import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '../../../../environment';
import { makeCredentials, type Credentials } from '../../bench/credentials';
import { DSP_EUI } from '../../duis/vocabulary';
import { messagesOf } from '../../kernel/messages.fixture';
import { Service } from '../../kernel/service';
import type { Transport } from '../../kernel/transport';
import { sign, type SigningKey } from '../../xml/signature';
import { definition } from '.';

export const START = new Date('2019-06-04T08:00:00.000Z');
export const SUPPLIER = '90-B3-D5-1F-30-01-00-00';
export const OTHER_SUPPLIER = '90-B3-D5-1F-30-02-00-00';
export const GAS_SUPPLIER = '90-B3-D5-1F-30-03-00-00';
export const DISTRIBUTOR = '90-B3-D5-1F-30-04-00-00';
export const TRANSPORTER = '90-B3-D5-1F-30-05-00-00';
export const OTHER_DISTRIBUTOR = '90-B3-D5-1F-30-06-00-00';
export const OTHER_USER = '90-B3-D5-1F-30-08-00-00';
export const MPAN = '1000000000012';
export const MPRN = '3938424403';
export const CHF = '00-DB-12-90-00-00-00-01';
export const GPF = '00-DB-12-CC-00-00-00-01';
export const ESME = '00-DB-12-E1-00-00-00-01';
export const GSME = '00-DB-12-6A-00-00-00-01';
export const IHD = '00-DB-12-D2-00-00-00-01';

const MODEL = { manufacturer: 'AB01', model: '10A10001', firmware: '01000105' };
/** An installation with gas, as the Commissioning Party gives it. */
export const COMMISSIONING = {
  installationId: 'I-1',
  s1sp: 'S1SP-A',
  importMPAN: MPAN,
  mprn: MPRN,
  at: START.toISOString(),
  devices: [
    { deviceId: CHF, deviceType: 'CHF', ...MODEL, associatedWith: [] as string[] },
    { deviceId: ESME, deviceType: 'ESME', ...MODEL, associatedWith: [CHF] },
    { deviceId: GSME, deviceType: 'GSME', ...MODEL, associatedWith: [CHF, GPF] },
    { deviceId: GPF, deviceType: 'GPF', ...MODEL, associatedWith: [CHF] },
    { deviceId: IHD, deviceType: 'IHD', ...MODEL, associatedWith: [CHF] },
  ],
};

/** Made once for all tests of a file: keys take time, and no test changes them. */
const credentials = makeCredentials(SERVICES);

/** A DSP on its own, with everything it sends caught. For tests. */
export class DspFixture {
  readonly service: Service;
  /** Documents that users received, in order. */
  readonly received: { readonly user: string; readonly document: string }[] = [];
  /** Messages to other services, in order. */
  readonly sent: { readonly to: string; readonly kind: string; readonly correlation: string; readonly body: string }[] =
    [];
  /** Users whose receiver is down. */
  readonly down = new Set<string>();
  private turn = 0;
  private messages = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'dsp-'));

  private constructor(readonly credentials: Credentials) {
    const organisations = credentials.organisations;
    this.service = new Service(
      definition,
      {
        service: 'dsp',
        version: 'test',
        listen: { host: '127.0.0.1', port: 0 },
        peers: Object.fromEntries(SERVICES.map((name) => [name, `http://${name}`])) as Record<ServiceName, string>,
        receivers: 'http://lab',
        partyTokens: credentials.partyTokens,
        labToken: credentials.labToken,
        privateKey: this.key('dsp').privateKey,
        certificates: {
          ...Object.fromEntries(Object.entries(credentials.roles).map(([role, pair]) => [role, pair.certificate])),
          ...Object.fromEntries(organisations.map(({ eui, certificate }) => [eui, certificate])),
        },
        organisations,
        storePath: join(this.folder, 'dsp.sqlite'),
        contractsFolder: '',
        maximumBody: 1024 * 1024,
      },
      this.transport,
    );
  }

  static async start(): Promise<DspFixture> {
    const fixture = new DspFixture(await credentials);
    await fixture.work(START);
    await fixture.provision('registration', {
      mpxn: MPAN,
      fuel: 'electricity',
      supplier: SUPPLIER,
      networkOperator: DISTRIBUTOR,
    });
    await fixture.provision('registration', {
      mpxn: MPRN,
      fuel: 'gas',
      supplier: GAS_SUPPLIER,
      networkOperator: TRANSPORTER,
    });
    return fixture;
  }

  async stop(): Promise<void> {
    await this.service.close();
    rmSync(this.folder, { recursive: true });
  }

  key(holder: string): SigningKey {
    const { roles, organisations } = this.credentials;
    const found = roles[holder] ?? organisations.find(({ eui }) => eui === holder);
    if (!found) throw new Error(`no key of ${holder}`);
    return found;
  }

  async provision(name: string, body: object): Promise<number> {
    const headers = { authorization: `Bearer ${this.credentials.labToken}` };
    const answer = await this.service.app.inject({
      method: 'POST',
      url: `/lab/provision/${name}`,
      headers,
      payload: body,
    });
    return answer.statusCode;
  }

  commission(
    body: object = COMMISSIONING,
    role = 'commissioning-party',
  ): Promise<{ statusCode: number; body: string }> {
    return this.call('POST', '/inventory/commissionings', role, body);
  }

  call(
    method: 'GET' | 'POST',
    url: string,
    role: string,
    body?: object,
  ): Promise<{ statusCode: number; body: string; json: () => unknown }> {
    const headers = { authorization: `Party ${role}:${this.credentials.partyTokens[role] ?? ''}` };
    return this.service.app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
  }

  /** Delivers a message of the S1SP and lets the DSP work. */
  async say(kind: string, correlation: string, body: string, from = 's1sp'): Promise<void> {
    this.messages += 1;
    await this.service.app.inject({
      method: 'POST',
      url: `/messages/${kind}`,
      headers: {
        authorization: `Party ${from}:${this.credentials.partyTokens[from] ?? ''}`,
        'content-type': 'application/octet-stream',
        'x-message-id': `m-${this.messages}`,
        'x-correlation': correlation,
      },
      payload: body,
    });
    await this.work();
  }

  async work(now: Date = this.service.now): Promise<void> {
    this.turn += 1;
    await this.service.workAt(now, this.turn);
  }

  /** Sends a DUIS document as it is. */
  async post(document: string, webService = 'serviceS'): Promise<{ statusCode: number; body: string }> {
    const answer = await this.service.app.inject({
      method: 'POST',
      url: `/api/v1/${webService}`,
      headers: { 'content-type': 'application/xml' },
      payload: document,
    });
    return { statusCode: answer.statusCode, body: answer.body };
  }

  /** Sends a request 4.1.1 signed by its originator; gives the response code. */
  async readMeter(order: Partial<RequestOrder> = {}): Promise<string | undefined> {
    const { body } = await this.post(this.request(order), order.webService);
    return codeOf(body);
  }

  /** Sends a request 8.2; gives the whole response. */
  async readInventory(filter: string, originator = SUPPLIER, counter = 1): Promise<string> {
    const order = { originator, counter, target: DSP_EUI, commandVariant: 8, variant: '8.2' };
    return (await this.post(this.request({ ...order, body: `<ReadInventory>${filter}</ReadInventory>` }), 'serviceD'))
      .body;
  }

  request(order: Partial<RequestOrder> = {}): string {
    const { originator, target, counter, commandVariant, variant, body } = { ...ORDER, ...order };
    const reference = variant.split('.').slice(0, 2).join('.');
    return sign(
      `<Request xmlns="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="3.0"><Header>` +
        `<RequestID>${originator}:${target}:${counter}</RequestID><CommandVariant>${commandVariant}</CommandVariant>` +
        `<ServiceReference>${reference}</ServiceReference><ServiceReferenceVariant>${variant}</ServiceReferenceVariant>` +
        `</Header><Body>${body}</Body></Request>`,
      this.key(order.signer ?? originator),
    );
  }

  private readonly transport: Transport = (call) => {
    const url = new URL(call.url);
    const body = call.body?.toString('utf8') ?? '';
    const user = /^\/receivers\/(.*)$/.exec(url.pathname)?.[1];
    if (user === undefined) {
      for (const { kind, correlation = '', body: sent } of messagesOf(call)) {
        this.sent.push({ to: url.hostname, kind, correlation, body: sent });
      }
      return Promise.resolve({ status: 202, body: Buffer.alloc(0) });
    }
    if (this.down.has(user)) return Promise.resolve({ status: 503, body: Buffer.alloc(0) });
    this.received.push({ user, document: body });
    return Promise.resolve({ status: 204, body: Buffer.alloc(0) });
  };
}

/** What a request says. */
export interface RequestOrder {
  readonly originator: string;
  readonly target: string;
  readonly counter: number | string;
  readonly commandVariant: number;
  readonly variant: string;
  readonly body: string;
  readonly webService: string;
  readonly signer: string;
}

const ORDER = {
  originator: SUPPLIER,
  target: ESME,
  counter: 1,
  commandVariant: 1,
  variant: '4.1.1',
  body: '<ReadInstantaneousImportRegisters/>',
} as const satisfies Partial<RequestOrder>;

/** Response code of a DUIS response. */
export function codeOf(response: string): string | undefined {
  return /<ResponseCode>(.*?)<\/ResponseCode>/.exec(response)?.[1];
}
