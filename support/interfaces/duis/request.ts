import { signXml, type SigningKey } from '../signature';
import { element } from '../xml';
import { DUIS_NAMESPACE, DUIS_VERSION, writeMessageId, type MessageId } from './vocabulary';

/** A service request before it has a sender: which variant, and its body. */
export interface ServiceRequest {
  /** Service reference variant, such as 4.1.1. */
  readonly variant: string;
  /** The element of the body, as it is written. */
  readonly body: string;
  /** Whether a device answers it, or the DCC itself. */
  readonly answeredBy: 'device' | 'dcc';
}

/** Command variants that a user puts on a request (MODEL: 1 for devices, 8 for what the DCC answers itself). */
const COMMAND_VARIANTS = { device: 1, dcc: 8 } as const;

/** Web services that take requests: Send Command and Non-Device (SOURCED). */
export const WEB_SERVICES = { device: 'serviceS', dcc: 'serviceD' } as const;

/** Where DUIS allows a scenario to say something unusual. */
export interface RequestOverrides {
  /** 1 to 9. */
  readonly commandVariant?: number;
}

/** Writes a DUIS request, unsigned. */
export function writeUnsigned(id: MessageId, request: ServiceRequest, overrides: RequestOverrides = {}): string {
  const { variant, answeredBy, body } = request;
  const header = element('Header', [
    element('RequestID', writeMessageId(id)),
    element('CommandVariant', overrides.commandVariant ?? COMMAND_VARIANTS[answeredBy]),
    element('ServiceReference', variant.split('.').slice(0, 2).join('.')),
    element('ServiceReferenceVariant', variant),
  ]);
  const attributes = { xmlns: DUIS_NAMESPACE, schemaVersion: DUIS_VERSION };
  const root = element('Request', [header, element('Body', [body])], attributes);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

/**
 * Writes and signs a DUIS request.
 * @param key the user's signing key
 */
export function writeRequest(
  id: MessageId,
  request: ServiceRequest,
  key: SigningKey,
  overrides: RequestOverrides = {},
): Promise<string> {
  return signXml(writeUnsigned(id, request, overrides), key);
}

/**
 * A request to a device.
 * @param parts of the body, already written
 */
export function toDevice(variant: string, name: string, parts: readonly (string | undefined)[] = []): ServiceRequest {
  return { variant, answeredBy: 'device', body: element(name, parts) };
}

/** A request that the DCC answers itself. */
export function toDcc(variant: string, name: string, parts: readonly (string | undefined)[]): ServiceRequest {
  return { variant, answeredBy: 'dcc', body: element(name, parts) };
}

/** A pre-command with the signature of its user, in place of the request that it was made from. @param payload base64 */
export function signedPreCommand(variant: string, payload: string): ServiceRequest {
  return toDevice(variant, 'SignedPreCommand', [element('GBCSPayload', payload)]);
}

/** The same request, to be carried out at an instant. Only some variants may say so. */
export function dated(request: ServiceRequest, at: Date): ServiceRequest {
  const when = element('ExecutionDateTime', at.toISOString());
  const { body } = request;
  const empty = /^<([^\s/>]+)\/>$/.exec(body);
  const inner = empty ? `<${empty[1] ?? ''}>${when}</${empty[1] ?? ''}>` : body.replace('>', `>${when}`);
  return { ...request, body: inner };
}
