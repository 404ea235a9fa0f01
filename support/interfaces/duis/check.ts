import { checkSignature } from '../signature';
import type { OfficialSchemas } from './official-schemas';
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
 * S1SP's signature within.
 * @param certificates X.509 PEM by role
 * @returns what is wrong, one sentence each
 */
export async function checkResponse(
  xml: string,
  certificates: Readonly<Record<string, string>>,
  schemas: OfficialSchemas,
): Promise<string[]> {
  const problems = [...schemas.check(xml), ...(await checkSigner(xml, 'dsp', certificates))];
  const { content } = readResponse(xml);
  if ('signedByS1sp' in content) problems.push(...(await checkSigner(content.signedByS1sp, 's1sp', certificates)));
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
