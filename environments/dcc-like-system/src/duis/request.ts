import type { Document, Element } from '@xmldom/xmldom';
import { childElements, parseXml, rootOf, textOf, XmlFault } from '../xml/parse';
import { MAXIMUM_COUNTER, parseMessageId, type MessageId } from './request-id';
import { BODY_READERS, readBody, SIGNED_PRE_COMMAND, type RequestBody } from './requests/bodies';
import { NOT_SMETS1 } from './requests/not-smets1';
import { DUIS, type ServiceReference } from './vocabulary';

/** A DUIS request as it was read. */
export interface ServiceRequest extends ServiceReference {
  readonly id: MessageId;
  /** 1 to 9. */
  readonly commandVariant: number;
  readonly body: RequestBody;
}

/** Header elements in their order; those in brackets of the schema are optional. */
const HEADER: readonly { readonly name: string; readonly optional?: true }[] = [
  { name: 'RequestID' },
  { name: 'FirstInSequence', optional: true },
  { name: 'PrecedingServiceRequestID', optional: true },
  { name: 'CommandVariant' },
  { name: 'ServiceReference' },
  { name: 'ServiceReferenceVariant' },
];

/** How a request is read. */
export interface RequestReading {
  /** Highest counter that a request id may bear. */
  readonly highestCounter: bigint;
  /** Whether an element of the body is the one that the variant has there. */
  readonly isOfVariant: (found: string, wanted: string) => boolean;
  /** Most elements in the body. */
  readonly mostElements: number;
}

/** How the schema wants a request to be read. */
export const REQUEST_READING: RequestReading = {
  highestCounter: MAXIMUM_COUNTER,
  isOfVariant: (found, wanted) => found === wanted,
  mostElements: 1,
};

/**
 * Reads a DUIS request, signed or not, that the published schema allows; what it says of header and body beside that is judged
 * here.
 * @param xml the document, as text or as `parseXml` gave it
 * @param reading the schema's unless it is given
 * @throws XmlFault with one sentence
 */
export function readRequest(xml: string | Document, reading = REQUEST_READING): ServiceRequest {
  const root = requestRoot(typeof xml === 'string' ? parseXml(xml) : xml);
  const [headerElement, bodyElement] = childElements(root);
  if (!headerElement || !bodyElement) throw new XmlFault('The request lacks Header or Body.');
  const header = readHeader(headerElement);
  const variant = header.get('ServiceReferenceVariant') ?? '';
  const reference = header.get('ServiceReference') ?? '';
  if (!isSupported(variant)) {
    throw new XmlFault(`Service reference variant "${variant.slice(0, 20)}" is not one of those that this system has.`);
  }
  if (reference !== variant.split('.').slice(0, 2).join('.')) {
    throw new XmlFault(`ServiceReference ${reference.slice(0, 20)} does not fit ServiceReferenceVariant ${variant}.`);
  }
  const commandVariant = Number(header.get('CommandVariant'));
  const id = parseMessageId(header.get('RequestID') ?? '', reading.highestCounter);
  const body = bodyOf(bodyElement, variant, commandVariant, reading);
  return { id, commandVariant, reference, variant, body };
}

function isSupported(variant: string): boolean {
  return Object.hasOwn(BODY_READERS, variant) || Object.hasOwn(NOT_SMETS1, variant);
}

function bodyOf(
  bodyElement: Element,
  variant: string,
  commandVariant: number,
  { isOfVariant, mostElements }: RequestReading,
): RequestBody {
  const elements = childElements(bodyElement);
  const [content] = elements;
  // A signed pre-command stands in place of the request that it was made from, and only where the header says so.
  const isSigned = commandVariant === 5 && content?.localName === SIGNED_PRE_COMMAND.element;
  const reader = isSigned ? SIGNED_PRE_COMMAND : BODY_READERS[variant];
  const element = reader?.element ?? NOT_SMETS1[variant] ?? '';
  const fits = content?.namespaceURI === DUIS && isOfVariant(content.localName ?? '', element);
  if (!fits || elements.length > mostElements) {
    throw new XmlFault(`The Body of a request ${variant} must hold one ${element} and nothing else.`);
  }
  return reader ? readBody(content, reader) : { kind: 'unread' };
}

function requestRoot(document: Document): Element {
  const root = rootOf(document);
  if (root.localName !== 'Request' || root.namespaceURI !== DUIS) {
    throw new XmlFault('The document is not a DUIS Request.');
  }
  const names = childElements(root).map((element) => element.localName);
  if (!['Header,Body', 'Header,Body,Signature'].includes(names.join(','))) {
    throw new XmlFault('A request holds Header, Body and Signature, in this order.');
  }
  return root;
}

/** Values of the header by name, once the elements stand in the order of the schema. */
function readHeader(header: Element): Map<string, string> {
  const found = childElements(header);
  const values = new Map<string, string>();
  let next = 0;
  for (const { name, optional } of HEADER) {
    const element = found[next];
    if (element?.localName === name && element.namespaceURI === DUIS) {
      values.set(name, textOf(element));
      next += 1;
    } else if (!optional) {
      throw new XmlFault(`The Header of the request lacks ${name}, or it is not in its place.`);
    }
  }
  if (next < found.length)
    throw new XmlFault(`The Header of the request must not hold ${found[next]?.localName ?? ''} there.`);
  return values;
}
