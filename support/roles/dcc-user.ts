import { X509Certificate } from 'node:crypto';
import type { Organisation } from '../../environments/environment';
import { checkRequest, checkResponse, type CheckContext } from '../interfaces/duis/check';
import { readPreCommand, signPreCommand, takesPreCommand } from '../interfaces/duis/gbcs';
import {
  signedPreCommand,
  WEB_SERVICES,
  writeUnsigned,
  type RequestOverrides,
  type ServiceRequest,
} from '../interfaces/duis/request';
import { readInventory } from '../interfaces/duis/requests/reads';
import type { DuisResponse, InventoryDevice } from '../interfaces/duis/response';
import { DCC_EUI, responseIdOf, writeMessageId, type MessageId } from '../interfaces/duis/vocabulary';
import { signXml, type SigningKey } from '../interfaces/signature';
import { sampleOf } from '../sample';
import type { Client } from './client';
import { clientOfOrganisation, labOf, timeAt, type RoleContext } from './context';
import { sentenceOf } from './sentence';
import { UnmetExpectation } from '../evidence/failure';

/** Documents received at once of which each is checked; of more a sample of so many. */
const MOST_CHECKED = 100;

/** How a request is sent otherwise than usual. */
export interface SendingFault extends RequestOverrides {
  /** Counter of the request id in place of the next one. */
  readonly counter?: bigint;
  readonly webService?: 'serviceS' | 'serviceD' | 'serviceT';
  /** Without the second round that a critical request to a SMETS2+ device takes. */
  readonly atOnce?: true;
  /** What is wrong with the pre-command that is sent back: who signs it, what becomes of it before, or that it comes twice. */
  readonly preCommand?: {
    readonly signer?: string;
    readonly alter?: (line: string) => string;
    readonly twice?: true;
  };
  /** Whose key signs it: a role or an EUI; nobody's when null. */
  readonly signer?: string | null;
  /** What becomes of the document before it is signed. */
  readonly before?: (xml: string) => string;
  /** What becomes of it after that. */
  readonly after?: (xml: string) => string;
}

/** A service request that was sent, with what came back at once. */
export interface SentRequest {
  readonly id: MessageId;
  readonly request: ServiceRequest;
  /** Virtual time. */
  readonly sentAt: Date;
  /** I99, I0, or the code of a refusal; absent where the DSP did not take the document at all. */
  readonly answer?: DuisResponse;
  /** Why it did not take it. */
  readonly rejection?: { readonly status: number; readonly sentence: string };
}

/** What is sent, and when. */
type Message = Pick<SentRequest, 'id' | 'request' | 'sentAt'>;

/** What comes back at once. */
type Said = Pick<SentRequest, 'answer' | 'rejection'>;

/** How the two rounds of a critical request to a SMETS2+ device are sent (SOURCED: DUIS schema). */
const TO_BE_TRANSFORMED: SendingFault = { commandVariant: 4, webService: 'serviceT' };
const SIGNED: SendingFault = { commandVariant: 5 };

/** A document that came to the user's receiver. */
export interface ReceivedResponse {
  /** Virtual time, ISO 8601. */
  readonly receivedAt: string;
  readonly response: DuisResponse;
}

/** An organisation that uses the DCC: sends signed service requests, and receives responses and alerts. */
export class DccUser {
  /** Everything it has sent, in order. */
  readonly sent: SentRequest[] = [];
  private readonly dsp: Client;
  private lastCounter = 0n;
  private readonly accepted: ReceivedResponse[] = [];
  /** The round in which it looked into its receiver last. */
  private lookedIn: number | undefined;

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

  /** SHA-1 of its certificate, base64: how a DCC Alert names it. */
  get certificateHash(): string {
    const fingerprint = new X509Certificate(this.organisation.certificate).fingerprint.replaceAll(':', '');
    return Buffer.from(fingerprint, 'hex').toString('base64');
  }

  /** What the inventory shows of a device, or of everything at a supply point (8.2). */
  async inventoryOf(by: 'DeviceID' | 'MPxN', value: string): Promise<readonly InventoryDevice[]> {
    const { answer } = await this.send(DCC_EUI, readInventory(by, value));
    return answer?.content.kind === 'answer' ? answer.content.inventory : [];
  }

  /**
   * Everything the DCC delivered to this user's receiver, in order. Every document is checked on the way, once; of hundreds
   * that have come since it was asked last, a sample.
   */
  async received(): Promise<readonly ReceivedResponse[]> {
    const { documents, receivers, lab } = this.context;
    const { rounds } = receivers;
    if (rounds !== undefined && this.lookedIn === rounds) return this.accepted;
    const delivered = await receivers.deliveredTo(this.eui, this.accepted.length);
    const fresh = delivered.map(({ receivedAt, body }) => ({ receivedAt, body, response: documents.response(body) }));
    for (const { receivedAt, body, response } of sampleOf(fresh, MOST_CHECKED)) {
      const detail = `DSP -> ${this.name}`;
      const entry = { name: nameOf(response), detail, at: receivedAt, body, givenBy: 'dsp', isDocument: true };
      this.context.evidence.add(entry);
      await this.accept(nameOf(response), checkResponse(body, this.checkedAt(receivedAt, lab?.deviceKeys)));
    }
    for (const { receivedAt, response } of fresh) this.accepted.push({ receivedAt, response });
    this.lookedIn = rounds;
    return this.accepted;
  }

  /** The response to a request, once it has come. */
  async responseTo(sent: SentRequest): Promise<DuisResponse | undefined> {
    return (await this.deliveryOf(sent))?.response;
  }

  /** The response to a request with the time at which it came. */
  async deliveryOf({ id }: SentRequest): Promise<ReceivedResponse | undefined> {
    const wanted = responseIdOf(id);
    return (await this.received()).find(({ response }) => response.responseId === wanted);
  }

  /** The alerts this user received: DCC Alerts and device alerts. */
  async alertsReceived(): Promise<ReceivedResponse[]> {
    const received = await this.received();
    return received.filter(
      ({ response: { content } }) => content.kind === 'dcc-alert' || content.kind === 'device-alert',
    );
  }

  /**
   * Signs and sends a service request.
   * @param target the device, or the DCC itself
   * @param fault what is otherwise than it should be
   */
  async send(target: string, request: ServiceRequest, fault: SendingFault = {}): Promise<SentRequest> {
    const sentAt = await timeAt(this.dsp);
    const id: MessageId = { originator: this.eui, target, counter: fault.counter ?? this.nextCounter(sentAt) };
    const isSmets2 = this.context.lab?.deviceKeys.has(target) === true;
    const isTwice = isSmets2 && takesPreCommand(request.variant) && fault.atOnce !== true;
    const message = { id, request, sentAt };
    const said = await (isTwice ? this.sendTwice(message, fault) : this.post(message, fault));
    const sent = { ...message, ...said };
    this.sent.push(sent);
    return sent;
  }

  /** A critical request to a SMETS2+ device: it is transformed, its pre-command is checked and signed, and sent back. */
  private async sendTwice(message: Message, fault: SendingFault): Promise<Said> {
    const { id, request } = message;
    const given = await this.post(message, TO_BE_TRANSFORMED);
    const line = given.answer?.content.kind === 'answer' ? given.answer.content.preCommand : undefined;
    if (line === undefined) return given;
    const { service, from, to, counter } = readPreCommand(line);
    const told = [service, from, to, counter].join(' ');
    const asked = [request.variant, id.originator, id.target, id.counter.toString()].join(' ');
    if (told !== asked) {
      throw new UnmetExpectation({
        subject: 'pre-commands and what they are about',
        expected: `a pre-command about ${asked}`,
        observed: `one about ${told}`,
        on: { message: 'pre-command' },
        party: 'dsp',
      });
    }
    const { signer, alter = asItIs } = fault.preCommand ?? {};
    const { privateKey } = await this.keyOf(signer);
    const signed = signedPreCommand(request.variant, await signPreCommand(alter(line), privateKey));
    const answer = await this.post({ ...message, request: signed }, SIGNED);
    return fault.preCommand?.twice === true ? this.post({ ...message, request: signed }, SIGNED) : answer;
  }

  private async post({ id, request, sentAt }: Message, fault: SendingFault): Promise<Said> {
    const name = `Service request ${request.variant} ${writeMessageId(id)}`;
    const xml = await this.write(id, request, fault);
    if (Object.keys(fault).length === 0 || fault === TO_BE_TRANSFORMED || fault === SIGNED) {
      const certificates = { [this.eui]: this.organisation.certificate };
      await this.accept(name, checkRequest(xml, this.eui, { ...this.checkedAt(sentAt.toISOString()), certificates }));
    }
    const answer = await this.dsp.expect([200, 400, 401, 413], {
      method: 'POST',
      path: `/api/v1/${fault.webService ?? WEB_SERVICES[request.answeredBy]}`,
      body: xml,
      contentType: 'application/xml',
      title: `Service request ${request.variant}`,
      isDocument: true,
    });
    if (answer.status !== 200) return { rejection: { status: answer.status, sentence: sentenceOf(answer.text) } };
    await this.accept(`Answer to ${name}`, checkResponse(answer.text, this.checkedAt(sentAt.toISOString())));
    return { answer: this.context.documents.response(answer.text) };
  }

  private async write(id: MessageId, request: ServiceRequest, fault: SendingFault): Promise<string> {
    const { signer, before = asItIs, after = asItIs } = fault;
    const unsigned = before(writeUnsigned(id, request, fault));
    if (signer === null) return after(unsigned);
    return after(await signXml(unsigned, await this.keyOf(signer)));
  }

  /** The key of whoever signs: its own, that of an organisation that the tester plays, or one that the lab lends. */
  private async keyOf(signer: string = this.eui): Promise<SigningKey> {
    const played = this.context.environment.organisations.find(({ eui }) => eui === signer);
    return played ?? labOf(this.context).lendKey(signer);
  }

  /** Counters increase strictly, and never fall behind those of an earlier day. */
  private nextCounter(sentAt: Date): bigint {
    const now = BigInt(sentAt.getTime());
    this.lastCounter = now > this.lastCounter ? now : this.lastCounter + 1n;
    return this.lastCounter;
  }

  /** What its documents are checked by. @param at instant at which one was exchanged, ISO 8601 */
  private checkedAt(at: string, deviceKeys?: ReadonlyMap<string, string>): CheckContext {
    const { documents, environment } = this.context;
    const { certificates } = environment;
    return { documents, certificates, at, ...(deviceKeys === undefined ? {} : { deviceKeys }) };
  }

  /** No DUIS document passes unchecked, neither one that is sent nor one that is received. */
  private async accept(name: string, check: Promise<readonly string[]>): Promise<void> {
    const problems = await check;
    if (problems.length === 0) return;
    throw new UnmetExpectation({
      subject: 'the validity of documents of the DSP',
      expected: `a document that DUIS allows (${name})`,
      observed: problems.join(' '),
      on: { message: name, route: `DSP -> ${this.name}` },
      party: 'dsp',
    });
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

function asItIs(xml: string): string {
  return xml;
}
