import { findBrowser } from '../../support/browser/browser';
import type { MachineFacts } from '../../runner/execution/cycle-host';

/**
 * What this machine adds to an environment: the browser, where there is one.
 * @throws BrowserMissingError when `CHROMIUM_PATH` names something that cannot be started
 */
export function findMachineFacts(): MachineFacts {
  const browser = findBrowser();
  if (browser === undefined) return { capabilities: [], versions: {} };
  return { capabilities: ['browser'], versions: { browser: browser.path } };
}
