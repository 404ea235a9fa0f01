import type { Organisation } from '../../environments/environment';
import { checkRequest, checkResponse } from '../interfaces/duis/check';
import { writeRequest, type RequestOverrides, type ServiceRequest } from '../interfaces/duis/request';
import { readResponse, type DuisResponse, type InventoryDevice } from '../interfaces/duis/response';
import { DCC_EUI, responseIdOf, writeMessageId, type MessageId } from '../interfaces/duis/vocabulary';
import type { Client } from './client';
import { clientOfOrganisation, labOf, timeAt, type RoleContext } from './context';

/** A service request that was sent, with what the DCC answered at once. */
export interface SentRequest {
  readonly id: MessageId;
  /** I99, or the code of a refusal. */
  readonly answer: DuisResponse;
}

/** A document that came to the user's receiver. */
export interface ReceivedResponse {
  /** Virtual time, ISO 8601. */
  readonly receivedAt: string;
  readonly response: DuisResponse;
}

/** An organisation that uses the DCC: sends signed service requests, and receives responses and alerts. */
export class DccUser {
  private readonly dsp: Client;
  private lastCounter = 0n;
  private readonly accepted: ReceivedResponse[] = [];

  constructor(
    readonly organisation: Organisation,
    protected readonly context: RoleContext,
  ) {
    this.dsp = clientOfOrganisation(context, organisation, 'dsp');
  }

  /** Trading name. */
  get name(): string {
    return this.organisation.name;
  }

  get eui(): string {
    return this.organisation.eui;
  }

  /** 4.1.1 Read Instantaneous Import Registers. The reading comes later: see `responseTo`. */
  readMeter(deviceId: string, overrides?: RequestOverrides): Promise<SentRequest> {
    return this.send(deviceId, { variant: '4.1.1' }, overrides);
  }

  /** 8.2 Read Inventory of a device, or of everything at a supply point. */
  readInventory(by: 'DeviceID' | 'MPxN', value: string): Promise<SentRequest> {
    return this.send(DCC_EUI, { variant: '8.2', by, value });
  }

  /** What 8.2 showed. */
  async inventoryOf(by: 'DeviceID' | 'MPxN', value: string): Promise<readonly InventoryDevice[]> {
    const { answer } = await this.readInventory(by, value);
    return answer.content.kind === 'answer' ? answer.content.inventory : [];
  }

  /** Everything the DCC delivered to this user's receiver, in order. Every document is checked on the way, once. */
  async received(): Promise<readonly ReceivedResponse[]> {
    const delivered = await labOf(this.context).deliveredTo(this.eui, this.accepted.length);
    const { certificates } = this.context.environment;
    for (const { receivedAt, body } of delivered) {
      const response = readResponse(body);
      const detail = `DSP -> ${this.name}`;
      this.context.evidence.add({ name: nameOf(response), detail, at: receivedAt, body, isDocument: true });
      await this.accept(nameOf(response), checkResponse(body, certificates, this.context.schemas));
      this.accepted.push({ receivedAt, response });
    }
    return this.accepted;
  }

  /** The response to a request, once it has come. */
  async responseTo({ id }: SentRequest): Promise<DuisResponse | undefined> {
    const wanted = responseIdOf(id);
    const found = (await this.received()).find(({ response }) => response.responseId === wanted);
    return found?.response;
  }

  /** The alerts this user received: DCC Alerts and device alerts. */
  async alertsReceived(): Promise<ReceivedResponse[]> {
    const received = await this.received();
    return received.filter(
      ({ response: { content } }) => content.kind === 'dcc-alert' || content.kind === 'device-alert',
    );
  }

  /** Signs and sends a service request. */
  async send(target: string, request: ServiceRequest, overrides: RequestOverrides = {}): Promise<SentRequest> {
    const { organisation } = this;
    const { schemas, environment } = this.context;
    const id: MessageId = { originator: this.eui, target, counter: await this.nextCounter() };
    const xml = await writeRequest(id, request, organisation, overrides);
    const name = `Service request ${request.variant} ${writeMessageId(id)}`;
    await this.accept(name, checkRequest(xml, { [this.eui]: organisation.certificate }, schemas));
    const answer = await this.dsp.expect([200], {
      method: 'POST',
      path: request.variant === '8.2' ? '/api/v1/serviceD' : '/api/v1/serviceS',
      body: xml,
      contentType: 'application/xml',
      title: `Service request ${request.variant}`,
      isDocument: true,
    });
    await this.accept(`Answer to ${name}`, checkResponse(answer.text, environment.certificates, schemas));
    return { id, answer: readResponse(answer.text) };
  }

  /** Counters increase strictly, and never fall behind those of an earlier day. */
  private async nextCounter(): Promise<bigint> {
    const now = BigInt((await timeAt(this.dsp)).getTime());
    this.lastCounter = now > this.lastCounter ? now : this.lastCounter + 1n;
    return this.lastCounter;
  }

  /** No DUIS document passes unchecked, neither one that is sent nor one that is received. */
  private async accept(name: string, check: Promise<string[]>): Promise<void> {
    const problems = await check;
    if (problems.length > 0) throw new Error(`${name} is not as DUIS wants it: ${problems.join(' ')}`);
  }
}

/** What a document is, as people say it. */
export function nameOf({ code, content }: DuisResponse): string {
  switch (content.kind) {
    case 'answer':
      return `Answer ${code} to ${content.variant}`;
    case 'dcc-alert':
      return `DCC Alert ${content.alertCode}`;
    case 'device-response':
      return `Response ${code} to ${content.variant}`;
    case 'device-alert':
      return `Device alert ${content.alertCode}`;
  }
}
