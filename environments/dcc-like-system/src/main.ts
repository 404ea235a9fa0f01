import { readFileSync } from 'node:fs';
import { createLab } from './lab';
import type { LabConfig } from './lab/lab';
import type { ServiceConfig } from './kernel/config';
import { ServiceServer } from './kernel/server';
import { networkTransport } from './kernel/transport';
import { DEFINITIONS } from './services';
import { defectsOf } from './services/defects';

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts one process of the system: a service, or the lab bench. `main <configuration file>`. */
async function main(): Promise<void> {
  const file = process.argv[2];
  if (file === undefined) throw new Error('Name the configuration file of the service to start.');
  const config = JSON.parse(readFileSync(file, 'utf8')) as ServiceConfig | LabConfig;
  const running =
    'service' in config
      ? new ServiceServer(DEFINITIONS[config.service], config, networkTransport, defectsOf(config.service), { log })
      : createLab(config, networkTransport, { log });
  await running.listen();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void running.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
