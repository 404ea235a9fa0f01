/** Sections of the documents as paragraphs and tables of a word processor: the same markup, so that nothing can be said otherwise. */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import type { Markup } from '../tag/html';

/** What the library exports. */
export type Docx = Awaited<ReturnType<typeof load>>;

/** Loads the library, which is large and which nothing else needs. */
export async function loadDocx(): Promise<Docx> {
  return load();
}

async function load() {
  return import('docx');
}

/** A paragraph or a table. */
type Block = InstanceType<Docx['Paragraph'] | Docx['Table']>;

type Run = InstanceType<Docx['TextRun']>;

/** A piece of text. */
export function textRun(docx: Docx, options: Exclude<ConstructorParameters<Docx['TextRun']>[0], string>): Run {
  return new docx.TextRun(options);
}

/** What a piece of text inherits. */
interface Style {
  readonly bold?: boolean;
}

/** Elements that begin a paragraph of their own. */
const BLOCKS = new Set(['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'table', 'dl', 'div', 'section', 'details', 'pre']);

/** Marks beside words, and what only a screen needs. */
const LEFT_OUT = new Set(['svg', 'style', 'script']);

/**
 * Turns a section's markup into what a document is made of.
 * @throws Error when the markup is not well-formed
 */
export function fromMarkup(docx: Docx, { source }: Markup): Block[] {
  const text = source
    .replaceAll('&nbsp;', '\u00a0')
    // Attributes without a value are HTML alone.
    .replaceAll(/<details([^>]*) open>/g, '<details$1>');
  const page = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`The markup of a document is not well-formed: ${message}`);
    },
  }).parseFromString(`<body>${text}</body>`, 'text/xml');
  return page.documentElement === null ? [] : blocks(docx, page.documentElement);
}

function blocks(docx: Docx, parent: Element): Block[] {
  const found: Block[] = [];
  let line: Node[] = [];
  const flush = (): void => {
    const children = line.flatMap((node) => runs(docx, node, {}));
    if (line.some((node) => (node.textContent ?? '').trim() !== '')) found.push(new docx.Paragraph({ children }));
    line = [];
  };
  for (const node of parent.childNodes) {
    if (!isElement(node) || !BLOCKS.has(node.nodeName)) {
      line.push(node);
      continue;
    }
    flush();
    found.push(...block(docx, node));
  }
  flush();
  return found;
}

function block(docx: Docx, node: Element): Block[] {
  const headings = {
    h2: docx.HeadingLevel.HEADING_1,
    h3: docx.HeadingLevel.HEADING_2,
    h4: docx.HeadingLevel.HEADING_3,
  } as const;
  switch (node.nodeName) {
    case 'h2':
    case 'h3':
    case 'h4':
      return [new docx.Paragraph({ heading: headings[node.nodeName], children: runs(docx, node, {}) })];
    case 'p':
      return [new docx.Paragraph({ children: runs(docx, node, {}), spacing: { after: 80 } })];
    case 'li':
      return [new docx.Paragraph({ bullet: { level: 0 }, children: runsOf(docx, node, {}) })];
    case 'dl':
      return facts(docx, node);
    case 'table':
      return [tableOf(docx, node), new docx.Paragraph('')];
    default:
      return blocks(docx, node);
  }
}

/** Terms and their texts, one below the other. */
function facts(docx: Docx, list: Element): Block[] {
  return elements(list, 'div').map((pair) => {
    const [term, text] = ['dt', 'dd'].map((name) => elements(pair, name)[0]);
    const said =
      term === undefined ? [] : [...runs(docx, term, { bold: true }), textRun(docx, { text: ': ', bold: true })];
    return new docx.Paragraph({ children: [...said, ...(text === undefined ? [] : runs(docx, text, {}))] });
  });
}

function tableOf(docx: Docx, table: Element): InstanceType<Docx['Table']> {
  const rows = [...table.getElementsByTagName('tr')].map((row) => {
    const cells = [...row.childNodes].filter(isElement);
    const isHead = row.parentNode?.nodeName === 'thead';
    return new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((cell) => {
        const inside = cellContent(docx, cell, isHead);
        return new docx.TableCell({ children: inside, margins: { top: 40, bottom: 40, left: 80, right: 80 } });
      }),
    });
  });
  return new docx.Table({ rows, width: { size: 100, type: docx.WidthType.PERCENTAGE } });
}

/** A field holds at least one paragraph, or the file cannot be opened. */
function cellContent(docx: Docx, cell: Element, isHead: boolean): Block[] {
  const bold = isHead || cell.nodeName === 'th';
  const inside = bold ? [new docx.Paragraph({ children: runs(docx, cell, { bold }) })] : blocks(docx, cell);
  return inside.length === 0 ? [new docx.Paragraph('')] : inside;
}

function runs(docx: Docx, node: Node, style: Style): Run[] {
  if (!isElement(node)) {
    const text = (node.textContent ?? '').replaceAll(/\s*\n\s*/g, ' ');
    return text === '' ? [] : [textRun(docx, { text, ...style })];
  }
  if (LEFT_OUT.has(node.nodeName)) return [];
  const own = node.nodeName === 'strong' ? { ...style, bold: true } : style;
  const inside = runsOf(docx, node, own);
  // A source, and a list within a field, stand apart from the words before them.
  const apart = node.getAttribute('class') === 'source' || node.nodeName === 'li';
  return apart && node.previousSibling !== null ? [textRun(docx, { text: '; ' }), ...inside] : inside;
}

/** What stands in an element. */
function runsOf(docx: Docx, parent: Element, style: Style): Run[] {
  return [...parent.childNodes].flatMap((child) => runs(docx, child, style));
}

function elements(parent: Element, name: string): Element[] {
  return [...parent.childNodes].filter(isElement).filter((one) => one.nodeName === name);
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}
