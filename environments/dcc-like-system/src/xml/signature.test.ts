import {
  createPrivateKey,
  createPublicKey,
  sign as signBytes,
  verify as verifyBytes,
  type BinaryLike,
  type KeyLike,
} from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCredentials, type Credentials } from '../lab/credentials';
import { sign, verify, type SigningKey } from './signature';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<File xmlns="urn:x" a="1">\n  <Name>Ünï &amp; co</Name>\n</File>';

let credentials: Credentials;
let certificates: Record<string, string>;

function key(role: string): SigningKey {
  const found = credentials.roles[role];
  if (!found) throw new Error(`no key of ${role}`);
  return found;
}

beforeAll(async () => {
  credentials = await makeCredentials(['requesting-party', 's1sp']);
  certificates = Object.fromEntries(Object.entries(credentials.roles).map(([role, pair]) => [role, pair.certificate]));
});

const METHOD = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';

/** The algorithm of the profile, which a library lacks that signs and verifies by itself. */
function libraryAlgorithms(): SignedXml['SignatureAlgorithms'] {
  return {
    [METHOD]: class {
      getAlgorithmName = (): string => METHOD;
      getSignature = (signed: BinaryLike, pem: KeyLike): string =>
        signBytes('sha256', Buffer.from(signed as string), {
          key: createPrivateKey(pem as string),
          dsaEncoding: 'ieee-p1363',
        }).toString('base64');
      verifySignature = (signed: string, pem: KeyLike, value: string): boolean =>
        verifyBytes(
          'sha256',
          Buffer.from(signed),
          { key: createPublicKey(pem), dsaEncoding: 'ieee-p1363' },
          Buffer.from(value, 'base64'),
        );
    },
  };
}

/** What the library says of a signature. */
function holdsForLibrary(xml: string, certificate: string): boolean {
  const checker = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  checker.SignatureAlgorithms = libraryAlgorithms();
  checker.loadSignature(/<Signature(?!.*<Signature ).*<\/Signature>/s.exec(xml)?.[0] ?? '');
  return checker.checkSignature(xml);
}

/** A document that the library signs, with our name for the certificate. */
function signedByLibrary(xml: string, { privateKey, certificate }: SigningKey): string {
  const keyInfo = /<([\w:]*)KeyInfo>(.*)<\/[\w:]*KeyInfo>/s.exec(sign(xml, { privateKey, certificate }))?.[2] ?? '';
  const signer = new SignedXml({
    privateKey,
    signatureAlgorithm: METHOD,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    getKeyInfoContent: () => keyInfo,
  });
  signer.SignatureAlgorithms = libraryAlgorithms();
  signer.addReference({
    xpath: '/*',
    isEmptyUri: true,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature'],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml);
  return signer.getSignedXml();
}

describe('sign and verify', () => {
  it('accept what a library has signed, and refuse it altered', () => {
    const signed = signedByLibrary(DOCUMENT, key('s1sp'));
    expect(verify(signed, certificates)).toMatchObject({ signer: 's1sp' });
    const altered = signed.replace(/>([^<]+)</, '>altered<');
    expect(verify(altered, certificates)).toHaveProperty('fault');
  });

  it.each([
    ['a plain document', DOCUMENT],
    [
      'a document that needs a parser',
      '<File xmlns="urn:x" b=\'2\' a="1"><!-- c --><Name><![CDATA[<&>]]></Name><E/></File>',
    ],
    ['an empty root', '<File xmlns="urn:x"/>'],
    [
      'namespaces declared again',
      '<p:F xmlns:p="urn:p" xmlns="urn:x"><p:G xmlns:p="urn:p" xmlns="urn:y">1</p:G></p:F>',
    ],
  ])('agree with a library on %s', (_what, xml) => {
    const signed = sign(xml, key('s1sp'));
    expect(verify(signed, certificates)).toMatchObject({ signer: 's1sp' });
    expect(holdsForLibrary(signed, key('s1sp').certificate)).toBe(true);
    expect(() => holdsForLibrary(signed, key('requesting-party').certificate)).toThrow(/incorrect/);
  });

  it('names the signer and gives what was signed', () => {
    const verdict = verify(sign(DOCUMENT, key('requesting-party')), certificates);
    expect(verdict).toMatchObject({ signer: 'requesting-party' });
    expect(verdict).toHaveProperty('content', '<File xmlns="urn:x" a="1">\n  <Name>Ünï &amp; co</Name>\n</File>');
  });

  it('puts the signature last, with an issuer that begins with the last part of its name', () => {
    const signed = sign(DOCUMENT, key('s1sp'));
    expect(signed).toMatch(
      /<X509IssuerName>OU=07,CN=SIM-Z1<\/X509IssuerName><X509SerialNumber>\d+<\/X509SerialNumber>/,
    );
    expect(signed.trim()).toMatch(/<\/Signature><\/File>$/);
  });

  it('bears a carriage return inside the Base64 of the value', () => {
    const signed = sign(DOCUMENT, key('s1sp'));
    const broken = signed.replace(/(<SignatureValue>.{40})/, '$1&#13;\n');
    expect(verify(broken, certificates)).toMatchObject({ signer: 's1sp' });
  });

  it('checks a signature inside a signed document apart from the outer one', () => {
    const inner = sign('<Inner xmlns="urn:i"/>', key('s1sp'));
    const outer = sign(`<Outer xmlns="urn:o">${inner}</Outer>`, key('requesting-party'));
    expect(verify(outer, certificates)).toMatchObject({ signer: 'requesting-party' });
    expect(verify(outer.replace('urn:i', 'urn:j'), certificates)).toHaveProperty('fault');
  });
});

describe('verify refuses', () => {
  const refused: [string, (signed: string) => string, RegExp][] = [
    ['changed content', (signed) => signed.replace('Ünï', 'Uni'), /does not fit/],
    ['an added attribute', (signed) => signed.replace('a="1"', 'a="1" b="2"'), /does not fit/],
    ['a missing signature', (signed) => signed.replace(/<Signature.*<\/Signature>/s, ''), /not signed/],
    ['two signatures', (signed) => signed.replace(/(<Signature.*<\/Signature>)/s, '$1$1'), /more than one/],
    ['content after the signature', (signed) => signed.replace('</File>', '<More/></File>'), /not the last/],
    ['a wrapped document', (signed) => `<File xmlns="urn:x">${signed.replace(/^<\?.*?\?>/, '')}</File>`, /not signed/],
    ['a reference to a part', (signed) => signed.replace('URI=""', 'URI="#part"'), /whole document/],
    ['another digest', (signed) => signed.replace('xmlenc#sha256', 'xmlenc#sha512'), /DigestMethod/],
    ['another algorithm', (signed) => signed.replace('ecdsa-sha256', 'rsa-sha256'), /SignatureMethod/],
    ['another canonical form', (signed) => signed.replace('/xml-exc-c14n#', '/xml-exc-c14n#WithComments'), /Canon/],
    ['another transform', (signed) => signed.replace('enveloped-signature', 'base64'), /Transform is not/],
    ['a further transform', (signed) => signed.replace(/(<Transform .*?\/>)/, '$1$1'), /nothing else/],
    ['a further reference', (signed) => signed.replace(/(<Reference.*<\/Reference>)/s, '$1$1'), /nothing else/],
    ['an unknown serial number', (signed) => signed.replace(/(SerialNumber>)\d+/, '$1999'), /Nobody holds/],
    ['an unknown issuer', (signed) => signed.replace('CN=SIM-Z1', 'CN=SIM-Z2'), /Nobody holds/],
    [
      'another value',
      (signed) => signed.replace(/(SignatureValue>)[^<]+/, `$1${'A'.repeat(86)}==`),
      /cannot be|not fit/,
    ],
    ['a short value', (signed) => signed.replace(/(SignatureValue>)[^<]+/, '$1AAAA'), /cannot be|not fit/],
    ['a document type', (signed) => signed.replace('<File', '<!DOCTYPE File><File'), /document type/],
    ['a processing instruction', (signed) => signed.replace('</Name>', '<?x y?></Name>'), /processing instruction/],
    ['broken XML', (signed) => signed.slice(0, -3), /well-formed/],
  ];
  it.each(refused)('%s', (_what, spoil, fault) => {
    const verdict = verify(spoil(sign(DOCUMENT, key('s1sp'))), certificates);
    expect(verdict).toHaveProperty('fault', expect.stringMatching(fault));
  });

  it("a value of another party's key", () => {
    const certificateOf = { ...key('s1sp'), privateKey: key('requesting-party').privateKey };
    expect(verify(sign(DOCUMENT, certificateOf), certificates)).toHaveProperty('fault');
  });

  it('a certificate that only the document brings', () => {
    expect(verify(sign(DOCUMENT, key('s1sp')), {})).toHaveProperty('fault', expect.stringMatching(/Nobody holds/));
  });
});
