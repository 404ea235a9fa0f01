import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { engineStatus } from '../../environments/index';
import { BROWSER_MISSING, findBrowser } from '../../support/browser/browser';
import { findJava } from '../../reports/allure/java';
import { startEngine } from './start-engine';

const run = promisify(execFile);

/** What looking for a program came to. */
export type ProgramStatus =
  | { readonly state: 'present' }
  /** Not there: installing or starting it helps. */
  | { readonly state: 'missing'; readonly sentence: string }
  /** There, but not usable: somebody has to decide. */
  | { readonly state: 'unusable'; readonly sentence: string };

/** A program that npm does not bring. */
export interface Program {
  readonly look: () => Promise<ProgramStatus>;
  /** Whether its packages are there, so that at most its start is wanting. */
  readonly installed: () => boolean;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  /** Starts it, for a program that has to run. */
  readonly start?: (progress: (line: string) => void) => Promise<void>;
}

/** The machine as the prerequisites see it; replaced in tests. */
export interface Machine {
  /** True on Debian as root. */
  readonly installsWithoutAsking: boolean;
  readonly programs: Readonly<Record<PrerequisiteKind, Program>>;
  readonly install: (packages: readonly string[]) => Promise<void>;
}

async function lookForBrowser(): Promise<ProgramStatus> {
  try {
    return findBrowser() === undefined ? { state: 'missing', sentence: BROWSER_MISSING } : { state: 'present' };
  } catch (error) {
    // A browser that was wished for by name and is not there: nothing else is put in its place.
    return { state: 'unusable', sentence: error instanceof Error ? error.message : String(error) };
  }
}

async function lookForEngine(): Promise<ProgramStatus> {
  const status = await engineStatus();
  if (status.state === 'ready') return { state: 'present' };
  return { state: status.state === 'absent' ? 'missing' : 'unusable', sentence: status.sentence };
}

/** The guide to Migration DUST makes archives with it, as a participant does; npm brings none that encrypts as AES-256. */
function lookForArchiver(): Promise<ProgramStatus> {
  const sentence =
    'The archiver 7zz, with which the commands of docs/dust.md are tried, is not there: apt-get install 7zip.';
  return Promise.resolve(onPath('7zz') ? { state: 'present' } : { state: 'missing', sentence });
}

function onPath(program: string): boolean {
  return `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Installs packages; on a bare machine the package lists may be missing or old, so a first failure renews them. */
async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (): Promise<unknown> =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, maxBuffer: 64 * 1024 * 1024 });
  try {
    await install();
  } catch {
    try {
      await run('apt-get', ['update'], { env });
      await install();
    } catch (error) {
      throw new Error(lastLine(error), { cause: error });
    }
  }
}

/** What a failed program said last; the rest is of no use in a sentence. */
function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return said.trim().split('\n').at(-1) ?? '';
}

/** The machine that this process runs on. */
export const thisMachine: Machine = {
  installsWithoutAsking: process.getuid?.() === 0 && isDebian() && onPath('apt-get'),
  install: aptInstall,
  programs: {
    browser: {
      look: lookForBrowser,
      installed: () => false,
      packages: ['chromium-headless-shell', 'fonts-liberation'],
    },
    java: { look: findJava, installed: () => false, packages: ['default-jre-headless'] },
    archiver: { look: lookForArchiver, installed: () => false, packages: ['7zip'] },
    'container-engine': {
      look: lookForEngine,
      installed: () => onPath('dockerd'),
      packages: ['docker.io', 'iptables'],
      start: startEngine,
    },
  },
};

/** Programs that npm does not bring. */
export type PrerequisiteKind = 'browser' | 'java' | 'container-engine' | 'archiver';
