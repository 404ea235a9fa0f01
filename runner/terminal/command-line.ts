import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { whenInterruptedIdle } from '../execution/interruption';

/** One option of a command. */
export interface CommandOption {
  /** Word that stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly help: string;
}

/** A command of `package.json`, as its help shows it. */
export interface Command {
  /** Name under `npm run`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What may stand after the options, such as `[NAME]`; absent where nothing may. */
  readonly words?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Further lines for the help: exit codes, environment variables, examples. */
  readonly notes?: readonly string[];
  /** Does the work and gives the exit code. */
  run(line: CommandLine): Promise<number>;
}

/** What was typed. */
export interface CommandLine {
  /** Value of an option, or undefined. */
  option(name: string): string | undefined;
  /** Whether a switch was given. */
  isOn(name: string): boolean;
  readonly words: readonly string[];
}

/** Errors whose message is a sentence for people; whatever else is thrown is a mistake of ours and shows where it was. */
const EXPECTED_ERRORS = ['RunError', 'EnvironmentError', 'BrowserMissingError'];

/**
 * Runs a command and ends the process with its exit code: what the command gives, or 2 with one sentence for everything
 * that keeps it from running, an interruption among it.
 * @param args what was typed after the name of the command
 */
export async function runCommand(command: Command, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  let code = 2;
  whenInterruptedIdle((signal) => {
    process.stderr.write(`"npm run ${command.name}" was interrupted (${signal}) before its end.\n`);
    process.exit(2);
  });
  try {
    const line = parseCommandLine(command, args);
    if (line === undefined) {
      say(helpText(command));
      code = 0;
    } else {
      requireNode(command.name, process.versions.node);
      code = await command.run(line);
    }
  } catch (error) {
    const isExpected = error instanceof Error && EXPECTED_ERRORS.includes(error.name);
    process.stderr.write(`${sentenceOf(error)}\n`);
    if (!isExpected && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  }
  // Whatever is still open (sockets of a stopped system, timers) must not keep a finished command alive.
  process.stdout.write('', () => process.exit(code));
}

/** The oldest Node that has what the commands use. */
const OLDEST_NODE = 24;

/**
 * `npm run` starts commands on the Node that `npm ci` brought; started otherwise, they may meet an older one.
 * @throws RunError where this Node is too old
 */
export function requireNode(command: string, version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new RunError(
    `This is Node ${version}, and ${OLDEST_NODE} or newer is needed: start it as "npm run ${command}", which takes the one that npm ci brought.`,
  );
}

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The help of a command. */
export function helpText({ name, summary, words, options, notes = [] }: Command): string {
  const rows = Object.entries({ ...options, help: { help: 'show this' } }).map(([option, { help, ...rest }]) => ({
    left: `  --${option}${'value' in rest ? ` ${String(rest.value)}` : ''}`,
    help,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  const usage = `Usage: npm run ${name} -- [options]${words === undefined ? '' : ` ${words}`}`;
  const lines = [summary, '', usage, '', ...rows.map(({ left, help }) => `${left.padEnd(width)}${help}`)];
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/**
 * Reads what was typed.
 * @returns undefined when help was asked for
 * @throws RunError for an option or a word that the command does not have
 */
export function parseCommandLine(command: Command, args: readonly string[]): CommandLine | undefined {
  const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const [option, { value }] of Object.entries(command.options)) {
    config[option] = { type: value === undefined ? 'boolean' : 'string' };
  }
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: config, allowPositionals: command.words !== undefined });
  } catch (error) {
    const reason = sentenceOf(error).split('. ')[0] ?? '';
    throw new RunError(`${reason.replace(/\.$/, '')}: "npm run ${command.name} -- --help" lists what there is.`);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return undefined;
  return {
    option: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    isOn: (name) => values[name] === true,
    words: positionals,
  };
}
