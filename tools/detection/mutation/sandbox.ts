import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
const LEFT_OUT = /^reports[\\/](?:runs|bench|guide|last-good|latest|scope|history|ledger)|\.test\.ts$/;

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
      // A link would lead whoever writes into the copy to the original.
      dereference: true,
      filter: (from) => !LEFT_OUT.test(path.relative(root, from)),
    });
  }
  for (const { file, text } of files) writeFileSync(path.join(sandbox, file), text);
  mkdirSync(path.join(sandbox, KEPT), { recursive: true });
  return sandbox;
}
