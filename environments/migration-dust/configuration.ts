import { createHash, randomBytes } from 'node:crypto';
import type { DustDescription, EnvironmentDescription } from '../environment';
import type { DustConfig, Participant, RemoteLab } from './config';
import { PARTICIPANTS } from './participants';

/** Largest body: above the 10 MB of an authorisation, so that the rule of the Migration Control Centre is the one that speaks. */
const MAXIMUM_BODY = 16 * 1024 * 1024;

/** Laboratories outside the DCC that may connect devices. */
const REMOTE_LABS = ['mere-laboratory', 'tarn-laboratory'];

/** Where Migration DUST runs. */
export type DustPlace = Pick<DustConfig, 'listen' | 'address' | 'storePath' | 'contractsFolder'>;

/**
 * Everything Migration DUST is told at its start, with new credentials.
 * @param environment the test environment, with the addresses under which Migration DUST reaches its services; of the lab it is
 * told where users receive, and the digest of the token
 */
export function dustConfig(environment: EnvironmentDescription, place: DustPlace): DustConfig {
  const participants = PARTICIPANTS.map((one) => participantOf(one, environment));
  return {
    ...place,
    service: 'migration-dust',
    role: 'mcc',
    version: Object.values(environment.versions)[0] ?? '',
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
    maximumBody: MAXIMUM_BODY,
    participants,
    operatorToken: secret(),
    remoteLabs: REMOTE_LABS.map((name): RemoteLab => ({ name, token: secret() })),
    supplierTokens: Object.fromEntries(environment.organisations.map(({ eui, token }) => [eui, token])),
  };
}

/** What the suite is told of it. @param url under which this machine reaches it */
export function describeDust({ operatorToken, remoteLabs, participants }: DustConfig, url: string): DustDescription {
  return { url, operatorToken, remoteLabs, participants };
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
