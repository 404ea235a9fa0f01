import { SERVICES } from '../../environments/environment';
import { partyName } from './party-names';
import type { Sequence, SequenceStep } from './sequence';

/** Names that fit above a lifeline; a party that is not among them has its own. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  mcc: 'MCC',
  'requesting-party': 'RP',
  smso: 'SMSO',
  s1sp: 'S1SP',
  dco: 'DCO',
  'commissioning-party': 'CP',
  dsp: 'DSP',
  wan: 'WAN',
  devices: 'Devices',
};

/** Of longer sequences there is no diagram: nobody would read it. */
const MOST_STEPS = 400;

// Units of the drawing: as wide as a telephone, so that its letters are legible there; larger screens enlarge it.
const WIDTH = 380;
const MARGIN = 14;
const LINE = 14;
const BAND = 24;
const ARROW = 12;
const GAP = 6;
/** Letters of 11 units that fit beside each other. */
const LETTERS = 60;

/** Dark on light and light on dark, on paper always dark on light; what was refused differs in weight and sign as well. */
const STYLE = `
.ground { fill: #ffffff } .band { fill: #eef1f4 } .life { stroke: #9aa3ad } .arrow { stroke: #14508c; fill: #14508c }
text { font: 11px Arial, 'Liberation Sans', sans-serif; fill: #1c2126; stroke: #ffffff; stroke-width: 4px; paint-order: stroke } .on-band { stroke: none } .bold { font-weight: bold }
.refused { fill: #a1001a; font-weight: bold } .refused.arrow { stroke: #a1001a }
@media screen and (prefers-color-scheme: dark) {
.ground { fill: #15191d } .band { fill: #262d34 } .life { stroke: #66717c } .arrow { stroke: #8fc2f5; fill: #8fc2f5 }
text { fill: #e8ecf0; stroke: #15191d } .refused { fill: #ff9aa6 } .refused.arrow { stroke: #ff9aa6 } }`;

/**
 * Sequences as a picture, one below the other, with a title and a description for those who do not see it.
 * @returns the text of an SVG file; undefined where the sequences are too long to be drawn
 */
export function sequenceSvg(sequences: readonly Sequence[], title: string): string | undefined {
  const count = sequences.reduce((sum, { steps }) => sum + steps.length, 0);
  if (count === 0 || count > MOST_STEPS) return undefined;
  const drawing = new Drawing();
  drawHead(drawing, title, partiesOf(sequences.flatMap(({ steps }) => steps)));
  for (const sequence of sequences) drawSequence(drawing, sequence);
  const { parts, height } = drawing;
  return [
    // As a file of its own it fills a large screen to a legible width, and a small one to its width.
    `<svg xmlns="http://www.w3.org/2000/svg" width="560" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="sequence-title sequence-description" style="max-width: 100%; height: auto">`,
    `<title id="sequence-title">${escaped(title)}</title>`,
    `<desc id="sequence-description">${escaped(descriptionOf(sequences))}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** What the picture shows, in a few sentences. */
function descriptionOf(sequences: readonly Sequence[]): string {
  return sequences
    .map(({ installation, steps }) => {
      const whose = installation === undefined ? '' : ` of the installation ${installation}`;
      const refused = steps.filter(({ isRefusal }) => isRefusal).map((step) => labelOf(step));
      const refusals = refused.length === 0 ? 'Nothing is refused.' : `Refused: ${refused.join('; ')}.`;
      const parties = partiesOf(steps).map(partyName).join(', ');
      return `${steps.length} steps${whose}, from top to bottom in the order of cause, between ${parties}. ${refusals}`;
    })
    .join(' ');
}

/** Elements of a drawing that grows downwards. */
class Drawing {
  readonly parts: string[] = [];
  height = GAP;

  /** Room of so many units; @returns where it begins */
  take(units: number): number {
    const top = this.height;
    this.height += units;
    return top;
  }

  text(x: number, y: number, words: string, style = ''): void {
    const look = style === '' ? '' : ` ${style}`;
    this.parts.push(`<text x="${x}" y="${y}"${look}>${escaped(words)}</text>`);
  }
}

/** The title, and what the short names stand for. */
function drawHead(drawing: Drawing, title: string, parties: readonly string[]): void {
  const explained = parties.filter((party) => shortName(party) !== partyName(party));
  const names = explained.map((party) => `${shortName(party)} ${partyName(party)}`).join(', ');
  drawing.text(MARGIN, drawing.take(LINE + GAP) + LINE, title, 'class="bold"');
  for (const line of names === '' ? [] : wrapped(names)) drawing.text(MARGIN, drawing.take(LINE) + LINE - 2, line);
  drawing.take(GAP);
}

function drawSequence(drawing: Drawing, { installation, steps }: Sequence): void {
  const lanes = lanesOf(partiesOf(steps));
  if (installation !== undefined) {
    drawing.text(MARGIN, drawing.take(LINE + GAP) + LINE, `Installation ${installation}`, 'class="bold"');
  }
  const begin = { top: drawing.height, before: drawing.parts.length };
  let before = '';
  for (const step of steps) {
    if (step.at !== before) drawBand(drawing, step.at, lanes);
    drawStep(drawing, step, lanes);
    before = step.at;
  }
  const lives = [...lanes.values()].map(
    (x) => `<line class="life" x1="${x}" x2="${x}" y1="${begin.top}" y2="${drawing.height}"/>`,
  );
  // Behind everything else of the sequence.
  drawing.parts.splice(begin.before, 0, ...lives);
  drawing.take(LINE);
}

/** A new instant, with the names of the lifelines. */
function drawBand(drawing: Drawing, at: string, lanes: ReadonlyMap<string, number>): void {
  const top = drawing.take(BAND + LINE + GAP);
  drawing.parts.push(`<rect class="band" y="${top}" width="${WIDTH}" height="${BAND - GAP}"/>`);
  drawing.text(MARGIN, top + LINE - 1, `${at.slice(0, 10)} ${at.slice(11, 19)}`, 'class="bold on-band"');
  for (const [party, x] of lanes) {
    drawing.text(x, top + BAND + LINE - GAP, shortName(party), 'text-anchor="middle" class="bold"');
  }
}

function drawStep(drawing: Drawing, step: SequenceStep, lanes: ReadonlyMap<string, number>): void {
  const lines = wrapped(`${step.isRefusal ? '\u2716 ' : ''}${labelOf(step)}`);
  const top = drawing.take(lines.length * LINE + ARROW + GAP);
  const y = top + lines.length * LINE + ARROW / 2 + 1;
  const refused = step.isRefusal ? ' refused' : '';
  lines.forEach((line, index) => {
    drawing.text(MARGIN, top + (index + 1) * LINE - 2, line, step.isRefusal ? 'class="refused"' : '');
  });
  const from = lanes.get(step.party) ?? MARGIN;
  drawing.parts.push(`<circle class="arrow${refused}" cx="${from}" cy="${y}" r="3"/>`);
  for (const party of step.to) drawArrow(drawing, { from, to: lanes.get(party) ?? MARGIN, y }, refused);
}

function drawArrow(drawing: Drawing, { from, to, y }: { from: number; to: number; y: number }, refused: string): void {
  const back = to > from ? -6 : 6;
  drawing.parts.push(`<path class="arrow${refused}" d="M${from} ${y}H${to}M${to} ${y}l${back} -3.5v7z"/>`);
}

/** Where the lifeline of each party stands. */
function lanesOf(parties: readonly string[]): ReadonlyMap<string, number> {
  const room = WIDTH - 2 * (MARGIN + 10);
  const between = parties.length < 2 ? 0 : room / (parties.length - 1);
  return new Map(parties.map((party, index) => [party, Math.round(MARGIN + 10 + index * between)]));
}

/** The parties of a sequence, in the order in which a migration passes them. */
function partiesOf(steps: readonly SequenceStep[]): string[] {
  const named = new Set(steps.flatMap(({ party, to }) => [party, ...to]));
  const known = SERVICES.filter((service) => named.has(service));
  return [...known, ...[...named].filter((party) => !known.some((service) => service === party)).sort()];
}

function shortName(party: string): string {
  return SHORT_NAMES[party] ?? party;
}

/** `RP -> S1SP, DCO: Migration Common File (MCF_AA_1.xml)`, `WAN: sim handover, s1sp moved it` */
function labelOf({ party, to, what, detail }: SequenceStep): string {
  const route = to.length === 0 ? shortName(party) : `${shortName(party)} \u2192 ${to.map(shortName).join(', ')}`;
  if (detail === '') return `${route}: ${what}`;
  return to.length === 0 ? `${route}: ${what}, ${detail}` : `${route}: ${what} (${detail})`;
}

/** Lines that fit; a word that does not is cut. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => one.match(new RegExp(`.{1,${LETTERS}}`, 'gu')) ?? [])) {
    if (line !== '' && line.length + word.length >= LETTERS) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function escaped(text: string): string {
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
