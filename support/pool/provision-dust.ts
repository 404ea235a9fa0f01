import type { EnvironmentDescription } from '../../environments/environment';
import { EvidenceLog } from '../evidence/evidence-log';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm } from '../interfaces/examination';
import { DustOperators, GrantedNeeds, RemoteLabDesk, resetDust, servedBy, TestLab, type DeviceSheet } from '../roles';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import { RunError } from '../scope/errors';
import { provisionPool } from './provision';

/** Prerequisites that are recorded of every participant; an adapter provider has been appointed beside them. */
const PREREQUISITES = ['party-status', 'certificates', 'connection'];

/** What Migration DUST is opened with. */
export interface DustWish {
  readonly dmc: DeviceModelCombination;
  /** Test installations of the DCC's laboratory. */
  readonly laboratory: number;
  /** Test installations of a remote laboratory. */
  readonly remote: number;
  /** From which identifiers derive. */
  readonly seed: string;
}

/**
 * Opens Migration DUST on an empty system: the solution is recorded as deployed in UIT, the prerequisites of every participant are
 * recorded, and test installations are in the pool; those of the remote laboratory once its process connects them, or at once where
 * the network does not reach it and the system simulates them. Other parties are registered for these than those in whose name participants
 * authorise: their registration data change that.
 * @returns what the process of the remote laboratory has to simulate
 * @throws RunError where the environment has no lab or no Migration DUST
 */
export async function openMigrationDust(environment: EnvironmentDescription, wish: DustWish): Promise<DeviceSheet[]> {
  const { migrationDust, lab } = environment;
  if (migrationDust === undefined || lab === undefined) throw new RunError('This environment has no Migration DUST.');
  const evidence = new EvidenceLog();
  const documents = new Documents(examineByCanonicalForm, { statement: 'not checked' });
  const needs = new GrantedNeeds();
  const context = { environment, evidence, documents, needs, ...servedBy(new TestLab(lab, evidence)) };
  const remote = new RemoteLabDesk(context);
  const isReached = environment.capabilities.includes('remote-laboratories');
  const usual = { dmc: wish.dmc.id, phase: 'Active' } as const;
  const otherwise = others(environment);
  const simulated = { ...otherwise, ...(isReached ? { laboratory: remote.account.name } : {}) };
  const wanted = [
    { ...usual, count: wish.laboratory, otherwise },
    { ...usual, count: wish.remote, otherwise: simulated },
  ];
  const pool = await provisionPool(environment, wanted, [wish.dmc], wish.seed);
  await resetDust(context, []);
  const operators = new DustOperators(context);
  await operators.recordDeployment('UIT');
  for (const { key, principal } of migrationDust.participants) {
    const needed = principal === undefined ? PREREQUISITES : [...PREREQUISITES, 'appointment'];
    for (const name of needed) await operators.recordPrerequisite(key, name);
  }
  for (const [index, { made }] of pool.entries()) {
    if (made.deviceSheet !== undefined) continue;
    const { status, text } =
      index < wish.laboratory
        ? await operators.addTestInstallation(made.importMPAN)
        : await remote.connect(made.importMPAN, true);
    if (status !== 200)
      throw new RunError(`Migration DUST does not take the test installation ${made.importMPAN}: ${text}`);
  }
  return pool.flatMap(({ made }) => made.deviceSheet ?? []);
}

/** Who is registered for the test installations at first. */
function others({ organisations }: EnvironmentDescription): Record<string, string> {
  const euiOf = (key: string): string => organisations.find((one) => one.key === key)?.eui ?? '';
  return {
    electricitySupplier: euiOf('gas-supplier'),
    electricityNetwork: euiOf('second-distributor'),
    gasSupplier: euiOf('export-supplier'),
    gasNetwork: euiOf('second-transporter'),
  };
}
