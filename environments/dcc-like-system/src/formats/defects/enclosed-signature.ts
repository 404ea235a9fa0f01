import { XMLSerializer, type Element } from '@xmldom/xmldom';
import { child, childElements, parseXml, rootOf } from '../../xml/parse';
import { verify } from '../../xml/signature';

/**
 * Who signed a document that stands inside the signature of another. The inner one still has its own signature, or that of the
 * outer document fits it.
 * @returns name of the holder; undefined when nothing signed stands inside
 */
export function signerOfEnclosed(xml: string, certificates: Readonly<Record<string, string>>): string | undefined {
  const signature = childElements(rootOf(parseXml(xml))).at(-1);
  const enclosure = signature && child(signature, 'Object');
  const [original] = enclosure ? childElements(enclosure) : [];
  if (!signature || !enclosure || !original) return undefined;
  signature.removeChild(enclosure);
  const inside = text(original);
  const candidates = [inside, inside.replace(/<\/[^<]*$/, (end) => text(signature) + end)];
  for (const candidate of candidates) {
    const signed = verify(candidate, certificates);
    if (!('fault' in signed)) return signed.signer;
  }
  return undefined;
}

function text(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}
