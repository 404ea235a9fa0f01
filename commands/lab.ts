import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseEnvironment, startEnvironment } from '../environments';
import type { EnvironmentDescription } from '../environments/environment';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { tableLines } from '../runner/terminal/console';
import { withEnvironment } from '../runner/execution/environment-session';
import { InterruptedError } from '../support/scope/errors';
import { DEFAULT_SEED, SEED_OPTION } from './shared/texts';

const lab: Command = {
  name: 'lab',
  summary: 'Keeps a system running to play with, until Ctrl-C.',
  options: {
    environment: { value: 'NAME', help: 'embedded or containers (default: embedded)' },
    seed: SEED_OPTION,
  },
  notes: ['Users, passwords and tokens go to a file that only you can read; it is gone with the system.'],
  async run(line) {
    const { name } = await chooseEnvironment(line.option('environment') ?? 'embedded');
    say(`Environment: ${name}.`);
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const secrets = mkdtempSync(path.join(tmpdir(), 'smets1-lab-'));
    try {
      await withEnvironment(
        (options) => startEnvironment(name, options),
        seed,
        say,
        async ({ description }) => {
          const file = path.join(secrets, 'users.json');
          writeFileSync(file, secretsOf(description), { mode: 0o600 });
          for (const text of welcome(description, file)) say(text);
          return new Promise<never>(() => undefined);
        },
      );
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      say('The system has been stopped.');
    } finally {
      rmSync(secrets, { recursive: true, force: true });
    }
    return 0;
  },
};

function secretsOf({ organisations, partyTokens, lab: bench }: EnvironmentDescription): string {
  const users = organisations.map(({ key, name, eui, roles, portal, token }) => ({
    key,
    name,
    eui,
    roles,
    portal,
    token,
  }));
  return `${JSON.stringify({ users, partyTokens, labToken: bench?.token }, null, 2)}\n`;
}

function welcome({ services, lab: bench, organisations }: EnvironmentDescription, file: string): string[] {
  const users = organisations.map(({ key, name, roles }) => [key, name, roles.join(', ')]);
  return [
    '',
    `Portal: ${services.mcc}/portal/`,
    `Users, passwords and tokens: ${file}`,
    '',
    ...tableLines([['User', 'name', 'roles'], ...users]),
    '',
    ...tableLines([['Service', 'address'], ...Object.entries(services), ['(lab)', bench?.url ?? 'none']]),
    '',
    'The interfaces are described in environments/contracts. Ctrl-C stops the system.',
  ];
}

void runCommand(lab);
