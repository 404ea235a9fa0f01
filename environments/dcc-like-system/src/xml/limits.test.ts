import { describe, expect, it } from 'vitest';
import { growthOfCost, LINEAR } from '../domain/fixtures/cpu';
import { FILE_LIMITS, REQUEST_LIMITS, requireWithin } from './limits';
import { parseXml } from './parse';

/** Elements within each other, each of which declares a namespace. */
function nested(depth: number, content = ''): string {
  const tags = Array.from({ length: depth }, (_, number) => `<n xmlns:p${number}="urn:${number}">`);
  return tags.join('') + content + '</n>'.repeat(depth);
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, number) => ` a${number}="x"`).join('');
}

describe('the limits of a document', () => {
  it.each([
    ['200 kB of nested elements that each declare a namespace', nested(7_000), /deeper than 64/],
    ['4.8 MB of empty elements', `<r>${'<a/>'.repeat(1_200_000)}</r>`, /more than 300000 elements/],
    ['many comments', `<r>${'<!---->'.repeat(300_000)}</r>`, /more than 300000/],
    ['many CDATA sections', `<r>${'<![CDATA[]]>'.repeat(300_000)}</r>`, /more than 300000/],
    ['many attributes on many elements', `<r>${`<a${attributes(60)}/>`.repeat(5_000)}</r>`, /more than 300000/],
    ['many attributes on one element', `<r><a${attributes(65)}/></r>`, /more than 64 attributes/],
    ['many namespaces at one place', `<r>${nested(40, `<a ${'xmlns:q="u" '.repeat(25)}/>`)}</r>`, /namespace/],
    ['a document that is too long', `<a>${' '.repeat(10 * 1024 * 1024)}</a>`, /longer/],
    ['a tag without an end', '<a b="1"', /has no end/],
    ['a tag within a tag', '<a <b/>>', /has no end/],
    ['a tag within a value', `<a b="<b/>"/>`, /value of an attribute/],
    ['a value without an end', '<a b="/>', /value of an attribute/],
    ['a comment without an end', '<a><!-- <b/></a>', /has no end/],
    ['a processing instruction', '<a><?p <b/>?></a>', /processing instruction/],
  ])('refuse %s, before a tree is built', (_what, xml, sentence) => {
    expect(() => {
      requireWithin(FILE_LIMITS, xml);
    }).toThrow(sentence);
    expect(() => parseXml(xml)).toThrow(sentence);
  });

  it.each([
    ['elements 64 deep', `${'<a>'.repeat(64)}${'</a>'.repeat(64)}`],
    ['64 namespaces in force', nested(64, 'x')],
    ['namespaces that are in force one after the other', `<r>${'<a xmlns:p="u"/>'.repeat(1_000)}</r>`],
    ['64 attributes', `<r${attributes(64)}/>`],
    ['what looks like markup where it is none', `<?xml version='1.0'?><!--<a>--><r a=">" b='"'><![CDATA[<a>]]></r>`],
  ])('take %s', (_what, xml) => {
    expect(() => parseXml(xml)).not.toThrow();
  });

  it('are narrower for the elements of a service request, which may be longer', () => {
    expect(() => parseXml(`<r>${'<a/>'.repeat(10_000)}</r>`, REQUEST_LIMITS)).toThrow(/more than 10000/);
    expect(() => parseXml(`<r>${'A'.repeat(15 * 1024 * 1024)}</r>`, REQUEST_LIMITS)).not.toThrow();
  });
});

describe('the cost of a document grows with its size alone', () => {
  it.each([
    ['elements', (size: number) => `<r>${'<a b="1">x</a>'.repeat(size)}</r>`],
    ['what is refused', (size: number) => `<r>${'<a b="1">x'.repeat(size)}`],
    ['a tag without an end', (size: number) => `<r ${'a="1" '.repeat(size)}`],
    ['values without an end', (size: number) => `<r ${'a=\'1" '.repeat(size)}`],
    ['comments that do not end', (size: number) => `<r>${'<!-- '.repeat(size)}`],
  ])('with many %s', async (_what, document) => {
    const count = (xml: string): void => {
      try {
        requireWithin(FILE_LIMITS, xml);
      } catch {
        // What it costs to refuse it counts too.
      }
    };
    expect(await growthOfCost(50_000, document, count)).toBeLessThan(LINEAR);
  });

  it('when it is parsed', async () => {
    const document = (size: number): string => nested(60, '<a xmlns:q="urn:q" b="1">x</a>'.repeat(size));
    expect(await growthOfCost(2_000, document, parseXml)).toBeLessThan(LINEAR);
  });
});
