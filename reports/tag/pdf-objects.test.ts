import { describe, expect, it } from 'vitest';
import { addObject, bodyOf, pdfObjects, pdfOf } from './pdf-objects';
import { printedPdf } from '../fixtures/printed-pdf';

describe('the objects of a printed PDF', () => {
  it('are read, added to, and written with the place of each', () => {
    const pdf = pdfObjects(printedPdf());
    expect([pdf.root, pdf.info]).toEqual([2, 1]);
    expect(bodyOf(pdf, 3)).toBe('<</Type /StructTreeRoot\n/K 4 0 R>>');
    const added = addObject(pdf, '<</New true>>');
    const text = pdfOf(pdf).toString('latin1');
    const [, size = ''] = /xref\n0 (\d+)\n/.exec(text) ?? [];
    expect(Number(size)).toBe(added + 1);
    const places = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
    expect(places).toHaveLength(pdf.bodies.size);
    for (const [index, place] of places.entries()) {
      expect(text.slice(place)).toMatch(new RegExp(`^${String(index + 1)} 0 obj\n`));
    }
    expect(text.slice(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]))).toMatch(/^xref\n/);
  });

  it('stay as they were where nothing is added', () => {
    const printed = printedPdf();
    expect(pdfObjects(pdfOf(pdfObjects(printed)))).toEqual(pdfObjects(printed));
  });

  it('are not read from what Chromium did not write', () => {
    expect(() => pdfObjects(Buffer.from('%PDF-1.7'))).toThrow('has no end as Chromium writes it');
    expect(() => bodyOf(pdfObjects(printedPdf()), 99)).toThrow('has no object 99 as Chromium writes it');
  });
});
