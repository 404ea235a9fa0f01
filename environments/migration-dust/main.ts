import { readFileSync } from 'node:fs';
import type { DustConfig } from './config';
import { startMigrationDust } from './start';

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Migration DUST as a process of its own. `main <configuration file>`. */
async function main(): Promise<void> {
  const file = process.argv[2];
  if (file === undefined) throw new Error('Name the configuration file of Migration DUST.');
  const config = JSON.parse(readFileSync(file, 'utf8')) as DustConfig;
  const { server, url } = await startMigrationDust(config, log);
  log(`Migration DUST is listening at ${url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
