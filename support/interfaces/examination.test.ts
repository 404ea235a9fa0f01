import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificates } from './certificates';
import { examineByCanonicalForm, examineByXmldsig } from './examination';
import { makeTestKey } from './fixtures/test-keys';
import { signXml, type SigningKey } from './signature';

const AT = '2019-06-04T10:00:00.000Z';
const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!-- before --><m:File xmlns:m="urn:files" xmlns:unused="urn:unused" b="2" a="1">' +
  '<m:Name m:q="&quot;&#9;">Vale &amp; Öst &#13;<![CDATA[<&>]]></m:Name>\r\n<Other xmlns="urn:other" xml:lang="en"><Empty/></Other>' +
  '<?target data?><!-- within --></m:File><!-- after -->';

let signer: SigningKey;
let other: SigningKey;
let certificates: Certificates;
/** One document inside another, each signed. */
let nested: string;
let signed: string;

beforeAll(async () => {
  [signer, other] = await Promise.all([makeTestKey('1001'), makeTestKey('1002')]);
  certificates = { signer: signer.certificate, other: other.certificate };
  signed = await signXml(DOCUMENT, signer);
  const inner = await signXml('<Inner xmlns="urn:inner"><A>1</A></Inner>', other);
  nested = await signXml(`<Outer xmlns="urn:outer" xmlns:p="urn:p"><p:B/>${inner}</Outer>`, signer);
});

/** What both say of a document: the signer, or that there is a fault. */
async function bothSay(xml: string, at = AT): Promise<(string | undefined)[]> {
  const basis = { schema: undefined, certificates, at };
  const found = await Promise.all([examineByCanonicalForm(xml, basis), examineByXmldsig(xml, basis)]);
  return found.map(({ signature }) => ('signer' in signature ? signature.signer : undefined));
}

const SIGNATURE = /<ds:Signature .*<\/ds:Signature>/s;
const signatureOf = (xml: string): string => SIGNATURE.exec(xml)?.[0] ?? '';
const body = (xml: string): string => xml.slice(xml.indexOf('<m:File'), xml.lastIndexOf('<!-- after'));

describe('both verifiers', () => {
  it('accept what was signed', async () => {
    expect(await bothSay(signed)).toEqual(['signer', 'signer']);
    expect(await bothSay(nested)).toEqual(['signer', 'signer']);
  });

  const harmless: [string, (xml: string) => string][] = [
    ['a comment is no part of what was signed', (xml) => xml.replace('<!-- within -->', '<!-- other -->')],
    ['attributes may stand in any order', (xml) => xml.replace('b="2" a="1"', 'a="1" b="2"')],
    ['an element without content has two forms', (xml) => xml.replace('<Empty/>', '<Empty></Empty>')],
    ['a character has several forms', (xml) => xml.replace('Öst', '&#214;st')],
    ['white space may break base 64', (xml) => xml.replace(/(SignatureValue>.{10})/, '$1\n')],
  ];
  it.each(harmless)('accept: %s', async (_why, change) => {
    const changed = change(signed);
    expect(changed).not.toBe(signed);
    expect(await bothSay(changed)).toEqual(['signer', 'signer']);
  });

  const spoilt: [string, (xml: string) => string][] = [
    ['text that was changed', (xml) => xml.replace('Vale', 'Dale')],
    ['an attribute more', (xml) => xml.replace('a="1"', 'a="1" c="3"')],
    ['a namespace more', (xml) => xml.replace('xmlns:unused', 'xmlns:more="urn:more" xmlns:unused')],
    ['a namespace renamed', (xml) => xml.replace('urn:unused', 'urn:used')],
    ['an instruction changed', (xml) => xml.replace('<?target data?>', '<?target more?>')],
    ['white space between elements', (xml) => xml.replace('<m:Name', ' <m:Name')],
    ['no signature', (xml) => xml.replace(SIGNATURE, '')],
    ['two signatures', (xml) => xml.replace(SIGNATURE, '$&$&')],
    ['something behind the signature', (xml) => xml.replace('</m:File>', '<m:More/></m:File>')],
    ['text behind the signature', (xml) => xml.replace('</m:File>', 'more</m:File>')],
    ['a wrapper around the signed document', (xml) => `<W>${body(xml)}</W>`],
    [
      'a wrapper that takes the signature with it',
      (xml) => `<W>${body(xml).replace(SIGNATURE, '')}${signatureOf(xml)}</W>`,
    ],
    [
      'the signed document within another of its kind',
      (xml) => `<m:File xmlns:m="urn:files"><m:Name>Forged</m:Name>${body(xml)}${signatureOf(xml)}</m:File>`,
    ],
    ['a reference to a part', (xml) => xml.replace('URI=""', 'URI="#a"')],
    ['no reference', (xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/s, '')],
    ['two references', (xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/s, '$&$&')],
    ['another digest method', (xml) => xml.replace('xmlenc#sha256', 'xmlenc#sha512')],
    ['another signature method', (xml) => xml.replace('ecdsa-sha256', 'ecdsa-sha384')],
    ['another canonical form', (xml) => xml.replace('xml-exc-c14n#"', 'xml-exc-c14n#WithComments"')],
    ['another transform', (xml) => xml.replace('enveloped-signature', 'base64')],
    ['a digest of nothing', (xml) => xml.replace(/(DigestValue>)[^<]+/, '$1')],
    ['a digest with more behind it', (xml) => xml.replace(/(DigestValue>[^<]+)/, '$1AAAA')],
    ['a value that is no base 64', (xml) => xml.replace(/(SignatureValue>)[^<]/, '$1!')],
    ['a value cut short', (xml) => xml.replace(/(SignatureValue>[^<]{40})[^<]+/, '$1')],
    ['an unknown signer', (xml) => xml.replace(/(SerialNumber>)\d+/, '$17')],
    ['the name of another signer', (xml) => xml.replace(/(SerialNumber>)\d+/, '$14098')],
    ['a document type', (xml) => xml.replace('<m:File', '<!DOCTYPE File><m:File')],
    ['an end cut off', (xml) => xml.slice(0, xml.lastIndexOf('</m:File>'))],
    ['nothing at all', () => ''],
  ];
  it.each(spoilt)('refuse %s', async (_what, spoil) => {
    const changed = spoil(signed);
    expect(changed).not.toBe(signed);
    expect(await bothSay(changed)).toEqual([undefined, undefined]);
  });

  it('refuse a certificate outside of the time for which it was issued', async () => {
    expect(await bothSay(signed, '2017-12-31T23:59:59.000Z')).toEqual([undefined, undefined]);
    expect(await bothSay(signed, '2038-01-01T00:00:01.000Z')).toEqual([undefined, undefined]);
  });

  it('differ in one thing: xmldsigjs overlooks an instruction outside of the root', async () => {
    expect(await bothSay(signed.replace('<m:File', '<?more?><m:File'))).toEqual([undefined, 'signer']);
  });

  it('judge alike whatever single character is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('', 'A', ' ', '"', '&'), fc.boolean(), async (place, by, inNested) => {
        const xml = inNested ? nested : signed;
        const root = xml.search(/<\w/);
        const index = root + (place % (xml.length - root));
        const [canonical, xmldsig] = await bothSay(xml.slice(0, index) + by + xml.slice(index + 1));
        expect(canonical).toBe(xmldsig);
      }),
      { numRuns: 300 },
    );
  });
});
