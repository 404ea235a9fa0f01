import type { Instrumenter } from '@stryker-mutator/instrumenter' with { 'resolution-mode': 'import' };
import type { Mutant } from './mutants';
import { withSwitches } from './switches';

/** A source file, as the environment gives it. */
export interface Source {
  readonly file: string;
  readonly area: string;
  readonly text: string;
}

/** Sources with every mutant in them, each behind a switch. */
export interface Instrumented {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly mutants: readonly Mutant[];
}

type Logger = ConstructorParameters<typeof Instrumenter>[0];

/** Longest piece of code that is shown. */
const SHOWN = 90;

/** Puts all mutants into sources, with the instrumenter of Stryker. */
export async function instrument(sources: readonly Source[]): Promise<Instrumented> {
  const { Instrumenter: Engine } = await import('@stryker-mutator/instrumenter');
  const { files, mutants } = await new Engine(silentLogger()).instrument(
    sources.map(({ file, text }) => ({ name: file, content: text, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const byName = new Map(sources.map((source) => [source.file, { ...source, lines: source.text.split('\n') }]));
  return {
    files: files.map(({ name, content }) => ({ file: name, text: withSwitches(name, content) })),
    mutants: mutants.flatMap(({ id, fileName, location: { start, end }, mutatorName, replacement }) => {
      const source = byName.get(fileName);
      if (source === undefined) return [];
      const { file, area, lines } = source;
      const place = `${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1}`;
      return [
        {
          ...{ number: id, file, area, line: start.line + 1, kind: mutatorName },
          id: `${file}:${place} ${mutatorName} ${shown(replacement)}`,
          original: shown(textBetween(lines, start, end)),
          replacement: shown(replacement),
          sourceLine: (lines[start.line] ?? '').trim(),
        },
      ];
    }),
  };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function textBetween(lines: readonly string[], start: Position, end: Position): string {
  const some = lines.slice(start.line, end.line + 1);
  const last = some.length - 1;
  return some
    .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
    .join('\n');
}

function shown(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}

/** It has nothing to say that the search does not say itself. */
function silentLogger(): Logger {
  const never = (): boolean => false;
  const nothing = (): void => undefined;
  return {
    ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never },
    ...{ isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
    ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  };
}
