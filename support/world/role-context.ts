import type { Transport } from '../../environments/environment';
import type { EvidenceLog } from '../evidence/evidence-log';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm, examineByXmldsig } from '../interfaces/examination';
import { TestLab, type GrantedNeeds, type RoleContext } from '../roles';
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
 * @throws UnusableEnvironmentError when there is no environment, or not the transport that was asked for
 */
export async function roleContext({ evidence, needs }: Scenario, transport: Transport): Promise<RoleContext> {
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
  if (environment.lab === undefined) return common;
  return { ...common, lab: new TestLab(environment.lab, evidence, { timeout: BATCH_STEP_TIMEOUT, ...dispatch }) };
}
