import type { Document, Element } from '@xmldom/xmldom';
import { child, childElements, hasOwnText, parseXml, rootOf, textOf, XmlFault } from '../xml/parse';
import { isEui, parseMessageId, type MessageId } from './request-id';
import { DUIS, type ServiceReference } from './vocabulary';

/** By what an inventory is searched; `PropertyFilter` is post code and address identifier. */
export type InventoryFilter =
  | { readonly by: 'DeviceID' | 'MPxN' | 'UPRN'; readonly value: string }
  | { readonly by: 'PropertyFilter'; readonly postCode: string; readonly addressIdentifier: string };

/** What a request asks for. */
export type RequestBody =
  /** 4.1.1; `executionDateTime`: not before this instant (ISO 8601). */
  | { readonly service: 'ReadInstantaneousImportRegisters'; readonly executionDateTime?: string }
  /** 8.2 */
  | { readonly service: 'ReadInventory'; readonly filter: InventoryFilter };

/** A DUIS request as it was read. */
export interface ServiceRequest extends ServiceReference {
  readonly id: MessageId;
  /** 1 to 9. */
  readonly commandVariant: number;
  readonly body: RequestBody;
}

/** Element of the body for each variant that is supported (SOURCED: DUIS schema). */
const BODY_READERS: Readonly<
  Record<string, { readonly element: string; readonly read: (body: Element) => RequestBody }>
> = {
  '4.1.1': { element: 'ReadInstantaneousImportRegisters', read: readRegisters },
  '8.2': { element: 'ReadInventory', read: readInventory },
};

/** Header elements in their order; those in brackets of the schema are optional. */
const HEADER: readonly { readonly name: string; readonly optional?: true }[] = [
  { name: 'RequestID' },
  { name: 'FirstInSequence', optional: true },
  { name: 'PrecedingServiceRequestID', optional: true },
  { name: 'CommandVariant' },
  { name: 'ServiceReference' },
  { name: 'ServiceReferenceVariant' },
];

/**
 * Reads a DUIS request, signed or not. Order and case of elements are those of the schema or it is a fault.
 * @throws XmlFault with one sentence
 */
export function readRequest(xml: string): ServiceRequest {
  const root = requestRoot(parseXml(xml));
  const [headerElement, bodyElement] = childElements(root);
  if (!headerElement || !bodyElement) throw new XmlFault('The request lacks Header or Body.');
  const header = readHeader(headerElement);
  const variant = header.get('ServiceReferenceVariant') ?? '';
  const reference = header.get('ServiceReference') ?? '';
  const reader = BODY_READERS[variant];
  if (!reader) {
    const supported = Object.keys(BODY_READERS).join(', ');
    throw new XmlFault(
      `Service reference variant "${variant.slice(0, 20)}" is not supported; supported are ${supported}.`,
    );
  }
  if (reference !== variant.split('.').slice(0, 2).join('.')) {
    throw new XmlFault(`ServiceReference ${reference.slice(0, 20)} does not fit ServiceReferenceVariant ${variant}.`);
  }
  const [content, ...more] = childElements(bodyElement);
  if (content?.localName !== reader.element || content.namespaceURI !== DUIS || more.length > 0) {
    throw new XmlFault(`The Body of a request ${variant} must hold one ${reader.element} and nothing else.`);
  }
  const commandVariant = header.get('CommandVariant') ?? '';
  if (!/^[1-9]$/.test(commandVariant)) throw new XmlFault('CommandVariant must be a number from 1 to 9.');
  const id = parseMessageId(header.get('RequestID') ?? '');
  return { id, commandVariant: Number(commandVariant), reference, variant, body: reader.read(content) };
}

function requestRoot(document: Document): Element {
  const root = rootOf(document);
  if (root.localName !== 'Request' || root.namespaceURI !== DUIS) {
    throw new XmlFault('The document is not a DUIS Request.');
  }
  if (!/^[0-9]+(\.[0-9]+)?$/.test(root.getAttribute('schemaVersion') ?? '')) {
    throw new XmlFault('The request lacks a decimal schemaVersion.');
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

function readRegisters(element: Element): RequestBody {
  const [first, ...more] = childElements(element);
  if (more.length > 0 || (first && first.localName !== 'ExecutionDateTime')) {
    throw new XmlFault('ReadInstantaneousImportRegisters may hold ExecutionDateTime only.');
  }
  if (!first) return { service: 'ReadInstantaneousImportRegisters' };
  const due = new Date(textOf(first));
  if (Number.isNaN(due.getTime())) throw new XmlFault('ExecutionDateTime is not a date and time.');
  return { service: 'ReadInstantaneousImportRegisters', executionDateTime: due.toISOString() };
}

function readInventory(element: Element): RequestBody {
  const [choice, ...more] = childElements(element);
  if (!choice || more.length > 0 || hasOwnText(element)) {
    throw new XmlFault('ReadInventory must hold one of UPRN, DeviceID, MPxN and PropertyFilter.');
  }
  return { service: 'ReadInventory', filter: readFilter(choice) };
}

function readFilter(choice: Element): InventoryFilter {
  const value = textOf(choice);
  switch (choice.localName) {
    case 'DeviceID':
      if (!isEui(value)) throw new XmlFault('The DeviceID of ReadInventory is not an EUI.');
      return { by: 'DeviceID', value: value.toUpperCase() };
    case 'MPxN':
      if (value.length < 1 || value.length > 13)
        throw new XmlFault('The MPxN of ReadInventory has not 1 to 13 characters.');
      return { by: 'MPxN', value };
    case 'UPRN':
      if (!/^[0-9]{1,12}$/.test(value)) throw new XmlFault('The UPRN of ReadInventory has not 1 to 12 digits.');
      return { by: 'UPRN', value };
    case 'PropertyFilter': {
      const postCode = child(choice, 'PostCode');
      const addressIdentifier = child(choice, 'AddressIdentifier');
      if (!postCode || !addressIdentifier) throw new XmlFault('PropertyFilter lacks PostCode or AddressIdentifier.');
      return { by: 'PropertyFilter', postCode: textOf(postCode), addressIdentifier: textOf(addressIdentifier) };
    }
    default:
      throw new XmlFault('ReadInventory must hold one of UPRN, DeviceID, MPxN and PropertyFilter.');
  }
}
