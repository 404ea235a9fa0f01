/** Main module of a process that runs scenarios on an instrumented system, in the copy of the project that has it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEnvironment } from '../../environments';
import type { EnvironmentOptions } from '../../environments/environment';
import { runOrder, workerSetUp, type RunOrder } from '../../tools/detection/mutation/protocol';
import { machineCapabilities } from './machine';
import { runMutationWorker, type MutationChannel } from '../../tools/detection/mutation/worker';

/** The channel to the process that started this one; when that one ends, there are no more orders. */
function channelOfThisProcess(): MutationChannel {
  const orders: RunOrder[] = [];
  let wake = (): void => undefined;
  process.on('message', (message) => {
    orders.push(runOrder.parse(message));
    wake();
  });
  process.on('disconnect', () => wake());
  return {
    next: async () => {
      while (process.connected && orders.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return orders.shift();
    },
    send: (answer) => void process.send?.(answer),
  };
}

async function main(): Promise<void> {
  const setUp = workerSetUp.parse(JSON.parse(process.argv[2] ?? '{}'));
  const folder = mkdtempSync(path.join(tmpdir(), 'smets1-mutants-'));
  const channel = channelOfThisProcess();
  try {
    const host = {
      start: (options: EnvironmentOptions) => startEnvironment('embedded', options),
      capabilities: () => machineCapabilities(),
    };
    await runMutationWorker(setUp, channel, host, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

void main();
