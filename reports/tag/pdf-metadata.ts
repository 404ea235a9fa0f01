/** What Chromium leaves out of the PDFs that it prints: author, subject, and the same facts as XMP, which checkers of accessibility ask for; and what its own tags are. */
import { escapeMarkup } from './html';
import { addObject, bodyOf, notAsWritten, pdfText, referenceIn, withEntries, type PdfObjects } from './pdf-objects';

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

/** Adds the facts to what Chromium wrote, and what its tags stand for. */
export function addMetadata(pdf: PdfObjects, facts: PdfFacts): void {
  const root = bodyOf(pdf, pdf.root);
  const tags = referenceIn(root, 'StructTreeRoot');
  if (tags === undefined) throw notAsWritten('tags');
  const metadata = addObject(pdf, stream(xmp(facts)));
  pdf.bodies.set(
    pdf.info,
    withEntries(bodyOf(pdf, pdf.info), `/Author ${pdfText(AUTHOR)}\n/Subject ${pdfText(facts.subject)}`),
  );
  pdf.bodies.set(pdf.root, withEntries(root, `/Metadata ${String(metadata)} 0 R`));
  pdf.bodies.set(tags, withEntries(bodyOf(pdf, tags), ROLES));
}

function stream(content: string): string {
  const bytes = Buffer.from(content, 'utf8').toString('latin1');
  return `<</Type /Metadata\n/Subtype /XML\n/Length ${String(bytes.length)}>> stream\n${bytes}\nendstream`;
}

function xmp({ title, subject, at }: PdfFacts): string {
  const one = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeMarkup(text)}</rdf:li></rdf:Alt>`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title>${one(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeMarkup(AUTHOR)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${one(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
<xmp:CreateDate>${at.toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
