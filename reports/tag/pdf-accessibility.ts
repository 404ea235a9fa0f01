/** What PDF/UA asks of a tagged PDF and Chromium leaves out: decoration marked as such, bodies of list items, and links that say where they lead. */
import { deflateSync, inflateSync } from 'node:zlib';
import { plainText } from './html';
import { addObject, bodyOf, notAsWritten, pdfText, referenceIn, withEntries, type PdfObjects } from './pdf-objects';

/** What draws a path: what begins one, and what ends and paints it. */
const BEGINS_PATH = /(?:^| )(?:m|l|c|v|y|h|re)$/;
const PAINTS_PATH = /^(?:f\*?|F|B\*?|b\*?|S|s)$/;
const ENDS_PATH = /^(?:W\*? )?n$/;

/**
 * Marks as an artifact whatever a page draws outside its tags: grounds, lines, and what stands in the margins of a page.
 * Chromium writes one operator a line; a text is closed before the next begins.
 */
export function withArtifacts(content: string): string {
  const lines: string[] = [];
  let depth = 0;
  let open: string[] | undefined;
  for (const line of content.split('\n')) {
    if (/B[DM]C$/.test(line)) depth += 1;
    if (depth > 0) lines.push(line);
    else if (open === undefined && !beginsDrawing(line)) lines.push(line);
    else {
      open = [...(open ?? []), line];
      if (endsDrawing(line)) {
        lines.push(...(ENDS_PATH.test(line) ? open : ['/Artifact BMC', ...open, 'EMC']));
        open = undefined;
      }
    }
    if (line === 'EMC') depth -= 1;
  }
  if (open !== undefined || depth !== 0) throw notAsWritten('content of a page');
  return lines.join('\n');
}

function beginsDrawing(line: string): boolean {
  return line === 'BT' || BEGINS_PATH.test(line) || / ?(?:Do|sh)$/.test(line);
}

function endsDrawing(line: string): boolean {
  return line === 'ET' || PAINTS_PATH.test(line) || ENDS_PATH.test(line) || / ?(?:Do|sh)$/.test(line);
}

/** Marks the artifacts of every page. */
export function markArtifacts(pdf: PdfObjects): void {
  for (const body of [...pdf.bodies.values()].filter((one) => one.startsWith('<</Type /Page\n'))) {
    const contents = referenceIn(body, 'Contents');
    if (contents === undefined) continue;
    const [dictionary = '', packed = ''] = bodyOf(pdf, contents).split(/ stream\n([\s\S]*)\nendstream$/);
    if (!dictionary.includes('/FlateDecode')) throw notAsWritten('packed content of a page');
    const content = withArtifacts(inflateSync(Buffer.from(packed, 'latin1')).toString('latin1'));
    const stream = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
    pdf.bodies.set(contents, `<</Filter /FlateDecode\n/Length ${String(stream.length)}>> stream\n${stream}\nendstream`);
  }
}

/** What a tag holds: other tags, contents of its page by number, or contents of other pages and links as dictionaries. */
const KIDS = /\/K (?:\[((?:<<[^>]*>>|[^\]<])*)\]|(<<[^>]*>>|\d+ 0 R|\d+))/;
const KID = /<<[^>]*>>|\d+ 0 R|\d+/g;

/**
 * Gives each item of a list a body beside its label. What was the item becomes its body, since what it holds refers to it by number;
 * a new object stands in its place in the list.
 */
export function addListBodies(pdf: PdfObjects): void {
  for (const [item, body] of [...pdf.bodies].filter(([, one]) => one.startsWith('<</Type /StructElem\n/S /LI\n'))) {
    const list = referenceIn(body, 'P') ?? 0;
    const [held = '', many, one] = KIDS.exec(body) ?? [];
    const kids = (many ?? one ?? '').match(KID) ?? [];
    const labels = kids.filter((kid) => isLabel(pdf, kid));
    const inBody = kids.filter((kid) => !labels.includes(kid));
    const added = addObject(
      pdf,
      `<</Type /StructElem\n/S /LI\n/P ${String(list)} 0 R\n/K [${[...labels, `${String(item)} 0 R`].join(' ')}]>>`,
    );
    const under = `/P ${String(added)} 0 R`;
    const asBody = body.replace('/S /LI', '/S /LBody').replace(`/P ${String(list)} 0 R`, under);
    pdf.bodies.set(item, asBody.replace(held, `/K [${inBody.join(' ')}]`));
    for (const label of labels.map((kid) => Number.parseInt(kid, 10))) {
      pdf.bodies.set(label, bodyOf(pdf, label).replace(`/P ${String(item)} 0 R`, under));
    }
    const inList = new RegExp(`\\b${String(item)} 0 R\\b`);
    pdf.bodies.set(list, bodyOf(pdf, list).replace(inList, `${String(added)} 0 R`));
  }
}

function isLabel(pdf: PdfObjects, kid: string): boolean {
  return kid.endsWith(' 0 R') && bodyOf(pdf, Number.parseInt(kid, 10)).startsWith('<</Type /StructElem\n/S /Lbl\n');
}

/**
 * Says of each link where it leads.
 * @param texts what stands where an anchor is linked to, by anchor
 */
export function describeLinks(pdf: PdfObjects, texts: ReadonlyMap<string, string>): void {
  for (const [number, body] of pdf.bodies) {
    if (!body.startsWith('<</Type /Annot\n/Subtype /Link\n')) continue;
    const name = (/\/Dest \/([^\s/>]+)/.exec(body)?.[1] ?? '').replaceAll(/#([\dA-F]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    pdf.bodies.set(number, withEntries(body, `/Contents ${pdfText(texts.get(name) ?? name)}`));
  }
}

/** What leads to each anchor of a document in words: its line in the contents, or the first link to it. */
export function linkTexts(html: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [, name = '', content = ''] of html.matchAll(/<a\b[^>]*\bhref="#([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)) {
    const inContents = /<span class="name">([^<]*)</.exec(content)?.[1];
    const text = plainText(inContents ?? content);
    if (text !== '' && (inContents !== undefined || !texts.has(name))) texts.set(name, text);
  }
  return texts;
}
