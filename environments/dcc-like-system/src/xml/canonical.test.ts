import fc from 'fast-check';
import type * as Libxml2 from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalForm, plainCanonicalForm } from './canonical';
import { escapeXml, parseXml, rootOf } from './parse';

const names = fc.constantFrom('a', 'B', 'c.d', 'e-1', 'p:f', 'q:g');
const texts = fc.string({ unit: fc.constantFrom('x', 'ü', ' ', '\n', '<', '>', '&', '"', "'", '\r', ']') });
const namespaces = fc.constantFrom('urn:one', 'urn:two', 'urn:three');

const DEPTH = 3;

/** Elements as the writers here make them, with namespaces declared where they are new and where they are not. */
function elements(depth: number): fc.Arbitrary<string> {
  const content = depth > 0 ? fc.array(fc.oneof(texts.map(escapeXml), elements(depth - 1)), { maxLength: 4 }) : texts;
  return fc
    .tuple(
      names,
      fc.dictionary(fc.constantFrom('z', 'm', 'A'), texts),
      fc.record({ none: namespaces, p: namespaces, q: namespaces }, { requiredKeys: ['p', 'q'] }),
      content,
    )
    .map(([name, attributes, { none, p, q }, inner]) => {
      const plain = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${escapeXml(value.replace(/\n/g, ''))}"`,
      );
      const declared = `${none === undefined ? '' : ` xmlns="${none}"`} xmlns:q="${q}" xmlns:p="${p}"`;
      const text = typeof inner === 'string' ? escapeXml(inner) : inner.join('');
      const begin = `<${name}${plain.join('')}${declared}`;
      return text === '' && depth < DEPTH ? `${begin}/>` : `${begin}>${text}</${name}>`;
    });
}

let libxml2: typeof Libxml2;

beforeAll(async () => {
  libxml2 = await import('libxml2-wasm');
});

/** By the reference implementation of canonical forms. */
function byLibxml2(xml: string): string {
  const document = libxml2.XmlDocument.fromString(xml);
  try {
    return document.canonicalizeToString();
  } finally {
    document.dispose();
  }
}

describe('the canonical form of a plain document', () => {
  it('is the one that two libraries give', () => {
    fc.assert(
      fc.property(
        elements(DEPTH),
        fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'),
        (root, declaration) => {
          const plain = plainCanonicalForm(declaration + root);
          expect(plain).toBe(byLibxml2(declaration + root));
          expect(plain).toBe(canonicalForm(rootOf(parseXml(declaration + root))));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a comment', '<a><!-- b --></a>'],
    ['a CDATA section', '<a><![CDATA[b]]></a>'],
    ['a processing instruction', '<a><?b c?></a>'],
    ['an empty root', '<a/>'],
    ['an end tag that is empty', '<a></a/>'],
    ['a prefixed attribute', '<a xmlns:p="urn:p" p:b="1"></a>'],
    ['a line break in a tag', '<a\nb="1"></a>'],
    ['single quotes', "<a b='1'></a>"],
    ['a carriage return', '<a>\r\n</a>'],
    ['a reference to another character', '<a>&#65;</a>'],
    ['a namespace taken back', '<a xmlns="urn:a"><b xmlns=""></b></a>'],
    ['a document type', '<!DOCTYPE a><a></a>'],
    ['a character beyond the basic plane', '<a>\u{1f600}</a>'],
    ['something after the root', '<a></a><b></b>'],
    ['text after the root', '<a></a>b'],
    ['text before the root', 'b<a></a>'],
    ['tags that do not nest', '<a><b></a></b>'],
    ['an open tag', '<a><b></b>'],
    ['an unbound prefix', '<p:a></p:a>'],
    ['an attribute twice', '<a b="1" b="2"></a>'],
    ['a namespace twice', '<a xmlns="urn:a" xmlns="urn:b"></a>'],
    ['the end of a CDATA section', '<a>]]></a>'],
    ['an unknown reference', '<a>&b;</a>'],
    ['a loose ampersand', '<a>b & c</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['nothing', ''],
  ])('is left to the library for %s', (_what, xml) => {
    expect(plainCanonicalForm(xml)).toBeUndefined();
  });
});
