/** Prints documents as PDF, with bookmarks, a structure for screen readers, and page numbers in its contents. */
import type { Browser, Page } from 'playwright';
import { BrowserMissingError, launchBrowser } from '../../support/browser/browser';
import { addListBodies, describeLinks, linkTexts, markArtifacts } from './pdf-accessibility';
import { addMetadata, type PdfFacts } from './pdf-metadata';
import { pdfObjects, pdfOf } from './pdf-objects';
import type { TagDocument } from './tag-document';

/** Older browsers do not print page margins from the style sheet, and with them the banner on every page. */
const OLDEST_CHROMIUM = 131;

/** The printed documents, or the sentence that says why there are none. */
export type PrintedPdfs = { readonly pdfs: readonly Buffer[] } | { readonly missing: string };

/**
 * Prints documents: each once to learn on which page its sections begin, and again with those numbers.
 *
 * @param at the instant that the PDFs bear: the same record and browser give the same bytes
 * @param launch starts a browser; tests replace it
 * @returns the PDFs in the order of the documents, or one sentence for people where no browser can print them
 */
export async function printPdfs(
  documents: readonly Pick<TagDocument, 'html' | 'title' | 'subject'>[],
  at: Date,
  launch: () => Promise<Browser> = launchBrowser,
): Promise<PrintedPdfs> {
  let browser: Browser;
  try {
    browser = await launch();
  } catch (error) {
    if (error instanceof BrowserMissingError) {
      return { missing: `The PDFs of the documents for TAG were not made: ${error.message}` };
    }
    throw error;
  }
  try {
    const version = Number.parseInt(browser.version(), 10);
    if (version < OLDEST_CHROMIUM) {
      return {
        missing: `The PDFs of the documents for TAG were not made: the browser is Chromium ${version} and ${OLDEST_CHROMIUM} or later is needed; install a newer one or set CHROMIUM_PATH.`,
      };
    }
    // Nothing is fetched and no script runs: a document is complete in itself.
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const page = await context.newPage();
    const pdfs: Buffer[] = [];
    for (const { html, title, subject } of documents) {
      const draft = await print(page, html());
      const final = html(pagesOfAnchors(draft));
      pdfs.push(finished(dated(await print(page, final), at), final, { title, subject, at }));
    }
    return { pdfs };
  } finally {
    await browser.close();
  }
}

/** The same PDF with what Chromium leaves out. */
function finished(printed: Buffer, html: string, facts: PdfFacts): Buffer {
  const pdf = pdfObjects(printed);
  markArtifacts(pdf);
  addListBodies(pdf);
  describeLinks(pdf, linkTexts(html));
  addMetadata(pdf, facts);
  return pdfOf(pdf);
}

/** The same PDF with another instant in the place of that at which it was printed. */
function dated(pdf: Buffer, at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const text = pdf.toString('latin1');
  return Buffer.from(
    text.replace(/\/(CreationDate|ModDate) \(D:\d{14}/g, (_found, key: string) => `/${key} (D:${digits}`),
    'latin1',
  );
}

/** The content is set rather than opened, so that relative links do not turn into paths of this machine. */
async function print(page: Page, html: string): Promise<Buffer> {
  await page.setContent(html);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, outline: true, tagged: true });
}

/**
 * Reads from a PDF that Chromium wrote on which page (from 1) each anchor lies that some link points at.
 * Chromium leaves the objects that say so uncompressed; an anchor that cannot be found is left out.
 */
export function pagesOfAnchors(pdf: Buffer): ReadonlyMap<string, number> {
  const objects = new Map<string, string>();
  for (const [, id, body] of pdf.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    if (id !== undefined && body !== undefined) {
      objects.set(id, body);
    }
  }
  const bodies = [...objects.values()];
  const reference = (body: string | undefined, key: string): string | undefined =>
    new RegExp(`/${key} (\\d+) 0 R`).exec(body ?? '')?.[1];
  const catalog = bodies.find((body) => body.includes('/Type /Catalog'));
  const order = leaves(objects, reference(catalog, 'Pages'));
  const destinations = objects.get(reference(catalog, 'Dests') ?? '') ?? '';
  const pages = new Map<string, number>();
  for (const [, name, page] of destinations.matchAll(/\/(\S+) \[(\d+) 0 R/g)) {
    const index = page === undefined ? -1 : order.indexOf(page);
    if (name !== undefined && index !== -1) {
      pages.set(name, index + 1);
    }
  }
  return pages;
}

/** Pages in reading order below one node of the tree of pages. */
function leaves(objects: ReadonlyMap<string, string>, id: string | undefined): string[] {
  const body = id === undefined ? undefined : objects.get(id);
  if (id === undefined || body === undefined) {
    return [];
  }
  const kids = /\/Kids \[([^\]]*)\]/.exec(body)?.[1];
  return kids === undefined ? [id] : [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => leaves(objects, kid));
}
