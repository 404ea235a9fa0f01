import { describe, expect, it } from 'vitest';
import {
  BROWSER_MISSING,
  BrowserMissingError,
  browserVersion,
  findBrowser,
  launchBrowser,
  type BrowserSearch,
} from './browser';

const own = '/cache/chromium-1255/chrome-linux64/chrome';
const ownShell = '/cache/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell';

function machine(programs: readonly string[], environment: Record<string, string> = {}): BrowserSearch {
  return {
    environment: { PATH: '/usr/local/bin:/usr/bin', ...environment },
    playwrightPath: own,
    isExecutable: (path) => programs.includes(path),
  };
}

describe('findBrowser', () => {
  it('takes CHROMIUM_PATH before anything else', () => {
    const search = machine(['/opt/chrome', own, '/usr/bin/chromium'], { CHROMIUM_PATH: '/opt/chrome' });
    expect(findBrowser(search)).toEqual({ path: '/opt/chrome', source: 'CHROMIUM_PATH' });
  });

  it('does not silently ignore a CHROMIUM_PATH that cannot be started', () => {
    const search = machine(['/usr/bin/chromium'], { CHROMIUM_PATH: '/opt/gone' });
    expect(() => findBrowser(search)).toThrow(BrowserMissingError);
    expect(() => findBrowser(search)).toThrow('CHROMIUM_PATH names "/opt/gone"');
  });

  it("prefers Playwright's headless shell, then its full browser, then the system's", () => {
    expect(findBrowser(machine([ownShell, own, '/usr/bin/chromium']))?.path).toBe(ownShell);
    expect(findBrowser(machine([own, '/usr/bin/chromium']))).toEqual({ path: own, source: 'playwright' });
    expect(findBrowser(machine(['/usr/bin/chromium', '/usr/bin/chromium-headless-shell']))).toEqual({
      path: '/usr/bin/chromium-headless-shell',
      source: 'system',
    });
    expect(findBrowser(machine(['/usr/bin/google-chrome']))?.path).toBe('/usr/bin/google-chrome');
  });

  it('answers undefined where there is none, and launching then says how to install one', async () => {
    const none = machine([]);
    expect(findBrowser(none)).toBeUndefined();
    await expect(launchBrowser(none)).rejects.toThrow(BROWSER_MISSING);
  });
});

describe('launchBrowser', () => {
  it('leaves the signals to the run, which has more to stop than the browser', async () => {
    const ears = (): number[] => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
    const before = ears();
    const browser = await launchBrowser();
    const during = ears();
    await browser.close();
    expect(during).toEqual(before);
  });
});

describe('browserVersion', () => {
  it('is what the program says, or its path where it says nothing', () => {
    expect(browserVersion({ path: process.execPath, source: 'system' })).toBe(process.version);
    expect(browserVersion({ path: '/opt/gone', source: 'system' })).toBe('/opt/gone');
    expect(browserVersion({ path: '/bin/true', source: 'system' })).not.toBe('');
  });
});
