import { writeFileSync } from 'node:fs';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { StepKnowledge } from '../../../runner/planning/steps/explain-step';
import { RunError, sentenceOf } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';
import type { MigrationParameters } from '../../../support/world/parameters';
import { foldedLine } from '../../../runner/terminal/table';
import type { Catalogue } from '../catalogue/model';
import { search } from '../catalogue/search';
import { foundLines, overviewLines } from '../catalogue/terminal';
import { withNewScenario } from '../new/new-scenario';
import { keepDocuments } from './kept-documents';
import { LiveWorld, type Said, type WorldIdentity } from './live-world';
import { LOOKS } from './looks';
import { savedSteps, type SaidStep } from './saved-steps';

/** What a session stands on. */
export interface SessionGround {
  readonly root: string;
  readonly library: ISupportCodeLibrary;
  readonly knowledge: StepKnowledge;
  readonly parameters: MigrationParameters;
  readonly identity: WorldIdentity;
  /** Every step that a feature has. */
  readonly known: readonly string[];
  /** What can be said, read when it is first asked for. */
  readonly catalogue: () => Promise<Catalogue>;
}

/** Sentences that are offered at once. */
const OFFERED = 40;

/** What a person says at the console, and what comes of it. */
export class Session {
  #said: SaidStep[] = [];

  private constructor(
    private readonly ground: SessionGround,
    private live: LiveWorld,
  ) {}

  static async open(ground: SessionGround): Promise<Session> {
    return new Session(ground, await openWorld(ground));
  }

  /** Steps that were carried out, as they stand in a scenario. */
  get steps(): readonly string[] {
    return this.#said.map(({ step }) => step);
  }

  /**
   * Takes a line: a step, or a colon and a command.
   * @returns what to print; undefined where the session ends
   */
  async take(line: string): Promise<readonly string[] | undefined> {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return [];
    if (!text.startsWith(':')) return this.#step(text);
    const [, name = '', rest = ''] = /^:(\S*)\s*(.*)$/.exec(text) ?? [];
    if (name === 'quit') return undefined;
    try {
      return await this.#command(name, rest);
    } catch (error) {
      return [sentenceOf(error)];
    }
  }

  /** Steps and commands that go on from what was typed, for the key that completes. */
  completions(typed: string): string[] {
    const commands = [...Object.keys(LOOKS), ...Object.keys(OWN)].map((name) => `:${name}`);
    if (typed.startsWith(':')) return commands.filter((command) => command.startsWith(typed));
    const keyword = /^(?:Given|When|Then|And|But)\s+/i.exec(typed)?.[0] ?? '';
    const begun = typed.slice(keyword.length).toLowerCase();
    const found = this.ground.known.filter((step) => step.toLowerCase().startsWith(begun));
    return found.slice(0, OFFERED).map((step) => `${keyword}${step}`);
  }

  async #step(text: string): Promise<string[]> {
    if (text in LOOKS || text in OWN) return [`Commands begin with a colon: :${text}`];
    const said = await this.live.say(text);
    if (said.outcome !== 'not understood') this.#said.push({ step: said.step, isDone: said.outcome === 'done' });
    return [`${MARKS[said.outcome]}  ${said.step}`, ...said.lines.map((line) => `  ${line}`)];
  }

  async #command(name: string, rest: string): Promise<string[]> {
    const look = LOOKS[name];
    if (look !== undefined) {
      if (rest !== '' && look.isChosen !== true) return [`:${name} shows everything: say it without "${rest}".`];
      return look.look(this.live.world, rest);
    }
    switch (name) {
      case 'help':
        return helpLines();
      case 'history':
        return this.#said.length === 0 ? ['Nothing has been said yet.'] : [...this.steps];
      case 'steps':
        return stepsAbout(rest, await this.ground.catalogue());
      case 'new':
        return this.#again([]);
      case 'undo':
        return this.#again(this.steps.slice(0, -1));
      case 'keep':
        return this.#keep(rest);
      case 'save':
        return this.#save(rest);
      default: {
        const names = [...Object.keys(LOOKS), ...Object.keys(OWN)];
        const near = nearest(name, names)
          .filter((one) => one !== 'help')
          .map((one) => `:${one}`);
        return [`There is no :${name}; try ${near.join(', ')}, or :help.`];
      }
    }
  }

  /** A fresh world, in which these steps are said. */
  async #again(steps: readonly string[]): Promise<string[]> {
    this.live = await openWorld(this.ground);
    this.#said = [];
    for (const step of steps) await this.#step(step);
    return ['A fresh world.', ...(steps.length === 0 ? [] : ['Said again:', ...steps.map((step) => `  ${step}`)])];
  }

  /** Writes what was exchanged as files. */
  #keep(folder: string): string[] {
    if (folder === '') throw new RunError('Say the folder: :keep samples');
    const count = keepDocuments(this.live.exchanged, folder);
    return [`${String(count)} documents lie in ${folder}.`];
  }

  /** Writes what was said as a scenario: `ST-B4 whitelist The title`. */
  #save(words: string): string[] {
    const [, requirement, area, title, rule] = /^(\S+)\s+(\S+)\s+"?(.+?)"?(?:\s+\|\s+"?(.+?)"?)?$/.exec(words) ?? [];
    if (requirement === undefined || area === undefined || title === undefined) {
      throw new RunError(
        'Say the requirement, a part of the path of a feature, and the title: :save ST-B4 whitelist The hub is not on it; after | words of a rule',
      );
    }
    if (this.#said.length === 0) throw new RunError('Nothing has been said yet that could be saved.');
    const steps = savedSteps(this.#said);
    const { phase } = this.ground.parameters;
    const tags = phase === 'Active' ? [] : [`@phase:${phase}`];
    const wish = {
      requirement,
      area,
      kind: 'accepted',
      title,
      steps,
      tags,
      ...(rule === undefined ? {} : { rule }),
    } as const;
    const { file, text, id, line } = withNewScenario(this.ground.root, wish);
    writeFileSync(file, text);
    const failed = this.#said.filter(({ isDone }) => !isDone).length;
    const left =
      failed === 0 ? [] : [`What failed was left out (${String(failed)}): say in its Then what ought to come.`];
    return [`${id} stands in ${file}:${line}.`, ...left, `Look it over: npm run check. Try it: npm run admit -- ${id}`];
  }
}

const MARKS: Readonly<Record<Said['outcome'], string>> = {
  done: 'done  ',
  failed: 'FAILED',
  'not understood': '?     ',
};

/** What a session answers beside its looks. */
const OWN: Readonly<Record<string, string>> = {
  help: 'shows this',
  history: 'the steps that were said',
  steps: 'WORDS: what can be said about something, as npm run steps has it',
  keep: 'FOLDER: writes the files, requests and answers that were exchanged, as they were',
  undo: 'a fresh world, in which all but the last step are said again',
  new: 'a fresh world',
  save: 'REQUIREMENT AREA TITLE | RULE: writes the steps as a scenario; | and words of its rule where the title does not tell it',
  quit: 'ends, and stops the system',
};

/** What can be said at the console. */
export function helpLines(): string[] {
  const looks = Object.entries(LOOKS).map(([name, { help }]) => [name, help] as const);
  const rows = [...looks, ...Object.entries(OWN)].map(([name, help]) => `  ${`:${name}`.padEnd(11)} ${help}`);
  return ['A step, such as "Given a migrated installation"; the Tab key completes it. Or:', ...rows];
}

/** What can be said about some words, or what there is to speak of. */
function stepsAbout(words: string, catalogue: Catalogue): string[] {
  if (words === '') return overviewLines(catalogue);
  return foundLines(search(catalogue, words.split(/\s+/)), catalogue, words, false).flatMap((one) => foldedLine(one));
}

async function openWorld({ library, knowledge, parameters, identity }: SessionGround): Promise<LiveWorld> {
  return LiveWorld.open(library, knowledge, parameters, identity);
}
