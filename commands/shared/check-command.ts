import { say, type Command } from '../../runner/terminal/command-line';
import { problemLine, type Problem } from '../../support/scope/problem';
import { checkProject } from '../../tools/authoring/check';
import { COLD_OPTION } from './texts';

/** The command `check`. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Checks all features, scope data and plans against the step definitions, in seconds; starts nothing.',
  options: {
    cold: COLD_OPTION,
    json: { help: 'as JSON: a list of {file, line, column, rule, message, nearest}' },
  },
  notes: [
    'Each line names file, line and column, what is wrong, and the nearest words that exist.',
    'Exit code: 0 nothing is wrong; 1 something is; 2 could not check.',
  ],
  async run(line) {
    const { scenarios, problems } = await checkProject('.');
    if (line.isOn('json')) say(JSON.stringify(problems.map(toJson), null, 2));
    else for (const text of lines(scenarios, problems)) say(text);
    return problems.length === 0 ? 0 : 1;
  },
};

function lines(scenarios: number, problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [`${scenarios} scenarios and rows, scope data and plans: nothing is wrong.`];
  const files = new Set(problems.map(({ file }) => file)).size;
  const total = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${files} ${files === 1 ? 'file' : 'files'}.`;
  return [...problems.map(problemLine), total];
}

/** Every key is there, so that a reader need not ask for it. */
function toJson({ file, line, column, rule, message, nearest }: Problem): object {
  return { file, line: line ?? null, column: column ?? null, rule, message, nearest: nearest ?? [] };
}
