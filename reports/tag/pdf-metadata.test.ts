import { describe, expect, it } from 'vitest';
import { printedPdf } from '../fixtures/printed-pdf';
import { addMetadata } from './pdf-metadata';
import { bodyOf, pdfObjects, pdfOf, pdfText } from './pdf-objects';

const facts = { title: 'A report', subject: 'Größe & Maß', at: new Date('2026-11-23T09:30:41Z') };

describe('the metadata of a PDF', () => {
  const pdf = pdfObjects(printedPdf());
  addMetadata(pdf, facts);

  it('has author and subject beside what Chromium wrote, and the same as XMP', () => {
    expect(bodyOf(pdf, 1)).toMatch(/\/Title \(A report\)\n\/Producer \(Skia\/PDF\)\n\/Author <FEFF/);
    expect(bodyOf(pdf, 1)).toContain(`/Subject ${pdfText(facts.subject)}`);
    expect(bodyOf(pdf, 2)).toMatch(/\/StructTreeRoot 3 0 R\n\/Metadata 11 0 R>>/);
    expect(pdfOf(pdf).toString('utf8')).toContain('<rdf:li xml:lang="x-default">Größe &amp; Maß</rdf:li>');
  });

  it('claims PDF/UA-1', () => {
    expect(bodyOf(pdf, 11)).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('says what stands for the tags that this version of PDF does not know', () => {
    expect(bodyOf(pdf, 3)).toMatch(/^<<\/Type \/StructTreeRoot\n\/K 4 0 R\n\/RoleMap <<\/Strong \/Span /);
  });

  it('is not added to a PDF without tags', () => {
    const untagged = pdfObjects(
      Buffer.from(printedPdf().toString('latin1').replace('/StructTreeRoot 3', '/StructNoneRoot 3'), 'latin1'),
    );
    expect(() => {
      addMetadata(untagged, facts);
    }).toThrow('has no tags as Chromium writes it');
  });
});
