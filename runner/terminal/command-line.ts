import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { RunError, sentenceOf, storageTrouble } from '../../support/scope/errors';
import { printable } from '../../support/scope/printable';
import { nearest } from '../../support/scope/nearest';
import { keepLoopbackOffProxies } from './loopback';
import { whenInterruptedIdle } from '../execution/interruption';

/** An option of a command. */
export interface CommandOption {
  /** Placeholder of the value in the help; absent for a switch. */
  readonly value?: string;
  readonly help: string;
}

/** A command of `package.json`. */
export interface Command {
  /** Name under `npm run`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Positional arguments in the help, such as `[NAME]`; absent where there are none. */
  readonly words?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Further lines for the help: exit codes, environment variables, examples. */
  readonly notes?: readonly string[];
  /** @returns the exit code */
  run(line: CommandLine): Promise<number>;
}

/** The parsed arguments of a command. */
export interface CommandLine {
  /** Value of an option; undefined where it was not given. */
  option(name: string): string | undefined;
  /** Whether a switch was given. */
  isOn(name: string): boolean;
  readonly words: readonly string[];
}

/** Errors whose message is a sentence for people; for any other error the stack is printed too. */
const EXPECTED_ERRORS = ['RunError', 'EnvironmentError', 'UnusableEnvironmentError', 'BrowserMissingError'];

/** Where a command speaks. */
export interface Output {
  /** Takes what it says. */
  readonly say: (text: string) => void;
  /** Takes why it cannot run. */
  readonly complain: (text: string) => void;
}

const TERMINAL: Output = {
  say: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};

/** Commands of a process run one after the other. */
let output = TERMINAL;

/**
 * Runs a command and ends the process with its exit code, or with 2 and one sentence where it cannot run or is interrupted.
 * @param args the arguments after the name of the command
 */
export async function runCommand(command: Command, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  whenInterruptedIdle((signal) => {
    process.stderr.write(`"npm run ${command.name}" was interrupted (${signal}) before its end.\n`);
    process.exit(2);
  });
  keepLoopbackOffProxies();
  const code = await performCommand(command, args, TERMINAL);
  // Open sockets of a stopped system and timers must not keep a finished command alive.
  process.stdout.write('', () => process.exit(code));
}

/**
 * Runs a command inside this process, which goes on afterwards.
 * @param args the arguments after the name of the command
 * @param to where it speaks meanwhile
 * @returns its exit code; 2, after one sentence, where it cannot run or is interrupted
 */
export async function performCommand(command: Command, args: readonly string[], to: Output): Promise<number> {
  output = to;
  try {
    const line = parseCommandLine(command, args);
    if (line === undefined) {
      say(helpText(command));
      return 0;
    }
    requireNode(command.name, process.versions.node);
    return await command.run(line);
  } catch (error) {
    const isExpected =
      error instanceof Error && (EXPECTED_ERRORS.includes(error.name) || storageTrouble(error) !== undefined);
    to.complain(`${printable(sentenceOf(error))}\n`);
    if (!isExpected && error instanceof Error) to.complain(`${error.stack ?? ''}\n`);
    return 2;
  } finally {
    output = TERMINAL;
  }
}

/** The oldest supported major version of Node. */
const OLDEST_NODE = 24;

/**
 * `npm run` uses the Node that `npm ci` installed; a command started otherwise may run on an older one.
 * @throws RunError where this Node is too old
 */
export function requireNode(command: string, version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new RunError(
    `This is Node ${version}, and ${OLDEST_NODE} or newer is needed: start it as "npm run ${command}", which uses the one that npm ci installed.`,
  );
}

/** Prints one line. */
export function say(line: string): void {
  output.say(`${printable(line)}\n`);
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
 * Parses the arguments of a command.
 * @returns undefined when help was asked for
 * @throws RunError for an option or a positional argument that the command does not have
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
    const reason = (sentenceOf(error).split(/[.\n]/)[0] ?? '').replace(
      /^Option '(--[\w-]+)' argument is ambiguous$/,
      beginsWithDash,
    );
    const unknown = /^Unknown option '--(.+)'/.exec(reason)?.[1];
    const hint = unknown === undefined ? '' : `, the nearest is --${nearest(unknown, Object.keys(config), 1).join()}`;
    throw new RunError(`${reason}${hint}: "npm run ${command.name} -- --help" lists all.`);
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

/** What begins with a dash is taken for an option. */
function beginsWithDash(_reason: string, option: string): string {
  return `Option '${option}' has no value (one that begins with a dash is given as ${option}=-1)`;
}
