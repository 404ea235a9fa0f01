import { webcrypto, type KeyObject } from 'node:crypto';
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { setNodeDependencies } from 'xml-core';
import { Application, SignedXml } from 'xmldsigjs';
import { derOf, holderOf, issuerAndSerial, type Certificates } from './certificates';
import { EXCLUSIVE, faultOf, NOT_WHAT_WAS_SIGNED, readSignature, type SignatureCheck } from './signature-profile';
import { parseXml, XmlReader } from './xml';

setNodeDependencies({ DOMImplementation, DOMParser, XMLSerializer });
Application.setEngine('node', webcrypto as Crypto);

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

/** A key with the certificate that says whose it is. */
export interface SigningKey {
  /** PKCS#8 PEM, P-256. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

/**
 * Signs a document: enveloped, as the last child of the root.
 * @param xml a document whose root has an end tag
 * @returns the same text with the signature in it
 */
export async function signXml(xml: string, key: SigningKey): Promise<string> {
  const document = parseXml(xml) as unknown as globalThis.Document;
  const signed = new SignedXml();
  signed.XmlSignature.SignedInfo.CanonicalizationMethod.Algorithm = EXCLUSIVE;
  const references = [{ uri: '', hash: 'SHA-256', transforms: ['enveloped'] }];
  const signature = await signed.Sign(ALGORITHM, await privateKeyOf(key.privateKey), document, { references });
  const { issuer, serial } = issuerAndSerial(key.certificate);
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
 * @param at instant at which it was exchanged, ISO 8601; undefined where nothing says when that was
 */
export async function checkSignature(xml: string, certificates: Certificates, at?: string): Promise<SignatureCheck> {
  try {
    const root = XmlReader.ofRoot(xml);
    const parts = readSignature(root);
    const { name, publicKey } = holderOf(parts.signer, certificates, at);
    const signed = new SignedXml(root.element.ownerDocument as unknown as globalThis.Document);
    signed.LoadXml(parts.signature.element as unknown as globalThis.Element);
    // The library imports the key once more by this, and for that the curve must be named.
    signed.Algorithm = { ...CURVE, ...ALGORITHM };
    return (await signed.Verify(await importedKey(publicKey))) ? { signer: name } : NOT_WHAT_WAS_SIGNED;
  } catch (error) {
    return faultOf(error);
  }
}

function privateKeyOf(pem: string): Promise<CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', derOf(pem), CURVE, false, ['sign']) as Promise<CryptoKey>;
}

function importedKey(key: KeyObject): Promise<CryptoKey> {
  const spki = new Uint8Array(key.export({ type: 'spki', format: 'der' }));
  return webcrypto.subtle.importKey('spki', spki, CURVE, true, ['verify']) as Promise<CryptoKey>;
}
