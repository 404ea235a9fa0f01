/** Sections of our own documents as markup: the part of Markdown that they use. */
import { capitalised } from '../text';
import { markup, type Markup } from '../tag/html';
import { table } from '../tag/parts';

/** A section of a document: what stands between two headings. */
export interface MarkdownSection {
  /** Its heading; empty of what stands before the first. */
  readonly title: string;
  readonly text: string;
}

/** Cuts a document at its headings of the second level. The heading of the document is no part of it. */
export function sectionsOf(document: string): MarkdownSection[] {
  const [before = '', ...rest] = document.split(/^## /m);
  const first = { title: '', text: before.replace(/^# .*\n/, '').trim() };
  return [
    first,
    ...rest.map((part) => {
      const end = part.indexOf('\n');
      return { title: part.slice(0, end), text: part.slice(end).trim() };
    }),
  ];
}

/**
 * The text of a section as markup: paragraphs, lists, tables and blocks of commands.
 * @param caption of its tables
 */
export function toMarkup(text: string, caption: string): Markup {
  // Blocks of commands may hold empty lines; everything else ends with one.
  const parts = text.split(/^(```\w*\n[\s\S]*?^```)$/m);
  return markup`${parts.flatMap((part) =>
    part.startsWith('```')
      ? [markup`<pre class="command">${part.replace(/^```\w*\n/, '').replace(/\n?```$/, '')}</pre>`]
      : part
          .split(/\n{2,}/)
          .map((block) => block.trim())
          .filter((block) => block !== '')
          .map((block) => blockMarkup(block, caption)),
  )}`;
}

function blockMarkup(block: string, caption: string): Markup {
  const lines = block.split('\n');
  if (block.startsWith('|')) return tableMarkup(lines, caption);
  if (block.startsWith('- ')) {
    const items = block.slice(2).split(/\n- /);
    return markup`<ul>${items.map((item) => markup`<li>${inline(item)}</li>`)}</ul>`;
  }
  return markup`<p>${inline(block)}</p>`;
}

function tableMarkup(lines: readonly string[], caption: string): Markup {
  const cellsOf = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [heads = '', , ...rows] = lines;
  const columns = cellsOf(heads).map((title) => ({ title: capitalised(title) }));
  const body = rows.map((row) => markup`<tr>${cellsOf(row).map((cell) => markup`<td>${inline(cell)}</td>`)}</tr>`);
  return table(caption, columns, markup`<tbody>${body}</tbody>`);
}

/** Code, bold words and links; of a link its words, since its file is not there for the reader. */
function inline(text: string): Markup {
  const words = text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  return markup`${words.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return markup`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith('**') ? markup`<strong>${part.slice(2, -2)}</strong>` : part;
  })}`;
}
