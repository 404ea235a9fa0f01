import type { Document } from '@xmldom/xmldom';
import { schemaFault } from '../../../formats/schema';
import { readRequest, REQUEST_READING, type ServiceRequest } from '../../../duis/request';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import type { ServiceContext } from '../../../kernel/service-context';
import { REQUEST_LIMITS, type XmlLimits } from '../../../xml/limits';
import { parseXml, XmlFault } from '../../../xml/parse';
import { verify, type NotSigned, type Signed } from '../../../xml/signature';
import type { WebService } from './service-requests';

/** Most bytes of a request by web service; only to the DCC itself goes firmware (MODEL). */
const MOST_BYTES: Readonly<Record<WebService, number>> = {
  serviceS: 1_048_576,
  serviceD: REQUEST_LIMITS.length,
  serviceT: 1_048_576,
};

/** The published schema that requests are valid by. */
const REQUEST_SCHEMA = 'duis-request.xsd';

/** A request as it came in, before anybody knows who wrote it. */
export interface ReceivedRequest {
  readonly xml: string;
  /** `xml` as it was parsed. */
  readonly document: Document;
  readonly request: ServiceRequest;
}

/** Who signed what, without the signature. */
type Signature = Pick<Signed, 'signer' | 'content'>;

/** What the gateway makes of a document before it decides on the request in it. */
export const INTAKE = area('dsp-intake', {
  mostBytes: MOST_BYTES,
  /** The document as text. @throws Refusal 400 */
  textOf: (bytes: Buffer, _service: ServiceContext): string => decode(bytes),
  /** What a document may hold before it is parsed. */
  limits: REQUEST_LIMITS,
  /** The text as it is parsed. @throws Refusal 400 */
  documentOf: (xml: string, limits: XmlLimits): Document => readable(() => parseXml(xml, limits)),
  /** What a request has that the published schema does not allow. */
  shapeFaultOf: (bytes: Buffer, { config }: ServiceContext): Promise<string | undefined> =>
    schemaFault(bytes, config.contractsFolder, REQUEST_SCHEMA),
  /** Only what was signed counts: the check takes nothing but the signature out of the document that was read. */
  signatureOf: ({ document }: ReceivedRequest, service: ServiceContext): Signature | NotSigned =>
    verify(document, service.config.certificates),
  /** Whether a signer may send requests that name this originator. */
  maySignFor: (signer: string, originator: string): boolean => signer === originator,
});

/** How the gateway reads requests. */
export const GATEWAY_READING = area('dsp-request-reading', REQUEST_READING);

/** Reads a request. @throws Refusal 413 when it is too large, 400 when it cannot be read */
export async function receive(
  bytes: Buffer,
  webService: WebService,
  service: ServiceContext,
): Promise<ReceivedRequest> {
  const { mostBytes, textOf, limits, documentOf, shapeFaultOf } = service.rules(INTAKE);
  if (bytes.length > mostBytes[webService]) {
    throw new Refusal(413, `A request to ${webService} has at most ${mostBytes[webService]} bytes.`);
  }
  const xml = textOf(bytes, service);
  const document = documentOf(xml, limits);
  const fault = await shapeFaultOf(bytes, service);
  if (fault !== undefined) throw new Refusal(400, `The request is not valid by ${REQUEST_SCHEMA}: ${fault}`);
  const request = readable(() => readRequest(document, service.rules(GATEWAY_READING)));
  return { xml, document, request };
}

/** What was signed, without the signature, when the originator signed it. */
export function authenticate(
  received: ReceivedRequest,
  service: ServiceContext,
): { readonly content: string } | NotSigned {
  const { signatureOf, maySignFor } = service.rules(INTAKE);
  const signature = signatureOf(received, service);
  if ('fault' in signature) return signature;
  const { originator } = received.request.id;
  if (maySignFor(signature.signer, originator)) return { content: signature.content };
  return { fault: `The request names ${originator} as its originator but is signed by ${signature.signer}.` };
}

/** @throws Refusal 400 */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'The request is not UTF-8 text.');
  }
}

/** @throws Refusal 400 in place of an XmlFault */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlFault) throw new Refusal(400, error.message);
    throw error;
  }
}
