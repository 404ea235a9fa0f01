import { RunError } from './errors';

/** Something that is wrong with what a tester wrote. */
export interface Problem {
  /** Path relative to the project. */
  readonly file: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  /** From 1; absent where the message names the field. */
  readonly column?: number;
  /** Name of the rule that it breaks, such as `unknown-device`. */
  readonly rule: string;
  /** What is wrong and what to do, in one sentence. */
  readonly message: string;
  /** What could stand there instead, the most similar first. */
  readonly nearest?: readonly string[];
}

/** What a tester wrote cannot be used as it is: every problem of it, one line each. */
export class ProblemsError extends RunError {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
  }
}

/** @throws ProblemsError when there are any */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemsError(inOrder(problems));
}

/** Each problem once (a tag of a feature has one for each of its scenarios), by file and place. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...distinct.values()].sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Gathers the problems of several things that are read one after the other, so that one start shows all there is to mend. */
export class Gathering {
  readonly #problems: Problem[] = [];

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** What `read` returns, or `otherwise` where it has problems, which are kept. */
  read<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      this.add(error.problems);
      return otherwise;
    }
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** @throws ProblemsError when there are any */
  refuse(): void {
    refuseProblems(this.#problems);
  }
}

/** One problem as `file:line:column: what is wrong`, with what could stand there instead. */
export function problemLine({ file, line, column, message, nearest = [] }: Problem): string {
  const place = [file, ...[line, column].filter((number) => number !== undefined)].join(':');
  const offers = nearest.map((value) => `"${value}"`).join(', ');
  return `${place}: ${message}${offers === '' ? '' : ` The nearest: ${offers}.`}`;
}

/** A problem of one cell of a table. */
export function cellProblem(
  file: string,
  line: number,
  field: string,
  text: string,
  { rule = 'scope', nearest }: { readonly rule?: string; readonly nearest?: readonly string[] } = {},
): Problem {
  const message = `field "${field}": ${text}`;
  return { file, line, rule, message, ...(nearest === undefined ? {} : { nearest }) };
}
