import { cpus, totalmem } from 'node:os';

/** One measured figure of the benchmark. */
export interface Figure {
  readonly name: string;
  readonly what: string;
  /** Absent where it could not be measured. */
  readonly value?: number;
  readonly unit: string;
  /** The value to stay below, or to reach. */
  readonly target: { readonly atMost: number } | { readonly atLeast: number };
  /** Absent where it could not be measured. */
  readonly met?: boolean;
  /** Why it could not be measured. */
  readonly note?: string;
  /** What else was measured with it, one sentence each. */
  readonly details?: readonly string[];
  /** Where the time went; the parts add up to at most 1. */
  readonly shares?: readonly TimeShare[];
}

/** A part of the time. */
export interface TimeShare {
  readonly what: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** A value with what else was measured with it. */
type MeasuredValue = { readonly value: number } & Pick<Figure, 'details' | 'shares'>;

/** Something to measure. */
export interface Measurement extends Pick<Figure, 'name' | 'what' | 'unit' | 'target'> {
  /** Gives the value, or the sentence that says why it cannot be measured here. */
  readonly measure: () => Promise<number | MeasuredValue | { readonly note: string }>;
}

/** What the figures were measured on. */
export function machineText(): string {
  const [first] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(1);
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.version}`;
}

/** Measures one after the other, since they share the machine. */
export async function measureAll(
  measurements: readonly Measurement[],
  onFigure: (figure: Figure) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { measure, ...description } of measurements) {
    const outcome = await measure();
    const figure =
      typeof outcome === 'object' && 'note' in outcome ? { ...description, ...outcome } : met(description, outcome);
    figures.push(figure);
    onFigure(figure);
  }
  return figures;
}

/** One figure as text: a line, and below it what was measured with it. */
export function figureText({ name, what, value, unit, target, met, note, details = [], shares = [] }: Figure): string {
  const limit = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  if (value === undefined) return `not measured  ${name}: ${what} (${note ?? 'no reason given'})`;
  const first = `${met === true ? 'met' : 'NOT MET'}  ${name}: ${value} ${unit}, target ${limit} (${what})`;
  const parts = shares.map(({ what: part, share }) => `${part} ${(share * 100).toFixed(1)} %`);
  const whole = parts.length === 0 ? [] : [`where the time went: ${parts.join(', ')}`];
  return [first, ...[...details, ...whole].map((line) => `    ${line}`)].join('\n');
}

function met(description: Omit<Measurement, 'measure'>, outcome: number | MeasuredValue): Figure {
  const { value, ...more } = typeof outcome === 'number' ? { value: outcome } : outcome;
  return { ...description, value: Math.round(value * 100) / 100, met: isMet(value, description.target), ...more };
}

function isMet(value: number, target: Figure['target']): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
