import type { Need } from '../../support/scope/needs';
import { browserVersion, findBrowser } from '../../support/browser/browser';
import type { MachineFacts } from '../../runner/execution/cycle-host';

/**
 * What this machine adds to an environment: the browser, where there is one.
 * @throws BrowserMissingError when `CHROMIUM_PATH` names something that cannot be started
 */
export function machineCapabilities(): readonly Need[] {
  return findBrowser() === undefined ? [] : ['browser'];
}

/**
 * The same for the record of a run, with the version of the browser.
 * @throws BrowserMissingError when `CHROMIUM_PATH` names something that cannot be started
 */
export function findMachineFacts(): MachineFacts {
  const browser = findBrowser();
  return {
    capabilities: machineCapabilities(),
    versions: browser === undefined ? {} : { browser: browserVersion(browser) },
  };
}
