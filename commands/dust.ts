import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseEnvironment, startEnvironment } from '../environments';
import type { DustDescription, EnvironmentDescription } from '../environments/environment';
import { withEnvironment } from '../runner/execution/environment-session';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { tableLines } from '../runner/terminal/table';
import { openMigrationDust } from '../support/pool/provision-dust';
import type { DeviceSheet } from '../support/roles';
import { LabHandover } from '../support/roles/lab-handover';
import { findDmc } from '../support/scope/dmc-catalogue';
import { InterruptedError, RunError, sentenceOf } from '../support/scope/errors';
import { loadScope } from '../support/scope/scope';
import { DEFAULT_SEED, SEED_OPTION } from './shared/texts';
import { stayOpen } from './shared/stay-open';

/** Test installations of the DCC's laboratory and of a remote one. */
const POOL = { laboratory: 6, remote: 2 };

/** The example of a remote laboratory's process. */
const LABORATORY = 'tools/remote-laboratory/laboratory.mjs';

const FASTEST = 3_600;

const dust: Command = {
  name: 'dust',
  summary: 'Keeps Migration DUST open on its own clock, with test installations to book, until Ctrl-C.',
  options: {
    environment: { value: 'NAME', help: 'embedded or containers (default: embedded)' },
    dmc: { value: 'ID', help: 'Device Model Combination of the test installations (default: IOC-01)' },
    speed: {
      value: 'FACTOR',
      help: `how many times as fast as the wall clock time runs, 1 to ${FASTEST} (default: 60)`,
    },
    folder: {
      value: 'DIR',
      help: 'where to put what participants sign in with; it must not be there (default: a temporary one)',
    },
    seed: SEED_OPTION,
  },
  notes: [
    'What participants sign in with, and the test certificates, go to a folder that only you can read; it is gone with the system.',
    'The files, calls, codes and limits stand in environments/contracts/migration-dust.md, how to begin in docs/dust.md.',
  ],
  async run(line) {
    const { name } = await chooseEnvironment(line.option('environment') ?? 'embedded');
    const speed = Number(line.option('speed') ?? '60');
    if (!Number.isInteger(speed) || speed < 1 || speed > FASTEST) throw new RunError(`--speed is 1 to ${FASTEST}.`);
    const dmc = findDmc(loadScope('.').catalogue, line.option('dmc') ?? 'IOC-01');
    say(`Environment: ${name}.`);
    const folder = credentialsFolder(line.option('folder'));
    const seed = line.option('seed') ?? DEFAULT_SEED;
    try {
      await withEnvironment(
        (options) => startEnvironment(name, options),
        seed,
        say,
        async ({ description }) => {
          const { migrationDust, lab } = description;
          if (migrationDust === undefined || lab === undefined)
            throw new RunError(`The environment ${name} has no Migration DUST.`);
          const sheets = await openMigrationDust(description, { dmc, ...POOL, seed });
          await new LabHandover(lab).runClock(speed);
          keepCredentials(folder, description, migrationDust, dmc.smso);
          const laboratory = keepLaboratory(folder, migrationDust, sheets);
          for (const text of welcome(folder, migrationDust, speed)) say(text);
          for (const text of laboratory) say(text);
          say('Ctrl-C closes it.');
          return stayOpen();
        },
      );
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    say('Migration DUST has been closed.');
    return 0;
  },
};

/** @throws RunError where it is there already, or cannot be made */
function credentialsFolder(wanted: string | undefined): string {
  if (wanted === undefined) return mkdtempSync(path.join(tmpdir(), 'smets1-dust-'));
  try {
    mkdirSync(wanted, { mode: 0o700 });
    return path.resolve(wanted);
  } catch (error) {
    throw new RunError(`The folder ${wanted} cannot be made (${sentenceOf(error)}): name one that is not there yet.`);
  }
}

/**
 * Writes what each participant signs in with and authorises as, what remote laboratories show, and the test certificates. The folder
 * is its owner's alone.
 */
function keepCredentials(
  folder: string,
  environment: EnvironmentDescription,
  own: DustDescription,
  smso: string,
): void {
  const { certificates, trustAnchor } = environment;
  const write = (file: string, text: string): void =>
    writeFileSync(path.join(folder, file), `${text}\n`, { mode: 0o600 });
  const networks = networkOperators(own);
  for (const { key, token, portal, ...rest } of own.participants) {
    write(`${key}.json`, JSON.stringify({ ...rest, url: own.url, token, portal }, null, 2));
    write(`${key}.header`, `Authorization: Bearer ${token}`);
    const { electricity, gas } = rest.suppliers;
    const variables = { DUST_URL: own.url, SMSO: smso, EUI: electricity, GAS_EUI: gas, ...networks };
    write(`${key}.env`, lines(variables));
  }
  for (const { name, token } of own.remoteLabs) write(`${name}.header`, `Authorization: Bearer ${token}`);
  const place = path.join(folder, 'certificates');
  mkdirSync(place);
  for (const [role, certificate] of Object.entries({ ...certificates, 'trust-anchor': trustAnchor })) {
    writeFileSync(path.join(place, `${role}.pem`), certificate);
  }
}

/**
 * Writes what the process of the remote laboratory is told: what it has to simulate, and how it shows Migration DUST who it is.
 * @param sheets none where the system simulates the devices
 * @returns what a reader is told of it
 */
function keepLaboratory(
  folder: string,
  { url, remoteLabs }: DustDescription,
  sheets: readonly DeviceSheet[],
): string[] {
  const [laboratory] = remoteLabs;
  if (laboratory === undefined) return [];
  const { name, token } = laboratory;
  if (sheets.length === 0) return [`${POOL.remote} of ${name} can be booked; the system simulates them.`];
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ url, token, installations: sheets }, null, 2)}\n`, { mode: 0o600 });
  return [`${POOL.remote} of ${name} can be booked once it simulates them: node ${LABORATORY} ${file}`];
}

function lines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

/** The network operators that registration data may name. */
function networkOperators({ participants }: DustDescription): Readonly<Record<string, string>> {
  const euiOf = (kind: string): string => participants.find((one) => one.kind === kind)?.eui ?? '';
  return { DNO_EUI: euiOf('Distribution Network Operator'), GT_EUI: euiOf('Gas Transporter') };
}

function welcome(folder: string, { url, participants }: DustDescription, speed: number): string[] {
  const rows = participants.map(({ key, name, kind, eui }) => [key, name, kind, eui]);
  return [
    '',
    `Migration DUST: ${url}`,
    `Portal: ${url}/portal/`,
    '',
    ...tableLines([['Participant', 'name', 'kind', 'EUI'], ...rows]),
    '',
    `Users, passwords and tokens: ${folder}/<participant>.json; identifiers: <participant>.env`,
    `Test certificates: ${folder}/certificates`,
    `${POOL.laboratory} test installations of the DCC's laboratory can be booked.`,
    `Time runs ${speed} times as fast as the wall clock.`,
    '',
    `What there is: curl --header @${folder}/${participants[0]?.key ?? ''}.header ${url}/summary`,
  ];
}

void runCommand(dust);
