import { createHash, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSignature, signXml, type SigningKey } from './signature';
import { makeTestKey } from './fixtures/test-keys';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<m:File xmlns:m="urn:files" xmlns:unused="urn:unused" b="2" a="1">' +
  '<m:Name>Vale &amp; Öst</m:Name><Other xmlns="urn:other"/></m:File>';

let signer: SigningKey;
let other: SigningKey;
let certificates: Record<string, string>;

beforeAll(async () => {
  signer = await makeTestKey('1001');
  other = await makeTestKey('1002');
  certificates = { signer: signer.certificate, other: other.certificate };
});

/** A second implementation of the profile: libxml2 writes the canonical form, node:crypto computes. */
async function canonical(xml: string, exclusive: boolean): Promise<Buffer> {
  const { XmlC14NMode, XmlDocument } = await import('libxml2-wasm');
  const document = XmlDocument.fromString(xml);
  const mode = exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0;
  const text = document.canonicalizeToString({ mode });
  document.dispose();
  return Buffer.from(text, 'utf8');
}

const signedInfoOf = (digest: string): string =>
  '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">' +
  '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
  '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/><Reference URI=""><Transforms>' +
  '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>' +
  '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
  `<DigestValue>${digest}</DigestValue></Reference></SignedInfo>`;

async function signElsewhere(xml: string, key: SigningKey, serial: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await canonical(xml, false))
    .digest('base64');
  const signedInfo = signedInfoOf(digest);
  const value = signBytes('sha256', await canonical(signedInfo, true), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  const signature =
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${signedInfo}` +
    `<SignatureValue>${value.toString('base64')}</SignatureValue><KeyInfo><X509Data><X509IssuerSerial>` +
    `<X509IssuerName>OU=07, CN=TEST-Z1</X509IssuerName><X509SerialNumber>${serial}</X509SerialNumber>` +
    '</X509IssuerSerial></X509Data></KeyInfo></Signature>';
  const end = xml.lastIndexOf('</');
  return xml.slice(0, end) + signature + xml.slice(end);
}

describe('the signature of a document', () => {
  it('is found to be its signer’s', async () => {
    expect(await checkSignature(await signXml(DOCUMENT, signer), certificates)).toEqual({ signer: 'signer' });
    expect(await checkSignature(await signXml(DOCUMENT, other), certificates)).toEqual({ signer: 'other' });
  });

  it('is understood by another implementation of the profile', async () => {
    const signed = await signXml(DOCUMENT, signer);
    const digest = /DigestValue>([^<]+)</.exec(signed)?.[1];
    const value = Buffer.from(/SignatureValue>([^<]+)</.exec(signed)?.[1] ?? '', 'base64');
    const signedInfo = /<ds:SignedInfo.*<\/ds:SignedInfo>/s.exec(signed)?.[0] ?? '';
    const alone = signedInfo.replace('<ds:SignedInfo', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"');
    expect(digest).toBe(
      createHash('sha256')
        .update(await canonical(DOCUMENT, false))
        .digest('base64'),
    );
    expect(value).toHaveLength(64);
    const key = { key: signer.certificate, dsaEncoding: 'ieee-p1363' } as const;
    expect(verifyBytes('sha256', await canonical(alone, true), key, value)).toBe(true);
  });

  it('is accepted when another implementation made it', async () => {
    const signed = await signElsewhere(DOCUMENT, signer, String(0x1001));
    expect(await checkSignature(signed, certificates)).toEqual({ signer: 'signer' });
  });

  it('leaves a signature inside the document alone', async () => {
    const inner = await signXml('<Inner xmlns="urn:inner"><A>1</A></Inner>', other);
    const outer = await signXml(`<Outer xmlns="urn:outer">${inner}</Outer>`, signer);
    expect(await checkSignature(outer, certificates)).toEqual({ signer: 'signer' });
    expect(await checkSignature(outer.replace('<A>1', '<A>2'), certificates)).toHaveProperty('fault');
  });

  it('survives any text in the document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        fc.pre(/^[\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(text));
        const escaped = text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
        const signed = await signXml(`<A xmlns="urn:a"><B>${escaped}</B></A>`, signer);
        expect(await checkSignature(signed, certificates)).toEqual({ signer: 'signer' });
      }),
      { numRuns: 25 },
    );
  });
});

describe('a signature does not hold', () => {
  const spoilt: [string, (signed: string) => string][] = [
    ['when the content was changed', (signed) => signed.replace('Öst', 'Ost')],
    ['when an attribute was added', (signed) => signed.replace('a="1"', 'a="1" c="3"')],
    ['when there is none', (signed) => signed.replace(/<ds:Signature.*<\/ds:Signature>/s, '')],
    ['when there are two', (signed) => signed.replace(/(<ds:Signature.*<\/ds:Signature>)/s, '$1$1')],
    ['when something follows it', (signed) => signed.replace('</m:File>', '<m:More/></m:File>')],
    ['when the signed document was wrapped', (signed) => `<W>${signed.slice(signed.indexOf('<m:File'))}</W>`],
    ['when it covers a part only', (signed) => signed.replace('URI=""', 'URI="#a"')],
    ['when it names another digest', (signed) => signed.replace('xmlenc#sha256', 'xmlenc#sha512')],
    ['when it names another algorithm', (signed) => signed.replace('ecdsa-sha256', 'ecdsa-sha384')],
    ['when it has another transform', (signed) => signed.replace('enveloped-signature', 'base64')],
    ['when its signer is unknown', (signed) => signed.replace(/(SerialNumber>)\d+/, '$17')],
    ['when it names another signer', (signed) => signed.replace(/(SerialNumber>)\d+/, '$14098')],
    ['when the document brings a document type', (signed) => signed.replace('<m:File', '<!DOCTYPE File><m:File')],
    ['when the document is cut short', (signed) => signed.slice(0, -4)],
  ];
  it.each(spoilt)('%s', async (_when, spoil) => {
    expect(await checkSignature(spoil(await signXml(DOCUMENT, signer)), certificates)).toHaveProperty('fault');
  });
});
