import { sign as signBytes, verify as verifyBytes, X509Certificate, type KeyLike } from 'node:crypto';
import { XMLSerializer, type Element } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
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
}

/** A signature that does not hold; `fault` is one sentence. */
export interface NotSigned {
  readonly fault: string;
}

/**
 * Signs a document: the signature becomes the last child of the root and covers the whole document.
 * @param xml a well-formed document
 * @throws XmlFault when the document cannot be parsed
 */
export function sign(xml: string, key: SigningKey): string {
  parseXml(xml);
  const signer = signatureOfProfile();
  signer.privateKey = key.privateKey;
  const { issuer, serial } = identify(key.certificate);
  signer.getKeyInfoContent = () =>
    `<X509Data><X509IssuerSerial><X509IssuerName>${escapeXml(issuer)}</X509IssuerName>` +
    `<X509SerialNumber>${serial}</X509SerialNumber></X509IssuerSerial></X509Data>`;
  signer.addReference({ xpath: '/*', transforms: [ENVELOPED], digestAlgorithm: SHA256, uri: '', isEmptyUri: true });
  signer.computeSignature(xml, { location: { reference: '/*', action: 'append' } });
  return signer.getSignedXml();
}

/**
 * Checks that a document carries exactly one signature of its own, made in the profile above over the whole document by the
 * holder of one of `certificates`. Signatures deeper inside are content like any other.
 * @param certificates X.509 PEM by the name of its holder
 */
export function verify(xml: string, certificates: Readonly<Record<string, string>>): Signed | NotSigned {
  try {
    const plain = withoutReturnsInValue(xml);
    const signature = ownSignature(rootOf(parseXml(plain)));
    const { holder, certificate } = findSigner(signature, certificates);
    const checker = signatureOfProfile();
    checker.publicCert = certificate;
    checker.loadSignature(new XMLSerializer().serializeToString(signature));
    if (!checker.checkSignature(plain)) return { fault: 'The signature does not fit the document.' };
    const [content, ...more] = checker.getSignedReferences();
    if (content === undefined || more.length > 0) return { fault: 'The signature does not cover one whole document.' };
    return { signer: holder, content };
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    return { fault: `The signature cannot be checked: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** ECDSA with SHA-256 on P-256, value as r followed by s; the library brings no algorithm of this family. */
class EcdsaSha256 {
  getAlgorithmName(): string {
    return ECDSA_SHA256;
  }

  getSignature(signedInfo: string | NodeJS.ArrayBufferView, privateKey: KeyLike): string {
    const bytes = typeof signedInfo === 'string' ? Buffer.from(signedInfo, 'utf8') : signedInfo;
    return signBytes('sha256', bytes, { key: pem(privateKey), dsaEncoding: 'ieee-p1363' }).toString('base64');
  }

  verifySignature(material: string, certificate: KeyLike, signatureValue: string): boolean {
    const value = Buffer.from(signatureValue, 'base64');
    const key = new X509Certificate(pem(certificate)).publicKey;
    return (
      value.length === SIGNATURE_LENGTH &&
      verifyBytes('sha256', Buffer.from(material, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, value)
    );
  }
}

/** Keys and certificates reach the algorithm as the PEM texts that this module set. */
function pem(key: KeyLike): string {
  if (typeof key !== 'string') throw new TypeError('The key is not given as PEM.');
  return key;
}

function signatureOfProfile(): SignedXml {
  const signedXml = new SignedXml({ signatureAlgorithm: ECDSA_SHA256, canonicalizationAlgorithm: EXCLUSIVE_C14N });
  signedXml.SignatureAlgorithms = { [ECDSA_SHA256]: EcdsaSha256 };
  // Otherwise a certificate that the document brings along would be believed.
  signedXml.getCertFromKeyInfo = () => null;
  return signedXml;
}

/**
 * Java writes line ends inside the Base64 of a signature value as references to a carriage return (SOURCED: DCC's public
 * signing tool). They mean nothing there, but the library would stop reading at the first one.
 */
function withoutReturnsInValue(xml: string): string {
  const start = xml.lastIndexOf('SignatureValue', xml.lastIndexOf('SignatureValue') - 1);
  if (start < 0) return xml;
  return xml.slice(0, start) + xml.slice(start).replace(/^[^<]*/, (value) => value.replace(/&#(13|x0*[dD]);/g, ''));
}

/** The signature of the document itself, once its form is that of the profile. */
function ownSignature(root: Element): Element {
  const children = childElements(root);
  const signatures = children.filter((element) => element.localName === 'Signature' && element.namespaceURI === DS);
  const [signature] = signatures;
  if (!signature) throw new XmlFault('The document is not signed.');
  if (signatures.length > 1) throw new XmlFault('The document has more than one signature.');
  if (children.at(-1) !== signature) throw new XmlFault('The signature is not the last element of the document.');

  const [signedInfo] = only(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  const [canonicalization, method, reference] = only(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  const [transforms, digestMethod] = only(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const [transform] = only(transforms, ['Transform']);
  if (reference?.getAttribute('URI') !== '') throw new XmlFault('The signature does not refer to the whole document.');
  requireAlgorithm(canonicalization, EXCLUSIVE_C14N);
  requireAlgorithm(method, ECDSA_SHA256);
  requireAlgorithm(transform, ENVELOPED);
  requireAlgorithm(digestMethod, SHA256);
  return signature;
}

/** The child elements, which must be exactly these in this order. */
function only(parent: Element | undefined, names: readonly string[]): Element[] {
  const children = parent ? childElements(parent) : [];
  const fits =
    children.length === names.length &&
    children.every((element, index) => element.localName === names[index] && element.namespaceURI === DS);
  if (!fits) {
    throw new XmlFault(
      `The signature's ${parent?.localName ?? 'content'} must hold ${names.join(', ')} and nothing else.`,
    );
  }
  return children;
}

function requireAlgorithm(element: Element | undefined, algorithm: string): void {
  if (element?.getAttribute('Algorithm') !== algorithm) {
    throw new XmlFault(`The signature's ${element?.localName ?? 'algorithm'} is not ${algorithm}.`);
  }
  if (childElements(element).length > 0)
    throw new XmlFault(`The signature's ${element.localName ?? ''} has parameters.`);
}

interface Holder {
  readonly holder: string;
  readonly certificate: string;
}

function findSigner(signature: Element, certificates: Readonly<Record<string, string>>): Holder {
  const [, , keyInfo] = childElements(signature);
  const [data] = only(keyInfo, ['X509Data']);
  const [issuerSerial] = only(data, ['X509IssuerSerial']);
  const [name, number] = only(issuerSerial, ['X509IssuerName', 'X509SerialNumber']);
  const issuer = name ? plainName(textOf(name)) : '';
  const serial = number ? textOf(number) : '';
  const found = Object.entries(certificates).find(([, certificate]) => {
    const known = identify(certificate);
    return known.serial === serial && plainName(known.issuer) === issuer;
  });
  if (!found) throw new XmlFault(`Nobody holds a certificate ${serial} of ${issuer}.`);
  return { holder: found[0], certificate: found[1] };
}

interface CertificateIdentity {
  /** RFC 2253: the last part of the name comes first. */
  readonly issuer: string;
  /** Decimal. */
  readonly serial: string;
}

const identities = new Map<string, CertificateIdentity>();

/** Issuer and serial number of a certificate; remembered, for the same few certificates are asked for again and again. */
function identify(certificatePem: string): CertificateIdentity {
  const known = identities.get(certificatePem);
  if (known) return known;
  const certificate = new X509Certificate(certificatePem);
  const identity = {
    issuer: certificate.issuer.split('\n').reverse().join(','),
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
  };
  identities.set(certificatePem, identity);
  return identity;
}

/** An issuer's name as it is compared: white space around separators does not count. */
function plainName(name: string): string {
  return name.replace(/\s*([,=])\s*/g, '$1');
}
