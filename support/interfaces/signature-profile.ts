import type { SignerReference } from './certificates';
import { UnreadableXml } from './xml';

/** The signature profile of the published interfaces (SOURCED from DCC's public signing tool). */
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
/** Exclusive canonical form, in which the signed information is signed. */
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256';
const METHOD = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';

/** What a check of a signature found: who signed, or one sentence about why it does not hold. */
export type SignatureCheck = { readonly signer: string } | { readonly fault: string };

/** What a check says where the signature is as it should be and the document is not what was signed. */
export const NOT_WHAT_WAS_SIGNED: SignatureCheck = { fault: 'The signature does not fit the document.' };

/** An element of a document, whichever library has parsed it. */
export interface ElementView<E> {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** Text without surrounding white space. */
  readonly text: string;
  attribute(name: string): string | undefined;
  /** Child elements, or those of this local name, in order. */
  all(name?: string): E[];
}

/** The parts of a signature that fits the profile. */
export interface SignatureParts<E> {
  readonly signature: E;
  readonly signedInfo: E;
  /** SHA-256 of the document without the signature, in canonical form, base64. */
  readonly digest: string;
  /** ECDSA signature of the signed information, two numbers of 32 bytes, base64. */
  readonly value: string;
  readonly signer: SignerReference;
}

/**
 * Reads the signature of a document: one, the last child of the root, with one reference that covers the whole document.
 * @throws UnreadableXml in one sentence where it does not fit the profile of the published interfaces
 */
export function readSignature<E extends ElementView<E>>(root: E): SignatureParts<E> {
  const signature = onlySignature(root);
  const signedInfo = step(signature, 'SignedInfo');
  const reference = step(signedInfo, 'Reference');
  checkAlgorithms(signedInfo, reference);
  const pair = step(step(step(signature, 'KeyInfo'), 'X509Data'), 'X509IssuerSerial');
  return {
    signature,
    signedInfo,
    digest: step(reference, 'DigestValue').text,
    value: step(signature, 'SignatureValue').text,
    signer: { issuer: step(pair, 'X509IssuerName').text, serial: step(pair, 'X509SerialNumber').text },
  };
}

/**
 * Makes one sentence of what went wrong in a check.
 * @param error anything: what a library throws is not always an Error
 */
export function faultOf(error: unknown): SignatureCheck {
  if (error instanceof UnreadableXml) return { fault: error.message };
  const { message } = Object(error) as { readonly message?: unknown };
  return { fault: `The signature does not fit: ${typeof message === 'string' ? message.trim() : String(error)}` };
}

function isSignature<E extends ElementView<E>>({ name, namespace }: E): boolean {
  return name === 'Signature' && namespace === DSIG;
}

function onlySignature<E extends ElementView<E>>(root: E): E {
  const elements = root.all();
  const signatures = elements.filter(isSignature);
  const last = elements.at(-1);
  if (signatures.length === 0) throw new UnreadableXml('The document carries no signature.');
  if (signatures.length > 1) throw new UnreadableXml('The document carries more than one signature.');
  if (last === undefined || !isSignature(last)) {
    throw new UnreadableXml('The signature is not the last of the document.');
  }
  return last;
}

/** One step down a path of local names; exactly one such child must be there. */
function step<E extends ElementView<E>>(parent: E, name: string): E {
  const found = parent.all(name).filter(({ namespace }) => namespace === DSIG);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new UnreadableXml(`The signature has ${found.length} ${name} where exactly one belongs.`);
  }
  return only;
}

function checkAlgorithms<E extends ElementView<E>>(signedInfo: E, reference: E): void {
  const expected: readonly [E, string][] = [
    [step(signedInfo, 'CanonicalizationMethod'), EXCLUSIVE],
    [step(signedInfo, 'SignatureMethod'), METHOD],
    [step(step(reference, 'Transforms'), 'Transform'), ENVELOPED],
    [step(reference, 'DigestMethod'), DIGEST],
  ];
  for (const [element, algorithm] of expected) {
    const actual = element.attribute('Algorithm') ?? '';
    if (actual !== algorithm) throw new UnreadableXml(`${element.name} is ${actual}, not ${algorithm}.`);
  }
  if (reference.attribute('URI') !== '') {
    throw new UnreadableXml('The signature does not refer to the whole document.');
  }
}
