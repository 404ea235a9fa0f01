/** The data inside Allure's page, packed: a fifth of its size. The browser unpacks it when the page is opened. */
import { posix } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

/** How the page of `--single-file` carries one file of the report: `d('data/suites.json','e30=')`. */
const CARRIED = /\bd\('([^']+)'\s*,\s*'([A-Za-z0-9+/=]*)'\)/g;

/** The script that carries them all stands last in the page. */
const OPENING = '<script defer>';
const CLOSING = '</script>';

/**
 * Runs in the browser. Allure waits until `reportDataReady` is true and reads each file, as base64, by its name; a file is
 * encoded when it is asked for.
 */
const UNPACK = `
(async () => {
  const place = document.getElementById('report-data');
  const text = atob(place.textContent);
  place.remove();
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  const end = all.indexOf(10);
  const base64 = (bytes) => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(binary);
  };
  let at = end + 1;
  for (const [name, length] of JSON.parse(new TextDecoder().decode(all.subarray(0, end)))) {
    const content = all.subarray(at, at + length);
    Object.defineProperty(window.reportData, name, { get: () => base64(content), enumerable: true });
    at += length;
  }
  window.reportDataReady = true;
})().catch((error) => {
  document.getElementById('content').textContent =
    'This browser cannot unpack the report (' + error.message + '): open it in a browser of 2023 or later.';
});
`;

/** A file of the report inside its page. */
export interface CarriedFile {
  /** Such as `data/suites.json`. */
  readonly name: string;
  readonly content: Buffer;
}

/**
 * The files that a page of Allure's `--single-file` carries.
 * @param page as Allure wrote it
 * @returns name and content, in the page's order
 */
export function carriedFiles(page: string): CarriedFile[] {
  return [...page.matchAll(CARRIED)].map(([, name = '', content = '']) => ({
    name,
    content: Buffer.from(content, 'base64'),
  }));
}

/**
 * Packs what the page carries.
 * @param page as Allure wrote it
 * @param files that it carries
 * @throws Error when the page is not built as expected
 */
export function packData(page: string, files: readonly CarriedFile[]): string {
  const start = page.lastIndexOf(OPENING);
  const end = page.indexOf(CLOSING, start);
  if (start === -1 || end === -1 || !page.slice(end - 200, end).includes('reportDataReady')) {
    throw new Error('The Allure page carries its data in another way than expected, so the report is not to be used.');
  }
  const ordered = files.toSorted(likeBesideLike);
  const index = JSON.stringify(ordered.map(({ name, content }) => [name, content.length]));
  const all = Buffer.concat([Buffer.from(`${index}\n`), ...ordered.map(({ content }) => content)]);
  const packed = gzipSync(all, { level: constants.Z_BEST_COMPRESSION }).toString('base64');
  const data = `<script type="text/plain" id="report-data">${packed}${CLOSING}\n<script>${UNPACK}`;
  return page.slice(0, start) + data + page.slice(end);
}

/** Files of one folder and size are of one kind, and what is alike packs well side by side. */
function likeBesideLike(a: CarriedFile, b: CarriedFile): number {
  return (
    compare(posix.dirname(a.name), posix.dirname(b.name)) ||
    a.content.length - b.content.length ||
    compare(a.name, b.name)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
