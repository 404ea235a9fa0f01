import { createHash, sign as signBytes, timingSafeEqual, verify as verifyBytes, type KeyObject } from 'node:crypto';
import type { Document, Element } from '@xmldom/xmldom';
import { certificateOf, privateKeyOf } from '../domain/pem';
import { counted } from '../domain/work-count';
import { canonicalForm, exclusiveForm, plainCanonicalForm } from './canonical';
import { childElements, escapeXml, parseXml, rootOf, textOf, XmlFault } from './parse';

/** The one profile of every signature in the system (SOURCED: DCC's public signing tool; its use on migration files is MODEL). */
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPED = `${DS}enveloped-signature`;
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';

/** Length of r and s together on P-256, in bytes. */
const SIGNATURE_LENGTH = 64;

/** What a party signs with. */
export interface SigningKey {
  /** PKCS#8 PEM, P-256. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

/** A signature that holds. */
export interface Signed {
  /** Name under which the signer's certificate is known: a role, or an organisation's EUI. */
  readonly signer: string;
  /** What was signed, in canonical form and without the signature. */
  readonly content: string;
  /** What was signed, as it was parsed: the signature has been taken out. */
  readonly root: Element;
}

/** A signature that does not hold; `fault` is one sentence. */
export interface NotSigned {
  readonly fault: string;
}

/**
 * Signs a document: the signature becomes the last child of the root and covers the whole document.
 * @param xml a well-formed document
 * @returns the same text with the signature in it; where `xml` is not as plain as `plainCanonicalForm` takes it, its
 * canonical form with the signature in it
 * @throws XmlFault when the document cannot be parsed
 */
export function sign(xml: string, key: SigningKey): string {
  const plain = plainCanonicalForm(xml);
  const content = plain ?? canonicalForm(rootOf(parseXml(xml)));
  counted('signatures made');
  const signature = signatureOver(content, key);
  const text = plain === undefined ? content : xml;
  const end = text.lastIndexOf('</');
  return text.slice(0, end) + signature + text.slice(end);
}

/**
 * Checks that a document carries exactly one signature of its own, made in the profile above over the whole document by the
 * holder of one of `certificates`. Signatures deeper inside are content like any other.
 * @param xml the document, as text or as `parseXml` gave it; from what was parsed the signature is taken out
 * @param certificates X.509 PEM by the name of its holder
 */
export function verify(xml: string | Document, certificates: Readonly<Record<string, string>>): Signed | NotSigned {
  counted('signatures checked');
  try {
    const root = rootOf(typeof xml === 'string' ? parseXml(xml) : xml);
    const { signature, signedInfo, keyInfo, digest, value } = ownSignature(root);
    const signer = findSigner(keyInfo, certificates);
    // The value must be of the signed part as it stands in the document: canonicalized before the signature leaves it.
    const signed = Buffer.from(exclusiveForm(signedInfo), 'utf8');
    root.removeChild(signature);
    const content = canonicalForm(root);
    const fits =
      equal(digestOf(content), digest) &&
      value.length === SIGNATURE_LENGTH &&
      verifyBytes('sha256', signed, { key: signer.publicKey, dsaEncoding: 'ieee-p1363' }, value);
    return fits ? { signer: signer.holder, content, root } : { fault: 'The signature does not fit the document.' };
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    return { fault: `The signature cannot be checked: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The signature of a document that has this canonical form. */
function signatureOver(content: string, { privateKey, certificate }: SigningKey): string {
  const method = (name: string, algorithm: string): string => `<${name} Algorithm="${algorithm}"/>`;
  const signedInfo =
    method('CanonicalizationMethod', EXCLUSIVE_C14N) +
    method('SignatureMethod', ECDSA_SHA256) +
    `<Reference URI=""><Transforms>${method('Transform', ENVELOPED)}</Transforms>${method('DigestMethod', SHA256)}` +
    `<DigestValue>${digestOf(content).toString('base64')}</DigestValue></Reference>`;
  const signed = plainCanonicalForm(`<SignedInfo xmlns="${DS}">${signedInfo}</SignedInfo>`) ?? '';
  const key = { key: privateKeyOf(privateKey), dsaEncoding: 'ieee-p1363' } as const;
  const value = signBytes('sha256', Buffer.from(signed, 'utf8'), key);
  const { issuer, serial } = certificateOf(certificate);
  return (
    `<Signature xmlns="${DS}"><SignedInfo>${signedInfo}</SignedInfo>` +
    `<SignatureValue>${value.toString('base64')}</SignatureValue><KeyInfo><X509Data><X509IssuerSerial>` +
    `<X509IssuerName>${escapeXml(issuer)}</X509IssuerName><X509SerialNumber>${serial}</X509SerialNumber>` +
    '</X509IssuerSerial></X509Data></KeyInfo></Signature>'
  );
}

function digestOf(content: string): Buffer {
  return createHash('sha256').update(content, 'utf8').digest();
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The parts of a signature that are computed with. */
interface OwnSignature {
  readonly signature: Element;
  readonly signedInfo: Element;
  readonly keyInfo: Element;
  readonly digest: Buffer;
  readonly value: Buffer;
}

/** The signature of the document itself, once its form is that of the profile. */
function ownSignature(root: Element): OwnSignature {
  const children = childElements(root);
  const signatures = children.filter((element) => element.localName === 'Signature' && element.namespaceURI === DS);
  const [signature] = signatures;
  if (!signature) throw new XmlFault('The document is not signed.');
  if (signatures.length > 1) throw new XmlFault('The document has more than one signature.');
  if (children.at(-1) !== signature) throw new XmlFault('The signature is not the last element of the document.');

  const [signedInfo, value, keyInfo] = only(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  const [canonicalization, method, reference] = only(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  const [transforms, digestMethod, digest] = only(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const [transform] = only(transforms, ['Transform']);
  if (reference.getAttribute('URI') !== '') throw new XmlFault('The signature does not refer to the whole document.');
  requireAlgorithm(canonicalization, EXCLUSIVE_C14N);
  requireAlgorithm(method, ECDSA_SHA256);
  requireAlgorithm(transform, ENVELOPED);
  requireAlgorithm(digestMethod, SHA256);
  return { signature, signedInfo, keyInfo, digest: bytesAt(digest), value: bytesAt(value) };
}

/**
 * Bytes that stand as Base64 in an element. Whatever stands between is passed over: Java writes line ends in it as
 * references to a carriage return (SOURCED: DCC's public signing tool).
 */
function bytesAt(element: Element): Buffer {
  return Buffer.from(element.textContent ?? '', 'base64');
}

/** The child elements, which must be exactly these in this order. */
function only<const N extends readonly string[]>(parent: Element, names: N): { [K in keyof N]: Element } {
  const children = childElements(parent);
  const fits =
    children.length === names.length &&
    children.every((element, index) => element.localName === names[index] && element.namespaceURI === DS);
  if (!fits) {
    throw new XmlFault(
      `The signature's ${parent.localName ?? 'content'} must hold ${names.join(', ')} and nothing else.`,
    );
  }
  // As many as there are names.
  return children as { [K in keyof N]: Element };
}

function requireAlgorithm(element: Element, algorithm: string): void {
  if (element.getAttribute('Algorithm') !== algorithm) {
    throw new XmlFault(`The signature's ${element.localName ?? 'algorithm'} is not ${algorithm}.`);
  }
  if (childElements(element).length > 0)
    throw new XmlFault(`The signature's ${element.localName ?? ''} has parameters.`);
}

interface Holder {
  readonly holder: string;
  readonly publicKey: KeyObject;
}

function findSigner(keyInfo: Element, certificates: Readonly<Record<string, string>>): Holder {
  const [data] = only(keyInfo, ['X509Data']);
  const [issuerSerial] = only(data, ['X509IssuerSerial']);
  const [name, number] = only(issuerSerial, ['X509IssuerName', 'X509SerialNumber']);
  const issuer = plainName(textOf(name));
  const serial = textOf(number);
  for (const [holder, pem] of Object.entries(certificates)) {
    const known = certificateOf(pem);
    if (known.serial === serial && plainName(known.issuer) === issuer) return { holder, publicKey: known.publicKey };
  }
  throw new XmlFault(`Nobody holds a certificate ${serial} of ${issuer}.`);
}

/** An issuer's name as it is compared: white space around separators does not count. */
function plainName(name: string): string {
  return name.replace(/\s*([,=])\s*/g, '$1');
}
