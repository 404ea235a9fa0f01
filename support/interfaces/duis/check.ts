import type { Certificates } from '../certificates';
import type { Documents } from '../documents';
import { wrongSignature } from './gbcs';

/** What a check needs to know beside the document. */
export interface CheckContext {
  readonly documents: Documents;
  /** X.509 PEM by EUI of the users, or by role. */
  readonly certificates: Certificates;
  /** Instant at which the document was exchanged, ISO 8601. */
  readonly at: string;
  /** Public keys of SMETS2+ devices, PEM by device id. */
  readonly deviceKeys?: ReadonlyMap<string, string>;
}

/**
 * Checks a DUIS document that a user sent: schema and signature.
 * @param user EUI of the user
 * @returns what is wrong, one sentence each
 */
export function checkRequest(xml: string, user: string, context: CheckContext): Promise<readonly string[]> {
  return checkSigner(xml, user, context);
}

/**
 * Checks a DUIS document that a user received: schema, the DSP's signature around it and, where a device speaks, the
 * S1SP's signature within, or that of a SMETS2+ device.
 * @returns what is wrong, one sentence each
 */
export async function checkResponse(xml: string, context: CheckContext): Promise<readonly string[]> {
  const problems = [...(await checkSigner(xml, 'dsp', context))];
  const { content } = context.documents.response(xml);
  const s1sp = 'signedByS1sp' in content ? content.signedByS1sp : undefined;
  if (s1sp !== undefined) problems.push(...(await checkSigner(s1sp, 's1sp', context)));
  const device = 'signedByDevice' in content ? content.signedByDevice : undefined;
  if (device !== undefined && 'deviceId' in content) {
    problems.push(...(await wrongSignature(device, context.deviceKeys?.get(content.deviceId ?? ''))));
  }
  return problems;
}

function checkSigner(xml: string, signer: string, context: CheckContext): Promise<readonly string[]> {
  const { documents, certificates, at } = context;
  const wrongSigner = (found: string): string => `Signed by ${found} where the ${signer} should have signed.`;
  return documents.problemsOfDuis(xml, { signer, certificates, at, wrongSigner });
}
