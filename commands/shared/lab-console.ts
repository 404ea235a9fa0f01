import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { publishedDispatch } from '../../environments/environment';
import { stageOfFolder } from '../../runner/execution/run-session';
import { loadKnowledge } from '../../runner/planning/checks/check-scenarios';
import { lintFeatures } from '../../runner/planning/features/feature-set';
import type { ScenarioSource } from '../../runner/planning/features/read-feature';
import { loadSteps } from '../../runner/planning/steps/load-steps';
import { say, type CommandLine, type CommandOption } from '../../runner/terminal/command-line';
import { findDmc } from '../../support/scope/dmc-catalogue';
import { RunError } from '../../support/scope/errors';
import { executionSeed } from '../../support/scope/identity';
import { nearest } from '../../support/scope/nearest';
import { PHASES } from '../../support/scope/plan';
import { loadScope, requirementIds } from '../../support/scope/scope';
import { buildCatalogue } from '../../tools/authoring/catalogue/build';
import { readCatalogue } from '../../tools/authoring/catalogue/kept';
import { helpLines, Session, type SessionGround } from '../../tools/authoring/console/session';

/** The options of a console. */
export const CONSOLE_OPTIONS: Readonly<Record<string, CommandOption>> = {
  console: { help: 'say steps one after the other and look at what they do (the default at a terminal)' },
  with: { value: 'ID[:N]', help: 'a console in which the first N steps of a scenario have been said, or all' },
  demo: { help: 'a console with installations in telling states, each as a step has made it' },
  dmc: { value: 'ID', help: 'Device Model Combination of the console (default: IOC-01)' },
  phase: {
    value: 'PHASE',
    help: 'its Test Phase: Active, Dormant or Mixed (default: Active, or that of the scenario)',
  },
};

/** Whether a person is to say steps. */
export function wantsConsole(line: CommandLine): boolean {
  return (
    line.isOn('console') ||
    line.option('with') !== undefined ||
    line.isOn('demo') ||
    (process.stdin.isTTY && process.stdout.isTTY)
  );
}

/**
 * Takes steps and commands from standard input until it ends or somebody says `:quit`.
 * @param seed of the run: the identifiers are those of `npm run scenario` with the same seed
 * @throws RunError for a scenario, combination or Test Phase that does not exist
 */
export async function converse(line: CommandLine, seed: string): Promise<void> {
  const scope = loadScope('.');
  const { sources, problems } = await lintFeatures('.', requirementIds(scope));
  if (problems.length > 0) say(`Something is wrong in features (${String(problems.length)}): npm run check says what.`);
  const begun = begunScenario(sources, line.option('with'));
  const ground = await groundOf(line, seed, sources, begun?.source);
  const session = await Session.open(ground);
  for (const text of helpLines()) say(text);
  for (const step of begun?.steps ?? demoSteps(line)) for (const text of (await session.take(step)) ?? []) say(text);
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: isTerminal,
    completer: (typed: string): [string[], string] => [session.completions(typed), typed],
  });
  // The terminal passes no signal on while it is read: Ctrl-C ends the conversation.
  terminal.on('SIGINT', () => terminal.close());
  let isOpen = true;
  terminal.once('close', () => (isOpen = false));
  const prompt = (): void => {
    if (isTerminal && isOpen) terminal.prompt();
  };
  prompt();
  for await (const typed of terminal) {
    const lines = await session.take(typed);
    if (lines === undefined) break;
    for (const text of lines) say(text);
    prompt();
  }
  terminal.close();
}

const DEMO_WORLD = 'tools/authoring/console/demo-world.txt';

/** The steps that make the installations of a demonstration, where one is asked for. */
function demoSteps(line: CommandLine): readonly string[] {
  return line.isOn('demo') ? readFileSync(DEMO_WORLD, 'utf8').trim().split('\n') : [];
}

async function groundOf(
  line: CommandLine,
  runSeed: string,
  sources: readonly ScenarioSource[],
  begun: ScenarioSource | undefined,
): Promise<SessionGround> {
  const scope = loadScope('.');
  const dmc = findDmc(scope.catalogue, line.option('dmc') ?? 'IOC-01');
  const wanted = line.option('phase') ?? begun?.scenario.phases[0] ?? 'Active';
  const phase = PHASES.find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (phase === undefined) throw new RunError(`There is no Test Phase "${wanted}": try ${PHASES.join(', ')}.`);
  const stage = begun === undefined ? 'console' : stageOfFolder(begun.scenario);
  const id = begun?.scenario.id ?? 'console';
  const { library } = await loadSteps('.');
  const transport = publishedDispatch() === undefined ? 'sockets' : 'in-process';
  return {
    root: '.',
    library,
    knowledge: await loadKnowledge('.', scope, sources),
    parameters: { dmc, phase, stage, release: dmc.release, seed: runSeed, transport },
    identity: { id, seed: executionSeed(runSeed, { id, dmc: dmc.id, phase, stage }) },
    catalogue: () => readCatalogue('.', () => buildCatalogue('.')),
    known: [...new Set(sources.flatMap(({ pickle }) => pickle.steps.map(({ text }) => text)))].sort(),
  };
}

/** The scenario that a console begins with, and the steps of it that are said. */
function begunScenario(
  sources: readonly ScenarioSource[],
  wanted: string | undefined,
): { readonly source: ScenarioSource; readonly steps: readonly string[] } | undefined {
  if (wanted === undefined) return undefined;
  const [, id = wanted, count] = /^(.+?)(?::(\d+))?$/.exec(wanted) ?? [];
  const source = sources.find(({ scenario }) => scenario.id === id);
  if (source === undefined) {
    const ids = sources.map(({ scenario }) => scenario.id);
    throw new RunError(`There is no scenario ${id}: try ${nearest(id, ids).join(', ')}.`);
  }
  const texts = source.pickle.steps.map(({ text }) => text);
  return { source, steps: texts.slice(0, count === undefined ? texts.length : Number(count)) };
}
