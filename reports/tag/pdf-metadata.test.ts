import { describe, expect, it } from 'vitest';
import { withMetadata } from './pdf-metadata';

const CHROMIUM = `%PDF-1.4
1 0 obj
<</Title (A report)
/Producer (Skia/PDF)>>
endobj
2 0 obj
<</Type /Catalog
/Lang (en-GB)
/StructTreeRoot 3 0 R>>
endobj
3 0 obj
<</Type /StructTreeRoot
/K 4 0 R>>
endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000067 00000 n 
0000000137 00000 n 
trailer
<</Size 4
/Root 2 0 R
/Info 1 0 R>>
startxref
187
%%EOF
`;
const facts = { title: 'A report', subject: 'Größe & Maß', at: new Date('2026-11-23T09:30:41Z') };

describe('the metadata of a PDF', () => {
  const pdf = withMetadata(Buffer.from(CHROMIUM, 'latin1'), facts);
  const text = pdf.toString('latin1');

  it('has author and subject beside what Chromium wrote, and the same as XMP', () => {
    expect(text.startsWith(CHROMIUM)).toBe(true);
    expect(text).toContain(
      `/Subject <FEFF${Buffer.from(facts.subject, 'utf16le').swap16().toString('hex').toUpperCase()}>`,
    );
    expect(text).toMatch(/\/Title \(A report\)\n\/Producer \(Skia\/PDF\)\n\/Author <FEFF/);
    expect(text).toMatch(/\/StructTreeRoot 3 0 R\n\/Metadata 4 0 R>>/);
    expect(pdf.toString('utf8')).toContain('<rdf:li xml:lang="x-default">Größe &amp; Maß</rdf:li>');
  });

  it('says what stands for the tags that this version of PDF does not know', () => {
    expect(text).toMatch(/3 0 obj\n<<\/Type \/StructTreeRoot\n\/K 4 0 R\n\/RoleMap <<\/Strong \/Span /);
  });

  it('names the place of each object', () => {
    const table = text.slice(text.lastIndexOf('xref\n1 1'));
    for (const [, number = '', offset = ''] of table.matchAll(/^(\d+) 1\n(\d{10}) 00000 n $/gm)) {
      expect(text.slice(Number(offset))).toMatch(new RegExp(`^${number} 0 obj\n`));
    }
    expect(text.slice(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]))).toMatch(/^xref\n1 1/);
  });

  it('is not added to what Chromium did not write', () => {
    expect(() => withMetadata(Buffer.from('%PDF-1.7'), facts)).toThrow('has no end as Chromium writes it');
  });
});
