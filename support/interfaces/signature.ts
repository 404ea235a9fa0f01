import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { DOMImplementation, DOMParser, XMLSerializer, type Element } from '@xmldom/xmldom';
import { setNodeDependencies } from 'xml-core';
import { Application, Parse, SignedXml } from 'xmldsigjs';
import { parseXml, UnreadableXml } from './xml';

setNodeDependencies({ DOMImplementation, DOMParser, XMLSerializer });
Application.setEngine('node', webcrypto as Crypto);

/** The signature profile of the published interfaces (SOURCED from DCC's public signing tool). */
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256';
const METHOD = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

/** A key with the certificate that says whose it is. */
export interface SigningKey {
  /** PKCS#8 PEM, P-256. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

/** What a check of a signature found: who signed, or one sentence about why it does not hold. */
export type SignatureCheck = { readonly signer: string } | { readonly fault: string };

/**
 * Signs a document: enveloped, as the last child of the root.
 * @param xml a document whose root has an end tag
 * @returns the same text with the signature in it
 */
export async function signXml(xml: string, key: SigningKey): Promise<string> {
  parseXml(xml);
  const signed = new SignedXml();
  signed.XmlSignature.SignedInfo.CanonicalizationMethod.Algorithm = EXCLUSIVE;
  const references = [{ uri: '', hash: 'SHA-256', transforms: ['enveloped'] }];
  const signature = await signed.Sign(ALGORITHM, await privateKeyOf(key.privateKey), Parse(xml), { references });
  const { issuer, serial } = issuerAndSerial(new X509Certificate(key.certificate));
  const keyInfo =
    `<ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>${issuer}</ds:X509IssuerName>` +
    `<ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></ds:KeyInfo>`;
  const whole = signature.toString().replace('</ds:Signature>', `${keyInfo}</ds:Signature>`);
  const end = xml.lastIndexOf('</');
  return xml.slice(0, end) + whole + xml.slice(end);
}

/**
 * Checks the signature of a document by the profile of the published interfaces: one signature, the last child of the
 * root, one reference that covers the whole document, and a signer found by issuer and serial number.
 * @param xml the document as received
 * @param certificates X.509 PEM by the name of its holder
 */
export async function checkSignature(
  xml: string,
  certificates: Readonly<Record<string, string>>,
): Promise<SignatureCheck> {
  try {
    const signature = onlySignature(parseXml(xml).documentElement);
    checkProfile(signature);
    const { name, certificate } = holderOf(signature, certificates);
    const document = Parse(xml);
    const signed = new SignedXml(document);
    const own = Array.from(document.documentElement.childNodes).find((node) => isSignature(node as unknown as Element));
    signed.LoadXml(own as unknown as globalThis.Element);
    // The library imports the key once more by this, and for that the curve must be named.
    signed.Algorithm = { ...CURVE, ...ALGORITHM };
    const holds = await signed.Verify(await publicKeyOf(certificate));
    return holds ? { signer: name } : { fault: 'The signature does not fit the document.' };
  } catch (error) {
    return { fault: error instanceof UnreadableXml ? error.message : `The signature does not fit: ${words(error)}` };
  }
}

/** What the library throws is not always an Error. */
function words(error: unknown): string {
  const { message } = Object(error) as { readonly message?: unknown };
  return typeof message === 'string' ? message : String(error);
}

function isSignature(element: Element): boolean {
  return element.localName === 'Signature' && element.namespaceURI === DSIG;
}

function children(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}

function onlySignature(root: Element | null): Element {
  const elements = root === null ? [] : children(root);
  const signatures = elements.filter(isSignature);
  const last = elements.at(-1);
  if (signatures.length === 0) throw new UnreadableXml('The document carries no signature.');
  if (signatures.length > 1) throw new UnreadableXml('The document carries more than one signature.');
  if (last === undefined || !isSignature(last))
    throw new UnreadableXml('The signature is not the last of the document.');
  return last;
}

/** One step down a path of local names; exactly one such child must be there. */
function step(parent: Element, name: string): Element {
  const found = children(parent).filter((child) => child.localName === name && child.namespaceURI === DSIG);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new UnreadableXml(`The signature has ${found.length} ${name} where exactly one belongs.`);
  }
  return only;
}

function checkProfile(signature: Element): void {
  const signedInfo = step(signature, 'SignedInfo');
  const reference = step(signedInfo, 'Reference');
  const expected: readonly [Element, string][] = [
    [step(signedInfo, 'CanonicalizationMethod'), EXCLUSIVE],
    [step(signedInfo, 'SignatureMethod'), METHOD],
    [step(step(reference, 'Transforms'), 'Transform'), ENVELOPED],
    [step(reference, 'DigestMethod'), DIGEST],
  ];
  for (const [element, algorithm] of expected) {
    const actual = element.getAttribute('Algorithm') ?? '';
    if (actual !== algorithm) throw new UnreadableXml(`${element.localName ?? ''} is ${actual}, not ${algorithm}.`);
  }
  if (reference.getAttribute('URI') !== '') {
    throw new UnreadableXml('The signature does not refer to the whole document.');
  }
}

function holderOf(
  signature: Element,
  certificates: Readonly<Record<string, string>>,
): { name: string; certificate: X509Certificate } {
  const pair = step(step(step(signature, 'KeyInfo'), 'X509Data'), 'X509IssuerSerial');
  const issuer = normalName(step(pair, 'X509IssuerName').textContent ?? '');
  const serial = (step(pair, 'X509SerialNumber').textContent ?? '').trim();
  for (const [name, pem] of Object.entries(certificates)) {
    const known = knownCertificate(pem);
    if (known.serial === serial && known.issuer === issuer) return { name, certificate: known.certificate };
  }
  throw new UnreadableXml(`The signer, certificate ${serial} of ${issuer}, is unknown.`);
}

interface KnownCertificate {
  readonly certificate: X509Certificate;
  readonly issuer: string;
  readonly serial: string;
}

const knownCertificates = new Map<string, KnownCertificate>();

/** The same few certificates are asked for with every signature. */
function knownCertificate(pem: string): KnownCertificate {
  const known = knownCertificates.get(pem);
  if (known !== undefined) return known;
  const certificate = new X509Certificate(pem);
  const { issuer, serial } = issuerAndSerial(certificate);
  const read = { certificate, issuer: normalName(issuer), serial };
  knownCertificates.set(pem, read);
  return read;
}

/** Issuer in RFC 2253 order (last part first) and the serial number in decimal. */
function issuerAndSerial(certificate: X509Certificate): { issuer: string; serial: string } {
  const issuer = certificate.issuerName
    .toJSON()
    .flatMap((part) => Object.entries(part).map(([type, values]) => `${type}=${values.join('+')}`))
    .reverse()
    .join(',');
  return { issuer, serial: BigInt(`0x${certificate.serialNumber}`).toString() };
}

/** A distinguished name without the white space that some writers put around its separators. */
function normalName(name: string): string {
  return name
    .split(',')
    .map((part) => part.trim().replace(/\s*=\s*/, '='))
    .join(',');
}

function privateKeyOf(pem: string): Promise<CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', derOf(pem), CURVE, false, ['sign']) as Promise<CryptoKey>;
}

function publicKeyOf(certificate: X509Certificate): Promise<CryptoKey> {
  return webcrypto.subtle.importKey('spki', certificate.publicKey.rawData, CURVE, true, [
    'verify',
  ]) as Promise<CryptoKey>;
}

/** The bytes inside a PEM. */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
