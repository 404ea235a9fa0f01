/** Finds and starts the browser used for the portal and for printing documents. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import type * as Playwright from 'playwright';
import type { Browser, BrowserType } from 'playwright';

/** Playwright takes half a second to load, and most scenarios and commands need no browser. */
const load = createRequire(__filename);

function chromium(): BrowserType {
  return (load('playwright') as typeof Playwright).chromium;
}

/** A browser program found on this machine. */
export interface FoundBrowser {
  readonly path: string;
  /** Where it came from, for the record of the run. */
  readonly source: 'CHROMIUM_PATH' | 'playwright' | 'system';
}

/** What the search looks at; tests replace it. */
export interface BrowserSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path where Playwright would have put its own full Chromium. */
  readonly playwrightPath: string;
  readonly isExecutable: (path: string) => boolean;
}

/** Names of system browsers in order of preference: the headless shell starts about three times faster. */
const SYSTEM_NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
] as const;

/** Folders where programs lie that are not always on the PATH, for desktop installations. */
const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/** Milliseconds in which a browser has to say its version. */
const VERSION_WITHIN = 10_000;

/** The one sentence, with its command, for a machine without a browser. */
export const BROWSER_MISSING =
  'No Chromium browser was found; install one with ' +
  '"apt-get install -y --no-install-recommends chromium-headless-shell fonts-liberation" (Debian) or ' +
  '"npx playwright install --only-shell chromium", or set CHROMIUM_PATH to the one you have.';

/** Thrown when no usable browser is there; its message is one sentence for people. */
export class BrowserMissingError extends Error {
  override readonly name = 'BrowserMissingError';
}

/**
 * Looks for a browser: `CHROMIUM_PATH`, Playwright's own, then those of the system.
 *
 * @returns the first that can be executed, or undefined when there is none
 * @throws BrowserMissingError when `CHROMIUM_PATH` names something that cannot be executed: a wish is not ignored
 */
export function findBrowser(search: BrowserSearch = thisMachine()): FoundBrowser | undefined {
  const wished = search.environment.CHROMIUM_PATH;
  if (wished !== undefined && wished !== '') {
    if (!search.isExecutable(wished)) {
      throw new BrowserMissingError(
        `CHROMIUM_PATH names "${wished}", which is not a program that can be started; correct it or unset it.`,
      );
    }
    return { path: wished, source: 'CHROMIUM_PATH' };
  }
  const own = playwrightCandidates(search.playwrightPath).find((path) => search.isExecutable(path));
  if (own !== undefined) {
    return { path: own, source: 'playwright' };
  }
  const folders = (search.environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const system = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
    .concat(FIXED_PATHS)
    .find((path) => search.isExecutable(path));
  return system === undefined ? undefined : { path: system, source: 'system' };
}

/** What a browser says of its version, such as `Chromium 150.0.7871.100`; its path where it does not say. */
export function browserVersion({ path }: FoundBrowser): string {
  try {
    return (
      execFileSync(path, ['--version'], {
        encoding: 'utf8',
        timeout: VERSION_WITHIN,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || path
    );
  } catch {
    return path;
  }
}

/**
 * Starts the browser that `findBrowser` finds, headless, with no traffic of its own.
 *
 * @throws BrowserMissingError when there is none
 */
export async function launchBrowser(search: BrowserSearch = thisMachine()): Promise<Browser> {
  const found = findBrowser(search);
  if (found === undefined) {
    throw new BrowserMissingError(BROWSER_MISSING);
  }
  return chromium().launch({
    executablePath: found.path,
    headless: true,
    args: launchArguments(),
    // Playwright would end this process at a signal, before the system under test is stopped. The browser ends with us.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** The sandbox needs an ordinary user; as root Chromium refuses to start with it. */
function launchArguments(): string[] {
  const quiet = [
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
  ];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

/** Playwright can install the full browser, or its headless shell alone in a neighbouring folder. */
function playwrightCandidates(fullPath: string): string[] {
  const platformFolder = dirname(fullPath);
  const revisionFolder = dirname(platformFolder);
  const shell = join(
    revisionFolder.replace(/chromium-(\d+)$/, 'chromium_headless_shell-$1'),
    platformFolder.slice(revisionFolder.length + 1).replace(/^chrome-/, 'chrome-headless-shell-'),
    'chrome-headless-shell',
  );
  return [shell, fullPath];
}

function thisMachine(): BrowserSearch {
  return { environment: process.env, playwrightPath: chromium().executablePath(), isExecutable };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
