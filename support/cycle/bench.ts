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
}

/** Something to measure. */
export interface Measurement extends Pick<Figure, 'name' | 'what' | 'unit' | 'target'> {
  /** Gives the value, or the sentence that says why it cannot be measured here. */
  readonly measure: () => Promise<number | { readonly note: string }>;
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
      typeof outcome === 'number'
        ? { ...description, value: Math.round(outcome * 100) / 100, met: isMet(outcome, description.target) }
        : { ...description, note: outcome.note };
    figures.push(figure);
    onFigure(figure);
  }
  return figures;
}

/** One figure as a line of text. */
export function figureLine({ name, what, value, unit, target, met, note }: Figure): string {
  const limit = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  if (value === undefined) return `not measured  ${name}: ${what} (${note ?? 'no reason given'})`;
  return `${met === true ? 'met' : 'NOT MET'}  ${name}: ${value} ${unit}, target ${limit} (${what})`;
}

function isMet(value: number, target: Figure['target']): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
