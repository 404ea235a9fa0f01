import { signXml, type SigningKey } from '../signature';
import { element } from '../xml';
import { DUIS_NAMESPACE, DUIS_VERSION, writeMessageId, type MessageId } from './vocabulary';

/** What a service request asks for. */
export type ServiceRequest =
  /** 4.1.1 Read Instantaneous Import Registers. */
  | { readonly variant: '4.1.1' }
  /** 8.2 Read Inventory, of one device or of everything at a supply point. */
  | { readonly variant: '8.2'; readonly by: 'DeviceID' | 'MPxN'; readonly value: string };

/** Command variants that a user puts on a request (MODEL: 1 for devices, 8 for what the DCC answers itself). */
const COMMAND_VARIANTS = { '4.1.1': 1, '8.2': 8 } as const;

/** Where DUIS allows a scenario to say something unusual. */
export interface RequestOverrides {
  /** 1 to 9. */
  readonly commandVariant?: number;
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
  const { variant } = request;
  const header = element('Header', [
    element('RequestID', writeMessageId(id)),
    element('CommandVariant', overrides.commandVariant ?? COMMAND_VARIANTS[variant]),
    element('ServiceReference', variant.split('.').slice(0, 2).join('.')),
    element('ServiceReferenceVariant', variant),
  ]);
  const attributes = { xmlns: DUIS_NAMESPACE, schemaVersion: DUIS_VERSION };
  const root = element('Request', [header, element('Body', [body(request)])], attributes);
  return signXml(`<?xml version="1.0" encoding="UTF-8"?>\n${root}`, key);
}

function body(request: ServiceRequest): string {
  switch (request.variant) {
    case '4.1.1':
      return element('ReadInstantaneousImportRegisters', []);
    case '8.2':
      return element('ReadInventory', [element(request.by, request.value)]);
  }
}
