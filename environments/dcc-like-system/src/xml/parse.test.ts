import { describe, expect, it } from 'vitest';
import { child, childElements, escapeXml, hasOwnText, parseXml, rootOf, textOf } from './parse';

describe('parseXml', () => {
  it.each([
    ['a document type declaration', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /document type/],
    ['an external entity', '<!doctype a SYSTEM "file:///etc/passwd"><a/>', /document type/],
    ['an unclosed element', '<a><b></a>', /well-formed/],
    ['text beside the root', 'x<a/>', /well-formed/],
    ['two roots', '<a/><b/>', /well-formed/],
    ['nothing', '', /well-formed/],
    ['an attribute without quotes', '<a b=1/>', /well-formed/],
    ['an unknown entity', '<a>&b;</a>', /well-formed/],
    ['an unbound prefix', '<p:a/>', /well-formed/],
    ['a control character', '<a>\u0001</a>', /character/],
    ['a reference to a control character', '<a>&#x1;</a>', /character/],
    ['deep nesting', '<a>'.repeat(65) + '</a>'.repeat(65), /deeper/],
    ['a document that is too long', `<a>${' '.repeat(10 * 1024 * 1024)}</a>`, /longer/],
  ])('refuses %s', (_what, xml, sentence) => {
    expect(() => parseXml(xml)).toThrow(sentence);
  });

  it.each([
    '<?x<![CDATA[x]]>ml version="1.0"?><a/>',
    '<?x<?x y?>ml version="1.0"?><a/>',
    '<?xml&amp; version="1.0"?><a/>',
    '<a><![CDATA[x</a>',
    '<a><!-- a--b --></a>',
    '<a><!ELEMENT a></a>',
    '<?xml version="2" what?><a/>',
  ])('says nothing of its parser about %s', (xml) => {
    expect(() => parseXml(xml)).toThrow(/^The document is not well-formed XML: (?!.*position|.*Error)\S.*\.$/);
  });

  it('keeps order and case, and finds children by namespace', () => {
    const root = rootOf(parseXml('<A xmlns="urn:a"><b/> <B>t&amp;</B><o:b xmlns:o="urn:o"/></A>'));
    expect(childElements(root).map((element) => element.localName)).toEqual(['b', 'B', 'b']);
    expect(child(root, 'b', 'urn:o')).toBe(childElements(root)[2]);
    expect(textOf(childElements(root)[1] ?? root)).toBe('t&');
    expect(hasOwnText(root)).toBe(false);
  });
});

describe('escapeXml', () => {
  it('survives a round trip', () => {
    const text = `<a & "b" 'c'>`;
    expect(textOf(rootOf(parseXml(`<a>${escapeXml(text)}</a>`)))).toBe(text);
  });
});
