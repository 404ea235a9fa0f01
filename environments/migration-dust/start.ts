import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkTransport } from '../dcc-like-system/src/kernel/transport';
import type { DustDescription, EnvironmentDescription } from '../environment';
import type { DustConfig, Participant, RemoteLab } from './config';
import { DUST_DEFECTS } from './defects';
import { PARTICIPANTS } from './participants';
import { DustServer } from './server';

/** Largest body: above the 10 MB of an authorisation, so that the rule of the Migration Control Centre is the one that speaks. */
const MAXIMUM_BODY = 16 * 1024 * 1024;

/** Laboratories outside the DCC that may connect devices. */
const REMOTE_LABS = ['mere-laboratory'];

/** Migration DUST as it runs beside the services of a test environment. */
export interface RunningDust {
  readonly server: DustServer;
  readonly description: DustDescription;
  stop(): Promise<void>;
}

/** What Migration DUST is started with. */
export interface DustOptions {
  /** The test environment: of the lab it is told where users receive, and the digest of the token. */
  readonly environment: EnvironmentDescription;
  readonly contractsFolder: string;
  /** Folder of its store; created when missing. */
  readonly folder: string;
  readonly port?: number;
  /** Address under which the services reach it, where it is not the one on which it listens. */
  readonly address?: (port: number) => string;
}

/**
 * Starts Migration DUST, with new credentials.
 * @throws StoreFault when its store cannot be used
 */
export async function startMigrationDust(options: DustOptions): Promise<RunningDust> {
  const { environment, contractsFolder, folder, port = 0, address } = options;
  mkdirSync(folder, { recursive: true });
  let listening = '';
  const participants = PARTICIPANTS.map((one) => participantOf(one, environment));
  const config: DustConfig = {
    service: 'migration-dust',
    role: 'mcc',
    version: Object.values(environment.versions)[0] ?? '',
    listen: { host: address === undefined ? '127.0.0.1' : '0.0.0.0', port },
    peers: environment.services,
    receivers: environment.lab?.url ?? '',
    partyTokens: { mcc: environment.partyTokens.mcc ?? '' },
    ...(environment.lab && { labTokenDigest: createHash('sha256').update(environment.lab.token).digest('hex') }),
    privateKey: '',
    certificates: {},
    organisations: participants.map(({ key, name, eui, token, portal }) => ({
      ...{ key, name, eui, token, portal },
      roles: [],
      certificate: '',
    })),
    storePath: join(folder, 'migration-dust.sqlite'),
    contractsFolder,
    maximumBody: MAXIMUM_BODY,
    participants,
    operatorToken: secret(),
    remoteLabs: REMOTE_LABS.map((name): RemoteLab => ({ name, token: secret() })),
    supplierTokens: Object.fromEntries(environment.organisations.map(({ eui, token }) => [eui, token])),
    ownAddress: () => listening,
  };
  const server = new DustServer(config, networkTransport, DUST_DEFECTS);
  const url = await server.listen();
  listening = address?.(Number(new URL(url).port)) ?? url;
  const { operatorToken, remoteLabs } = config;
  return {
    server,
    description: { url, operatorToken, remoteLabs, participants },
    stop: () => server.close(),
  };
}

function participantOf(
  { key, kind, organisation, own, principal, suppliers }: (typeof PARTICIPANTS)[number],
  { organisations }: EnvironmentDescription,
): Participant {
  const named = (name: string | undefined): { readonly name: string; readonly eui: string } => {
    const found = organisations.find((one) => one.key === name);
    if (!found) throw new Error(`The test environment has no organisation "${name ?? ''}".`);
    return found;
  };
  const { name, eui } = own ?? named(organisation);
  return {
    ...{ key, kind, name, eui },
    token: secret(),
    portal: { user: key, password: secret() },
    suppliers: { electricity: named(suppliers.electricity).eui, gas: named(suppliers.gas).eui },
    ...(principal === undefined ? {} : { principal: named(principal).name }),
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
