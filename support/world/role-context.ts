import type { EnvironmentDescription, Transport } from '../../environments/environment';
import type { EvidenceLog } from '../evidence/evidence-log';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm, examineByXmldsig } from '../interfaces/examination';
import { PARTY_NAMES } from '../evidence/party-names';
import { Pool } from '../pool/pool';
import {
  Client,
  OwnReceivers,
  PolledClock,
  servedBy,
  TestLab,
  UnusableEnvironmentError,
  type GrantedNeeds,
  type RoleContext,
} from '../roles';
import { describedEnvironment, dispatchOfThisProcess, officialSchemas } from './connection';
import { BATCH_STEP_TIMEOUT } from './timeouts';

/** What a scenario hands to its roles. */
interface Scenario {
  readonly evidence: EvidenceLog;
  readonly needs: GrantedNeeds;
}

/**
 * What the roles of one scenario share. In one process calls are handed over and signatures are checked by canonical form;
 * the second opinion, sockets and xmldsigjs, comes with second sets, with containers and wherever it is asked for.
 * @param scenario its id, for who looks who has taken an installation
 * @throws UnusableEnvironmentError when there is no environment, or not the transport that was asked for
 */
export async function roleContext(
  { evidence, needs }: Scenario,
  transport: Transport,
  scenario: string,
): Promise<RoleContext> {
  const environment = describedEnvironment();
  const inProcess = transport === 'in-process';
  const examine = inProcess ? examineByCanonicalForm : examineByXmldsig;
  const dispatch = inProcess ? { dispatch: dispatchOfThisProcess() } : {};
  const common = {
    environment,
    evidence,
    needs,
    documents: new Documents(examine, await officialSchemas()),
    ...dispatch,
  };
  if (environment.lab === undefined)
    return { ...common, ...(await servedFromOutside(environment, evidence, scenario)) };
  const lab = new TestLab(environment.lab, evidence, { timeout: BATCH_STEP_TIMEOUT, ...dispatch });
  return { ...common, ...servedBy(lab) };
}

/**
 * Time, receivers and installations where there is no lab.
 * @throws UnusableEnvironmentError where the description says nothing of one of them
 */
async function servedFromOutside(
  environment: EnvironmentDescription,
  evidence: EvidenceLog,
  scenario: string,
): Promise<Pick<RoleContext, 'clock' | 'receivers' | 'installations' | 'names'>> {
  const { clock, pool } = environment;
  if (clock === undefined || pool === undefined) {
    throw new UnusableEnvironmentError('The environment has no lab, and its description names no clock or no pool.');
  }
  const connection = { baseUrl: environment.services.mcc, actor: 'Tester', counterpart: PARTY_NAMES.mcc };
  const installations = new Pool(pool, scenario);
  const receivers = new OwnReceivers(environment, evidence, (body) => installations.isOfOthers(body));
  await receivers.begin();
  return {
    clock: new PolledClock(new Client(connection, evidence), clock),
    receivers,
    installations,
    names: installations,
  };
}
