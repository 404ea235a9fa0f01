import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KnownCoverage, ScenarioCoverage } from './coverage';
import type { Source } from './instrument';
import type { Mutant } from './mutants';
import type { PlannedScenario } from './protocol';

/** Where the mutants of a file stand among all. */
const fileRange = z.object({
  file: z.string(),
  /** SHA-256 of its text. */
  digest: z.string(),
  /** Number of its first mutant. */
  first: z.int(),
  /** So many numbers belong to it, also those that the instrumenter gave and has no mutant for. */
  count: z.int(),
});
type FileRange = z.output<typeof fileRange>;

/** What coverage was learnt on: combination and Test Phase, and the sources. */
const layout = z.object({ cell: z.string(), files: z.array(fileRange).readonly() });
export type Layout = z.output<typeof layout>;

const line = z.tuple([
  z.string(),
  z.string(),
  z.object({ passed: z.boolean(), duration: z.number(), met: z.array(z.int()) }),
]);

/** The layout of sources with their mutants, whose numbers rise from file to file; within a file some may be left out. */
export function layoutOf(cell: string, sources: readonly Source[], mutants: readonly Mutant[]): Layout {
  const byFile = Map.groupBy(mutants, ({ file }) => file);
  const files = sources.flatMap(({ file, text }): FileRange[] => {
    const numbers = (byFile.get(file) ?? []).map(({ number }) => Number(number));
    if (numbers.length === 0) return [];
    const digest = createHash('sha256').update(text).digest('hex');
    const first = Math.min(...numbers);
    return [{ file, digest, first, count: Math.max(...numbers) - first + 1 }];
  });
  return { cell, files };
}

/**
 * What is known of scenarios, kept in a file between starts, a line for each. Where a source has changed since, those that came there
 * are taken to meet all of its mutants. A scenario whose feature file has changed is forgotten.
 */
export class CoverageStore {
  /** @param file where it is kept */
  constructor(
    private readonly file: string,
    private readonly layout: Layout,
  ) {}

  /** What is known of scenarios as they are now, by their ids. */
  read(scenarios: readonly PlannedScenario[]): KnownCoverage {
    const [head, ...lines] = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n') : [];
    const before = head === undefined ? undefined : layout.parse(JSON.parse(head));
    const digests = new Map(scenarios.map(({ id, digest }) => [id, digest]));
    const translate = before?.cell === this.layout.cell ? translation(before, this.layout) : undefined;
    // A line that was cut short has no end.
    const kept = (translate === undefined ? [] : lines.slice(0, -1))
      .map((text) => line.parse(JSON.parse(text)))
      .filter(([id, digest]) => digests.get(id) === digest)
      .map(([id, digest, own]) => [id, digest, { ...own, met: translate?.(own.met) ?? [] }] as const);
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, [this.layout, ...kept].map((one) => `${JSON.stringify(one)}\n`).join(''));
    return Object.fromEntries(kept.map(([id, , own]) => [id, own]));
  }

  /** Keeps what was learnt of a scenario. To be called once it has been read. */
  add({ id, digest }: PlannedScenario, own: ScenarioCoverage): void {
    appendFileSync(this.file, `${JSON.stringify([id, digest, own])}\n`);
  }
}

/** From the numbers of one layout to those of another. */
function translation(before: Layout, now: Layout): (numbers: readonly number[]) => number[] {
  const ranges = new Map(now.files.map((range) => [range.file, range]));
  return (numbers) => {
    const met = new Set(numbers);
    return before.files.flatMap(({ file, digest, first, count }) => {
      const own = Array.from({ length: count }, (_one, index) => index).filter((index) => met.has(first + index));
      const range = ranges.get(file);
      if (range === undefined || own.length === 0) return [];
      const places = range.digest === digest ? own : Array.from({ length: range.count }, (_one, index) => index);
      return places.map((index) => range.first + index);
    });
  };
}
