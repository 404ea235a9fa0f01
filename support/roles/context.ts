import {
  SERVICES,
  type Dispatch,
  type EnvironmentDescription,
  type Organisation,
  type ServiceName,
} from '../../environments/environment';
import type { EvidenceLog } from '../evidence/evidence-log';
import type { Documents } from '../interfaces/documents';
import { Client, UnusableEnvironmentError, type Connection } from './client';
import { health } from './published';
import type { GrantedNeeds } from './granted-needs';
import { LabClock } from './lab-clock';
import type { Clock, Installations, Names, Receivers } from './places';
import type { TestLab } from './test-lab';
import { PARTY_NAMES } from '../evidence/party-names';

/** What every role of a scenario shares. */
export interface RoleContext {
  readonly environment: EnvironmentDescription;
  readonly evidence: EvidenceLog;
  /** The documents that its roles read and check. */
  readonly documents: Documents;
  /** How services in the same process are reached; absent where calls take sockets. */
  readonly dispatch?: Dispatch;
  /** What the step that runs may use. */
  readonly needs: GrantedNeeds;
  readonly clock: Clock;
  readonly receivers: Receivers;
  readonly installations: Installations;
  readonly names: Names;
  /** Absent where the environment has none. */
  readonly lab?: TestLab;
}

/** Nobody else gives names on a system that the lab empties. */
const UNSHARED: Names = { take: () => true };

/** What a test lab does for the roles of a scenario: it moves time, keeps what users receive, and makes installations. */
export function servedBy(lab: TestLab): Pick<RoleContext, 'clock' | 'receivers' | 'installations' | 'names' | 'lab'> {
  return { clock: new LabClock(lab), receivers: lab, installations: lab, names: UNSHARED, lab };
}

/**
 * The test lab, for a step that says that it needs one.
 * @throws UndeclaredNeedError where the step does not say so
 * @throws UnusableEnvironmentError where the environment has none
 */
export function labOf(context: RoleContext): TestLab {
  context.needs.expect('lab');
  return labBehind(context);
}

/**
 * The test lab behind what a role does that needs none elsewhere, or that needs more than the lab.
 * @throws UnusableEnvironmentError where the environment has none
 */
export function labBehind({ lab, environment }: RoleContext): TestLab {
  if (lab !== undefined) return lab;
  throw new UnusableEnvironmentError(`The environment "${environment.name}" has no test lab.`);
}

/** Speaks with a service as a migration role, with the token that is lent for it. */
export function clientOfParty(context: RoleContext, role: ServiceName, at: ServiceName): Client {
  const token = context.environment.partyTokens[role];
  const connection = {
    baseUrl: context.environment.services[at],
    actor: role === at ? 'Tester' : PARTY_NAMES[role],
    counterpart: PARTY_NAMES[at],
    service: at,
    ...dispatchIn(context),
  };
  const credentials =
    token === undefined ? notHeld(`the ${PARTY_NAMES[role]}`) : { authorization: `Party ${role}:${token}` };
  return new Client({ ...connection, ...credentials }, context.evidence);
}

/** Of a connection that the tester cannot make. @param who whose credentials are not held */
export function notHeld(who: string): Pick<Connection, 'notRunHere'> {
  return { notRunHere: `The description of the environment has no credentials of ${who}.` };
}

/** Speaks with a service as an organisation. */
export function clientOfOrganisation(context: RoleContext, organisation: Organisation, at: ServiceName): Client {
  const baseUrl = context.environment.services[at];
  const connection = { baseUrl, actor: organisation.name, counterpart: PARTY_NAMES[at], service: at };
  const { isOthers, name, token } = organisation;
  const credentials = isOthers === true ? notHeld(name) : { authorization: `Bearer ${token}` };
  return new Client({ ...connection, ...dispatchIn(context), ...credentials }, context.evidence);
}

/** How services in the same process are reached, as a part of a connection. */
export function dispatchIn({ dispatch }: RoleContext): { readonly dispatch?: Dispatch } {
  return dispatch === undefined ? {} : { dispatch };
}

/** Something that a service could not deal with and has set aside. */
export interface SetAside {
  readonly party: ServiceName;
  readonly sentence: string;
}

/** What the services have set aside. */
export async function everythingSetAside(context: RoleContext): Promise<SetAside[]> {
  const found = await Promise.all(
    SERVICES.map(async (service) => {
      const { setAside } = await clientOfParty(context, service, service).ask(health, {
        method: 'GET',
        path: '/health',
      });
      return setAside.map(({ what, kind, party, reason }) => {
        const other = party === undefined ? '' : ` (${party})`;
        const sentence = `The ${PARTY_NAMES[service]} has set aside a ${what}, ${kind}${other}: ${reason}`;
        return { party: service, sentence };
      });
    }),
  );
  return found.flat();
}

/** Time of the system, as a service tells it. */
export async function timeAt(client: Client): Promise<Date> {
  return new Date((await client.ask(health, { method: 'GET', path: '/health' })).now);
}
