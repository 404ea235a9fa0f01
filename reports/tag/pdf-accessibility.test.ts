import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CONTENT, printedPdf } from '../fixtures/printed-pdf';
import { addListBodies, describeLinks, linkTexts, markArtifacts, withArtifacts } from './pdf-accessibility';
import { bodyOf, pdfObjects, pdfText } from './pdf-objects';

describe('what a page draws outside its tags', () => {
  it('is an artifact, and nothing else is', () => {
    expect(withArtifacts(CONTENT).split('\n')).toEqual([
      'q',
      '0 0 10 10 re',
      'W* n',
      ...['/Artifact BMC', '0 0 673 968 re', 'f', 'EMC'],
      '/NonStruct <</MCID 0 >>BDC',
      ...['BT', '<0027> Tj', 'ET', '0 0 1 1 re', 'f'],
      'EMC',
      ...['/Artifact BMC', 'BT', '<0028> Tj', 'ET', 'EMC'],
      'Q',
      '',
    ]);
  });

  it('is marked in the content of each page, which keeps its length right', () => {
    const pdf = pdfObjects(printedPdf());
    markArtifacts(pdf);
    const [, length = '', packed = ''] = /Length (\d+)>> stream\n([\s\S]*)\nendstream$/.exec(bodyOf(pdf, 9)) ?? [];
    expect(packed).toHaveLength(Number(length));
    expect(inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')).toBe(withArtifacts(CONTENT));
  });

  it('is not guessed at where a drawing or a tag has no end', () => {
    expect(() => withArtifacts('BT\n<0027> Tj')).toThrow('has no content of a page as Chromium writes it');
    expect(() => withArtifacts('/P <</MCID 0 >>BDC')).toThrow('has no content of a page as Chromium writes it');
  });
});

describe('the items of a list', () => {
  const pdf = pdfObjects(printedPdf());
  addListBodies(pdf);

  it('hold label and body; what the item held is in the body, under its old number', () => {
    expect(bodyOf(pdf, 4)).toContain('/K [11 0 R]');
    expect(bodyOf(pdf, 11)).toBe('<</Type /StructElem\n/S /LI\n/P 4 0 R\n/K [6 0 R 5 0 R]>>');
    expect(bodyOf(pdf, 5)).toBe(
      '<</Type /StructElem\n/S /LBody\n/P 11 0 R\n/Pg 8 0 R\n/K [0 <</Type /MCR\n/Pg 8 0 R\n/MCID 1>> 7 0 R]>>',
    );
    expect(bodyOf(pdf, 6)).toContain('/P 11 0 R');
    expect(bodyOf(pdf, 7)).toContain('/P 5 0 R');
  });
});

describe('links', () => {
  const html =
    '<p>See <a href="#ST-A1">the <b>file</b></a>, <a href="#ST-A1">again</a></p>' +
    '<a href="#s2"><span class="number">2</span> <span class="name">Who &amp; what</span><span class="page">7</span></a>';

  it('say where they lead, in the words of the document', () => {
    expect([...linkTexts(html)]).toEqual([
      ['ST-A1', 'the file'],
      ['s2', 'Who & what'],
    ]);
    const pdf = pdfObjects(printedPdf());
    describeLinks(pdf, linkTexts(html));
    expect(bodyOf(pdf, 10)).toBe(`<</Type /Annot\n/Subtype /Link\n/Dest /ST#2DA1\n/Contents ${pdfText('the file')}>>`);
  });

  it('say the name of the anchor where the document has no words for it', () => {
    const pdf = pdfObjects(printedPdf());
    describeLinks(pdf, new Map());
    expect(bodyOf(pdf, 10)).toContain(pdfText('ST-A1'));
  });
});
