import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Whatever a standby process has loaded or knows of. Features are read anew for each command. */
const LOADED = [
  'commands',
  'environments',
  'features/scope',
  'reports',
  'runner',
  'steps',
  'support',
  'tools',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
];

/** What runs leave in those folders. */
const OUTPUT = new Set(
  ['bench', 'guide', 'last-good', 'latest', 'runs', 'scope', 'steps.html'].map((name) => `reports/${name}`),
);
const OUTPUT_NAMES = /^(?:history\.|ledger\.ndjson)/;

/** The state of files, by their path: any write changes it, and so does putting an earlier file in place. */
export type Stamp = ReadonlyMap<string, string>;

/**
 * Stamps the files that a process loads.
 * @param root folder of the project
 */
export function stampOf(root: string): Stamp {
  const stamp = new Map<string, string>();
  const visit = (file: string): void => {
    const status = lstatSync(path.join(root, file), { bigint: true, throwIfNoEntry: false });
    if (status === undefined || OUTPUT.has(file)) return;
    if (status.isDirectory()) {
      for (const name of readdirSync(path.join(root, file))) visit(`${file}/${name}`);
      return;
    }
    const name = path.basename(file);
    if (name === 'node_modules' || name.endsWith('.test.ts') || OUTPUT_NAMES.test(name)) return;
    // The time of the last change of its entry cannot be set back, that of its content can.
    stamp.set(file, `${status.ino}:${status.size}:${status.ctimeNs}`);
  };
  for (const file of LOADED) visit(file);
  return stamp;
}

/** A file that one stamp has otherwise than another, or that one of them lacks; undefined where they are the same. */
export function changedSince(before: Stamp, now: Stamp): string | undefined {
  for (const [file, state] of now) if (before.get(file) !== state) return file;
  for (const file of before.keys()) if (!now.has(file)) return file;
  return undefined;
}

/** Variables whose value may change what a command does or says. */
const VARIABLES =
  /^(?:CI|DOCKER_HOST|LANG|LC_.*|NODE_.*|OFFICIAL_SCHEMAS|PATH|PLAYWRIGHT_.*|TESTCONTAINERS_.*|TMPDIR|TZ|MIGRATION_.*|SMETS1_.*|.*_proxy)$/i;

/** The variables that matter to a command, as one text. */
export function relevantVariables(environment: Readonly<Record<string, string | undefined>>): string {
  const names = Object.keys(environment).filter((name) => VARIABLES.test(name) && !/^no_proxy$/i.test(name));
  return names
    .sort()
    .map((name) => `${name}=${environment[name] ?? ''}`)
    .join('\n');
}
