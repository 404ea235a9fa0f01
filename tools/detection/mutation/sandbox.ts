import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Instrumented } from './instrument';

/** Where the copy of the project with the mutants in it lies, inside the project: packages are found from there. */
const SANDBOX = '.cache/mutants/project';

/** What a run of scenarios needs of the project. */
const COPIED = [
  'commands',
  'environments',
  'features',
  'reports',
  'runner',
  'steps',
  'support',
  'tools',
  'package.json',
  'tsconfig.json',
];

/** What runs leave behind, and tests. */
const LEFT_OUT = /^reports[\\/](?:runs|bench|latest|scope|history|ledger)|\.test\.ts$/;

/** What ts-node keeps of unchanged files. */
const KEPT = '.cache';

/**
 * Makes a copy of the project in which the system is instrumented. The original is never changed.
 * @param root folder of the project
 * @returns folder of the copy
 */
export function makeSandbox(root: string, { files }: Instrumented): string {
  const sandbox = path.resolve(root, SANDBOX);
  for (const entry of COPIED) {
    const source = path.join(root, entry);
    const target = path.join(sandbox, entry);
    rmSync(target, { recursive: true, force: true });
    cpSync(source, target, {
      recursive: true,
      filter: (from) => !LEFT_OUT.test(path.relative(root, from)),
    });
  }
  for (const { file, text } of files) writeFileSync(path.join(sandbox, file), text);
  mkdirSync(path.join(sandbox, KEPT), { recursive: true });
  return sandbox;
}

/** What is kept of scenarios beside the copy, a line for each, so that adding one costs the same however many there are. */
export class KeptByScenario<T> {
  private readonly file: string;
  private isOpen = false;

  /** @param state digest of all that depends on it: what was kept of another state is forgotten */
  constructor(
    root: string,
    name: string,
    private readonly state: string,
  ) {
    this.file = path.resolve(root, SANDBOX, '..', `${name}.ndjson`);
  }

  /** What was kept, by the id of the scenario. */
  read(): Record<string, T> {
    const [state, ...lines] = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n') : [];
    if (state !== this.state) return {};
    // A line that was cut short has no end.
    return Object.fromEntries(lines.slice(0, -1).map((line) => JSON.parse(line) as [string, T]));
  }

  add(id: string, value: T): void {
    mkdirSync(path.dirname(this.file), { recursive: true });
    if (!this.isOpen) {
      if (Object.keys(this.read()).length === 0) writeFileSync(this.file, `${this.state}\n`);
      this.isOpen = true;
    }
    appendFileSync(this.file, `${JSON.stringify([id, value])}\n`);
  }
}
