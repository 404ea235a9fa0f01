import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import {
  CAPABILITIES,
  SERVICES,
  type Capability,
  type EnvironmentDescription,
  type Organisation,
  type UserRole,
} from '../environment';
import { EnvironmentError } from '../environment-error';

/** The variable that names the file with the description of the environment. */
export const REMOTE_DESCRIPTION = 'MIGRATION_REMOTE';

const USER_ROLES = ['IS', 'GS', 'RSA', 'ED', 'GT', 'ES', 'OU'] as const satisfies readonly UserRole[];
const text = z.string().min(1);

/** Where a secret or a certificate is to be found: a description holds none itself. */
const reference = z.union([z.strictObject({ variable: text }), z.strictObject({ file: text })]);
export type Reference = z.output<typeof reference>;

/** An organisation that somebody else plays: the tester knows it, and cannot act for it. */
const othersOrganisation = z.strictObject({ key: text, name: text, eui: text, roles: z.array(z.enum(USER_ROLES)) });

const ownOrganisation = z.strictObject({
  ...othersOrganisation.shape,
  token: reference,
  receiverToken: reference,
  portal: z.strictObject({ user: text, password: reference }),
  privateKey: reference,
  certificate: reference,
});

/** The file that describes an environment which others run. Paths are relative to it. */
const descriptionSchema = z.strictObject({
  simulated: z.boolean(),
  services: z.record(z.enum(SERVICES), z.url()),
  receivers: z.url(),
  /** Authorities that issued the TLS certificates of these addresses, where they are not publicly known. */
  tlsAuthorities: z.strictObject({ file: text }).exactOptional(),
  capabilities: z.array(z.enum(CAPABILITIES.filter((one) => one !== 'lab' && one !== 'response-times'))),
  clock: z.strictObject({
    speed: z.number().positive(),
    lookEvery: z.int().positive(),
    settle: z.int().positive(),
    patience: z.int().positive(),
  }),
  organisations: z.array(z.union([ownOrganisation, othersOrganisation])).min(1),
  /** Tokens of the migration roles that the tester holds. */
  partyTokens: z.partialRecord(z.enum(SERVICES), reference),
  certificates: z.record(z.string(), reference),
  trustAnchor: reference,
  versions: z.record(z.string(), z.string()),
  pool: text,
});
export type RemoteDescription = z.output<typeof descriptionSchema>;

/** A description with what follows from it, and the folder that its paths start from. */
export interface DescribedRemote extends Omit<RemoteDescription, 'capabilities'> {
  readonly capabilities: readonly Capability[];
  readonly folder: string;
}

/**
 * Reads the description that `MIGRATION_REMOTE` names; what it refers to is not looked up yet.
 * @throws EnvironmentError where there is none, or it is not of the published form
 */
export function readDescription(): DescribedRemote {
  const file = process.env[REMOTE_DESCRIPTION];
  if (file === undefined || file === '') {
    throw new EnvironmentError(
      `No remote environment is described: ${REMOTE_DESCRIPTION} must name the file that does.`,
    );
  }
  const read = descriptionSchema.safeParse(contentOf(file));
  if (read.success) {
    return { ...read.data, capabilities: capabilitiesIn(read.data), folder: dirname(resolve(file)) };
  }
  throw new EnvironmentError(`${file} describes no remote environment: ${z.prettifyError(read.error)}`);
}

/** Response times count by the wall clock: on one that is faster, the work of the system itself takes minutes. */
function capabilitiesIn({ capabilities, clock }: RemoteDescription): readonly Capability[] {
  return clock.speed === 1 ? [...capabilities, 'response-times'] : capabilities;
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`The description of the remote environment, ${file}, cannot be read: ${why}`);
  }
}

/** Looks up what a description refers to, and keeps what is missing, so that all of it is named at once. */
class LookUp {
  readonly missing: string[] = [];

  constructor(private readonly folder: string) {}

  valueOf(what: string, wanted: Reference): string {
    const value = 'variable' in wanted ? process.env[wanted.variable] : this.fileOf(wanted.file);
    if (value !== undefined && value.trim() !== '') return value.trim();
    this.missing.push(
      'variable' in wanted ? `${what} (the variable ${wanted.variable})` : `${what} (the file ${wanted.file})`,
    );
    return '';
  }

  private fileOf(file: string): string | undefined {
    try {
      return readFileSync(resolve(this.folder, file), 'utf8');
    } catch {
      return undefined;
    }
  }
}

/** What the suite is told of a remote environment, and what of it is missing, in a few words each. */
export interface ResolvedRemote {
  readonly description: EnvironmentDescription;
  /** PEM of the authorities of its TLS certificates. */
  readonly tlsAuthorities?: string;
  readonly missing: readonly string[];
  /** Whose part the tester cannot play, since the description has no credentials of it: scenarios that need it are not run there. */
  readonly notPlayed: readonly string[];
}

/** Looks up everything that a description refers to. */
export function resolveDescription(described: DescribedRemote): ResolvedRemote {
  const { folder, tlsAuthorities, partyTokens, certificates, trustAnchor, organisations, pool, ...plain } = described;
  const found = new LookUp(folder);
  const valuesOf = (what: string, all: Readonly<Partial<Record<string, Reference>>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, one]) =>
        one === undefined ? [] : [[name, found.valueOf(`the ${what} of the ${name}`, one)]],
      ),
    );
  const description: EnvironmentDescription = {
    ...plain,
    name: 'remote',
    organisations: organisations.map((one) => organisationOf(one, found)),
    partyTokens: valuesOf('token', partyTokens),
    certificates: valuesOf('certificate', certificates),
    trustAnchor: found.valueOf('the trust anchor', trustAnchor),
    pool: resolve(folder, pool),
  };
  const authorities =
    tlsAuthorities === undefined ? {} : { tlsAuthorities: found.valueOf('the authorities of TLS', tlsAuthorities) };
  return { description, ...authorities, missing: found.missing, notPlayed: notPlayedIn(description) };
}

function notPlayedIn({ organisations, partyTokens }: EnvironmentDescription): string[] {
  return [
    ...organisations.filter(({ isOthers }) => isOthers === true).map(({ name }) => name),
    ...SERVICES.filter((service) => partyTokens[service] === undefined).map((service) => `the ${service}`),
  ];
}

const NONE_HELD = { token: '', receiverToken: '', portal: { user: '', password: '' }, privateKey: '', certificate: '' };

function organisationOf(described: RemoteDescription['organisations'][number], found: LookUp): Organisation {
  if (!('token' in described)) return { ...described, ...NONE_HELD, isOthers: true };
  const { name, portal } = described;
  const valueOf = (what: string, wanted: Reference): string => found.valueOf(`the ${what} of ${name}`, wanted);
  return {
    ...described,
    token: valueOf('token', described.token),
    receiverToken: valueOf('token for the receiver', described.receiverToken),
    portal: { user: portal.user, password: valueOf('portal password', portal.password) },
    privateKey: valueOf('private key', described.privateKey),
    certificate: valueOf('certificate', described.certificate),
  };
}
