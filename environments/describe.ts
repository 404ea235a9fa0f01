import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Credentials } from './dcc-like-system/src/lab/credentials';
import {
  CAPABILITIES,
  type Capability,
  type EnvironmentDescription,
  type EnvironmentName,
  type ServiceName,
} from './environment';

/** Folder of the published schemas and codes, which the system and the suite share by path. */
export const CONTRACTS_FOLDER = join(__dirname, 'contracts');

const SYSTEM_FOLDER = join(__dirname, 'dcc-like-system');
/** What runs: the system, and Migration DUST beside it. */
const SOURCE_FOLDERS = [join(SYSTEM_FOLDER, 'src'), join(__dirname, 'migration-dust')];

/** Where a system that was started can be reached. */
export interface Addresses {
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly lab: string;
}

/**
 * Identity of the system's build, the same in every environment: its version and a digest of all it is made of, Migration DUST included,
 * e.g. `0.1.0+sha256:4c1f...` (the first 16 digits).
 */
export function systemBuild(): string {
  const { version } = JSON.parse(readFileSync(join(SYSTEM_FOLDER, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const folder of [...SOURCE_FOLDERS, CONTRACTS_FOLDER]) {
    for (const file of filesBelow(folder)) hash.update(`${relative(__dirname, file)}\0`).update(readFileSync(file));
  }
  return `${version}+sha256:${hash.digest('hex').slice(0, 16)}`;
}

/** What an environment can do that a run starts by itself: out of a container the network reaches no process of this machine. */
export function startedCapabilities(name: EnvironmentName): readonly Capability[] {
  return name === 'containers' ? CAPABILITIES.filter((one) => one !== 'remote-laboratories') : CAPABILITIES;
}

/** What the suite is told of a simulated system, from the credentials it was started with. */
export function describeSimulated(
  name: EnvironmentName,
  credentials: Credentials,
  addresses: Addresses,
  versions: Readonly<Record<string, string>>,
): EnvironmentDescription {
  return {
    name,
    simulated: true,
    services: addresses.services,
    lab: { url: addresses.lab, token: credentials.labToken },
    capabilities: startedCapabilities(name),
    receivers: addresses.lab,
    organisations: credentials.organisations,
    partyTokens: credentials.partyTokens,
    certificates: Object.fromEntries(
      Object.entries(credentials.roles).map(([role, { certificate }]) => [role, certificate]),
    ),
    trustAnchor: credentials.trustAnchor,
    versions,
  };
}

/** What of the system is no rule of it: the lab, seeded defects, and what tests stand on. */
const NO_RULES = /[/\\](?:defects|lab|fixtures)[/\\]|[/\\]defects\.ts$/;

/** SHA-256 of the whole system with its published interfaces, and of its rules alone: without tests, defects and lab. */
export function systemDigests(): { readonly build: string; readonly rules: string } {
  const digestOf = (files: readonly string[]): string => {
    const hash = createHash('sha256');
    for (const file of files) hash.update(`${relative(__dirname, file)}\0`).update(readFileSync(file));
    return `sha256:${hash.digest('hex')}`;
  };
  const source = SOURCE_FOLDERS.flatMap(filesBelow);
  return {
    build: digestOf([...source, ...filesBelow(CONTRACTS_FOLDER)]),
    rules: digestOf(source.filter((file) => !NO_RULES.test(file))),
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
