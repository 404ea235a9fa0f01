import axios from 'axios';
import type { RunResult } from '../../reports/record/result-model';
import { newsOf, notificationFor } from '../../reports/summary/job-summary';
import type { CommandLine, CommandOption } from '../../runner/terminal/command-line';
import { RunError } from '../../support/scope/errors';

/** Names the receiver; its address is a secret, so that it stands in the process environment alone. */
const ADDRESS = 'NOTIFY_URL';

/** The option `--notify`. */
export const NOTIFY_OPTION: CommandOption = {
  help: `tell the webhook in ${ADDRESS} when something is worse, better or silently changed (JSON for Slack and Teams)`,
};

/** Longer nobody waits for a receiver. */
const PATIENCE = 10_000;

/**
 * The receiver of notifications, where they are asked for.
 * @throws RunError where there is no address, or none that can be used
 */
export function receiverOf(line: CommandLine): URL | undefined {
  if (!line.isOn('notify')) return undefined;
  const address = process.env[ADDRESS];
  if (address === undefined || address === '') {
    throw new RunError(`--notify needs the address of the webhook in the variable ${ADDRESS}.`);
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' || url?.hostname === '127.0.0.1') return url;
  throw new RunError(`${ADDRESS} holds no https address.`);
}

/**
 * Tells the receiver what is new about a run; nothing where nothing has changed.
 * @returns what came of it, a sentence that does not hold the address; undefined where nobody was asked to be told
 */
export async function notify(run: RunResult, receiver: URL | undefined): Promise<string | undefined> {
  if (receiver === undefined) return undefined;
  if (!newsOf(run).changed) return 'Nobody was notified: nothing has changed.';
  try {
    await axios.post(receiver.href, notificationFor(run, receiver.hostname), { timeout: PATIENCE, maxRedirects: 0 });
    return `${receiver.hostname} was notified.`;
  } catch (error) {
    const status = axios.isAxiosError(error) ? (error.response?.status ?? error.code) : undefined;
    return `${receiver.hostname} could not be notified (${status ?? 'unknown fault'}); the run is as good without it.`;
  }
}
