import { checkSignature } from '../signature';
import type { OfficialSchemas } from './official-schemas';
import { wrongSignature } from './gbcs';
import { readResponse } from './response';

/**
 * Checks a DUIS document that a user sent: schema and signature.
 * @param certificates X.509 PEM by EUI of the users
 * @returns what is wrong, one sentence each
 */
export async function checkRequest(
  xml: string,
  certificates: Readonly<Record<string, string>>,
  schemas: OfficialSchemas,
): Promise<string[]> {
  const signature = await checkSignature(xml, certificates);
  return [...schemas.check(xml), ...('fault' in signature ? [signature.fault] : [])];
}

/**
 * Checks a DUIS document that a user received: schema, the DSP's signature around it and, where a device speaks, the
 * S1SP's signature within, or that of a SMETS2+ device.
 * @param certificates X.509 PEM by role
 * @param deviceKeys public keys of SMETS2+ devices, PEM by device id
 * @returns what is wrong, one sentence each
 */
export async function checkResponse(
  xml: string,
  certificates: Readonly<Record<string, string>>,
  schemas: OfficialSchemas,
  deviceKeys: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const problems = [...schemas.check(xml), ...(await checkSigner(xml, 'dsp', certificates))];
  const { content } = readResponse(xml);
  const s1sp = 'signedByS1sp' in content ? content.signedByS1sp : undefined;
  if (s1sp !== undefined) problems.push(...(await checkSigner(s1sp, 's1sp', certificates)));
  const device = 'signedByDevice' in content ? content.signedByDevice : undefined;
  if (device !== undefined && 'deviceId' in content) {
    problems.push(...(await wrongSignature(device, deviceKeys.get(content.deviceId ?? ''))));
  }
  return problems;
}

async function checkSigner(
  xml: string,
  role: string,
  certificates: Readonly<Record<string, string>>,
): Promise<string[]> {
  const signature = await checkSignature(xml, certificates);
  if ('fault' in signature) return [signature.fault];
  return signature.signer === role ? [] : [`Signed by ${signature.signer} where the ${role} should have signed.`];
}
