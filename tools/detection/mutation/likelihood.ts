import type { DetectionCase } from '../../../reports/record/detection-model';
import type { Coverage } from './coverage';
import type { Mutant } from './mutants';

/** Which scenarios have found which mutants. */
export class Finders {
  private readonly ofMutant = new Map<string, Set<string>>();
  private readonly ofFile = new Map<string, number>();

  /** @param cases what was found before, on whatever state of system and suite */
  constructor(cases: readonly DetectionCase[] = []) {
    for (const { id, by } of cases) for (const scenario of by) this.add({ id, file: fileOf(id) }, scenario);
  }

  add({ id, file }: Pick<Mutant, 'id' | 'file'>, scenario: string): void {
    this.ofMutant.set(id, (this.ofMutant.get(id) ?? new Set()).add(scenario));
    const key = `${file} ${scenario}`;
    this.ofFile.set(key, (this.ofFile.get(key) ?? 0) + 1);
  }

  /** Whether a scenario has found just this mutant. */
  hasFound({ id }: Mutant, scenario: string): boolean {
    return this.ofMutant.get(id)?.has(scenario) === true;
  }

  /** How many mutants of the same file a scenario has found. */
  inFile({ file }: Mutant, scenario: string): number {
    return this.ofFile.get(`${file} ${scenario}`) ?? 0;
  }
}

function fileOf(id: string): string {
  return id.split(':')[0] ?? '';
}

/** What tells who is likely to find a mutant. */
interface Likelihood {
  readonly coverage: Coverage;
  readonly all: readonly Mutant[];
  readonly finders: Finders;
}

/** First who has found it before, then who found others in the same file, then who does most there of all that it does. Of equals who does least. */
export function likeliestFirst(
  mutant: Mutant,
  meeting: readonly string[],
  { coverage, all, finders }: Likelihood,
): string[] {
  const near = all.filter(({ file }) => file === mutant.file).map(({ number }) => Number(number));
  const shares = new Map(
    meeting.map((id) => {
      const met = coverage.get(id) ?? new Set();
      return [id, near.filter((number) => met.has(number)).length / met.size] as const;
    }),
  );
  const found = (id: string): number => Number(finders.hasFound(mutant, id));
  return meeting.toSorted(
    (one, other) =>
      found(other) - found(one) ||
      finders.inFile(mutant, other) - finders.inFile(mutant, one) ||
      (shares.get(other) ?? 0) - (shares.get(one) ?? 0) ||
      (coverage.get(one)?.size ?? 0) - (coverage.get(other)?.size ?? 0),
  );
}
