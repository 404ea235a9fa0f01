import type { Element } from '@xmldom/xmldom';
import { leaf } from '../formats/elements';
import { child, textOf, XmlFault } from '../xml/parse';
import { sign, type SigningKey } from '../xml/signature';
import { DUIS, SCHEMA_VERSION } from './vocabulary';

/** What the S1SP tells a user of its own accord. Shape SOURCED (DUIS schema); its codes are ours. */
export interface S1spAlert {
  /** The request it is about. */
  readonly requestId?: string;
  readonly deviceId?: string;
  /** One of ours: see `service-requests.md`. */
  readonly code: string;
  readonly information: string;
  /** Twenty digits. */
  readonly utrn?: string;
  readonly at: Date;
}

/** Writes and signs an S1SPAlert. */
export function writeS1spAlert(alert: S1spAlert, key: SigningKey): string {
  const content = [
    leaf('RequestID', alert.requestId),
    leaf('DeviceID', alert.deviceId),
    leaf('S1SPAlertCode', alert.code),
    leaf('AdditionalInformation', alert.information),
    leaf('UTRN', alert.utrn),
    leaf('DateTime', alert.at.toISOString()),
  ].join('');
  return sign(`<S1SPAlert xmlns="${DUIS}" schemaVersion="${SCHEMA_VERSION}">${content}</S1SPAlert>`, key);
}

/** Reads what an S1SPAlert is about. @throws XmlFault when the document is none */
export function readS1spAlert(root: Element): { readonly requestId?: string; readonly code: string } {
  const code = child(root, 'S1SPAlertCode');
  if (root.localName !== 'S1SPAlert' || root.namespaceURI !== DUIS || !code) {
    throw new XmlFault('The document is not an S1SPAlert with a code.');
  }
  const requestId = child(root, 'RequestID');
  return { code: textOf(code), ...(requestId ? { requestId: textOf(requestId) } : {}) };
}
