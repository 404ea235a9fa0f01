/** What Chromium leaves out of the PDFs that it prints: author, subject, and the same facts as XMP, which checkers of accessibility ask for; and what its own tags are. */
import { escapeMarkup } from './html';

/** Who writes the documents: the suite, from the record of a run; people sign what they release. */
const AUTHOR = 'SMETS1 Migration Testing suite';

/** Chromium tags words with types that PDF 1.4 does not know; a reader passes over what no standard type stands for, words and all. */
const ROLES = '/RoleMap <</Strong /Span /Em /Span>>';

/** What a PDF says of itself. */
export interface PdfFacts {
  readonly title: string;
  readonly subject: string;
  /** The instant that it bears. */
  readonly at: Date;
}

/** An object of the PDF that is written again, or new. */
type PdfObject = readonly [number: number, body: string];

/**
 * Appends the facts as an incremental update (ISO 32000-1, 7.5.6): what Chromium wrote stays as it is.
 * It does not claim PDF/UA: nobody has validated that.
 * @throws Error when the PDF is not built as Chromium builds it
 */
export function withMetadata(pdf: Buffer, facts: PdfFacts): Buffer {
  const text = pdf.toString('latin1');
  const previous = found(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text), 'end');
  const size = Number(found(/trailer\s*<<[\s\S]*?\/Size (\d+)[\s\S]*?>>\s*startxref/.exec(text), 'trailer'));
  const [root, info] = ['Root', 'Info'].map((key) =>
    Number(found(new RegExp(`trailer\\s*<<[\\s\\S]*?/${key} (\\d+) 0 R`).exec(text), key)),
  );
  const bodyOf = (number = 0): string =>
    found(new RegExp(`(?:^|\\n)${number} 0 obj\\n([\\s\\S]*?)>>\\s*endobj`).exec(text), `object ${number}`);
  const tags = Number(found(/\/StructTreeRoot (\d+) 0 R/.exec(bodyOf(root)), 'tags'));
  const metadata = size;
  const objects: readonly PdfObject[] = [
    [info ?? 0, `${bodyOf(info)}\n/Author ${utf16(AUTHOR)}\n/Subject ${utf16(facts.subject)}>>`],
    [root ?? 0, `${bodyOf(root)}\n/Metadata ${metadata} 0 R>>`],
    [tags, `${bodyOf(tags)}\n${ROLES}>>`],
    [metadata, stream(xmp(facts))],
  ];
  let update = '';
  const entries = objects.map(([number, body]) => {
    const offset = pdf.length + update.length;
    update += `${number} 0 obj\n${body}\nendobj\n`;
    return `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n${entries.join('')}trailer\n<</Size ${size + 1}\n/Root ${root ?? 0} 0 R\n/Info ${info ?? 0} 0 R\n/Prev ${previous}>>\n`;
  const end = `startxref\n${pdf.length + update.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`${update}${table}${end}`, 'latin1')]);
}

function found(match: RegExpExecArray | null, what: string): string {
  const [, value] = match ?? [];
  if (value === undefined)
    throw new Error(`The printed PDF has no ${what} as Chromium writes it, so that it is not used.`);
  return value;
}

/** A text of a PDF in any alphabet, as hexadecimal UTF-16. */
function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

function stream(content: string): string {
  const bytes = Buffer.from(content, 'utf8').toString('latin1');
  return `<</Type /Metadata\n/Subtype /XML\n/Length ${bytes.length}>> stream\n${bytes}\nendstream`;
}

function xmp({ title, subject, at }: PdfFacts): string {
  const one = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeMarkup(text)}</rdf:li></rdf:Alt>`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title>${one(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeMarkup(AUTHOR)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${one(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${at.toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
