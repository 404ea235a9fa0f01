/** The bar chart of outcomes by area, as a drawing inside the page. */
import { markup, type Markup } from './html';
import { OUTCOMES, type Outcome } from '../record/result-model';
import { OUTCOME_WORDS } from '../text';
import type { Tone } from './parts';

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

const WIDTH = 720;
const TOTAL_WIDTH = 46;
const ROW = 30;
const BAR = 20;
const LETTER = 6.6;
/** Narrower pieces have no room for their number; the table beside the chart has it. */
const SMALLEST_NUMBERED = 16;

/** Draws one bar for each area; all bars share one scale, so that their lengths can be compared. */
export function outcomeBars(id: string, title: string, bars: readonly Bar[]): Markup {
  const totals = bars.map((bar) => OUTCOMES.reduce((sum, outcome) => sum + bar.counts[outcome], 0));
  const labelWidth = Math.min(WIDTH / 2, Math.max(...bars.map((bar) => bar.label.length)) * LETTER + 18);
  const scale = (WIDTH - labelWidth - TOTAL_WIDTH) / Math.max(1, ...totals);
  const height = bars.length * ROW + 4;
  const rows = bars.map((bar, index) => row(bar, index * ROW + 4, totals[index] ?? 0, labelWidth, scale));
  const words = bars.map((bar) => `${bar.label}: ${inWords(bar.counts)}`).join('; ');
  const used = OUTCOMES.filter((outcome) => bars.some((bar) => bar.counts[outcome] > 0));
  const legend = used.map(
    (outcome) => markup`<li><span class="swatch fill-${outcome}"></span>${OUTCOME_WORDS[outcome].label}</li>`,
  );
  return markup`<div class="chart">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-words"><title id="${id}-title">${title}</title><desc id="${id}-words">${words}</desc>${rows}</svg>
<div class="key"><span>${title}</span><ul class="legend">${legend}</ul></div>
</div>`;
}

function row(bar: Bar, top: number, total: number, labelWidth: number, scale: number): Markup {
  const middle = top + BAR / 2 + 4.5;
  let left = labelWidth;
  const pieces = OUTCOMES.filter((outcome) => bar.counts[outcome] > 0).map((outcome) => {
    const width = bar.counts[outcome] * scale;
    const number =
      width < SMALLEST_NUMBERED
        ? undefined
        : markup`<text class="on-${outcome}" x="${fixed(left + width / 2)}" y="${fixed(middle)}" text-anchor="middle">${bar.counts[outcome]}</text>`;
    const piece = markup`<rect class="fill-${outcome}" x="${fixed(left)}" y="${top}" width="${fixed(Math.max(width - 1.5, 1))}" height="${BAR}"/>${number}`;
    left += width;
    return piece;
  });
  return markup`<text x="${fixed(labelWidth - 10)}" y="${fixed(middle)}" text-anchor="end">${bar.label}</text>${pieces}<text class="total" x="${fixed(left + 7)}" y="${fixed(middle)}">${total}</text>`;
}

/** One square of a heatmap. */
export interface Square {
  readonly tone: Tone;
  /** What is written in it, such as `118/118`. */
  readonly text: string;
  /** The same for those who hear the page. */
  readonly words: string;
}

const SQUARE_HEIGHT = 22;
const HEAD = 22;

/**
 * Draws rows against columns; every square has a ground, a mark and a text.
 * @param squareOf what stands in a square; undefined leaves it empty
 */
export function heatmap(
  id: string,
  title: string,
  rows: readonly string[],
  columns: readonly string[],
  squareOf: (row: string, column: string) => Square | undefined,
): Markup {
  const labelWidth = Math.max(...rows.map((row) => row.length), 4) * LETTER + 18;
  const width = Math.min(190, (WIDTH - labelWidth) / Math.max(1, columns.length));
  const heads = columns.map(
    (column, index) =>
      markup`<text x="${fixed(labelWidth + (index + 0.5) * width)}" y="15" text-anchor="middle">${column}</text>`,
  );
  const words: string[] = [];
  const squares = rows.map((row, line) => {
    const top = HEAD + line * SQUARE_HEIGHT;
    const cells = columns.map((column, index) => {
      const square = squareOf(row, column);
      if (square === undefined) return undefined;
      words.push(`${row} ${column}: ${square.words}`);
      const left = labelWidth + index * width;
      return markup`<rect class="heat-${square.tone}" x="${fixed(left + 1)}" y="${top + 1}" width="${fixed(width - 2)}" height="${SQUARE_HEIGHT - 2}"/><use class="mark tone-${square.tone}" href="#mark-${square.tone}" x="${fixed(left + 8)}" y="${top + 4}" width="14" height="14"/><text x="${fixed(left + 28)}" y="${fixed(top + 15.5)}">${square.text}</text>`;
    });
    return markup`<text x="${fixed(labelWidth - 10)}" y="${fixed(top + 15.5)}" text-anchor="end">${row}</text>${cells}`;
  });
  const height = HEAD + rows.length * SQUARE_HEIGHT + 2;
  return markup`<div class="chart">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-words"><title id="${id}-title">${title}</title><desc id="${id}-words">${words.join('; ')}</desc>${heads}${squares}</svg>
<div class="key">${title}</div>
</div>`;
}

function inWords(counts: Readonly<Record<Outcome, number>>): string {
  return OUTCOMES.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${OUTCOME_WORDS[outcome].label.toLowerCase()}`)
    .join(', ');
}

function fixed(value: number): string {
  return value.toFixed(1);
}
