import { area } from '../dcc-like-system/src/kernel/rules';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import { isRecorded, prerequisitesOf, type PrerequisiteName } from './eligibility';
import { isMigrated, keepMigrated, ownInstallations } from './pool';
import { DEPLOYMENTS, PREREQUISITES, type Deployment, type DeviceSource } from './records';
import { alertsFor } from './alerts';
import { authorisationViews } from './authorisations';
import { outcomesFor } from './outcomes';

/** What every summary says of itself (SOURCED: consultation section 6). */
const STATEMENT =
  'Migration DUST is a Testing Service and no Test Phase: it has no entry criteria and no exit criteria, and nothing here is a result of Migration Testing.';

/** What a participant tried in Migration DUST, and what came. */
export interface Summary {
  readonly participant: string;
  readonly kind: string;
  readonly principal?: string;
  readonly statement: string;
  readonly isTestPhase: boolean;
  readonly deployment?: Deployment;
  readonly prerequisites: readonly {
    readonly name: PrerequisiteName;
    readonly recordedAt?: string;
    readonly reference?: string;
  }[];
  readonly authorisesAs: Participant['suppliers'];
  readonly installations: readonly {
    readonly importMPAN: string;
    readonly source: DeviceSource;
    readonly migrated: boolean;
  }[];
  readonly authorisations: readonly {
    readonly stem: string;
    readonly status: string;
    readonly codes: readonly string[];
  }[];
  readonly outcomeFiles: readonly string[];
  readonly alerts: number;
}

/** What a summary says. */
export const SUMMARY = area('dust-summary', {
  statement: STATEMENT,
  isTestPhase: (_participant: Participant): boolean => false,
});

/** The summary of a participant as things stand. */
export async function summaryOf(dust: MigrationDust, participant: Participant): Promise<Summary> {
  await keepMigrated(dust, participant);
  const { statement, isTestPhase } = dust.service.rules(SUMMARY);
  const { name, kind, principal, suppliers } = participant;
  const deployment = dust.read((work) => work.get(DEPLOYMENTS, 'current'));
  const installations: Summary['installations'][number][] = [];
  for (const installation of dust.read((work) => ownInstallations(work, participant))) {
    const { importMPAN, source } = installation;
    installations.push({ importMPAN, source, migrated: await isMigrated(dust, installation) });
  }
  const authorisations = (await authorisationViews(dust, participant)).map(
    ({ stem, status, exception, rows = [] }) => ({
      stem,
      status,
      codes: [...new Set([exception?.code, ...rows.map(({ code }) => code)].filter((code) => code !== undefined))],
    }),
  );
  return {
    participant: name,
    kind,
    ...(principal === undefined ? {} : { principal }),
    statement,
    isTestPhase: isTestPhase(participant),
    ...(deployment && { deployment }),
    prerequisites: dust.read((work) =>
      prerequisitesOf(participant).map((one) => ({
        name: one,
        ...(isRecorded(work, participant, one) ? work.get(PREREQUISITES, `${participant.key}/${one}`) : {}),
      })),
    ),
    authorisesAs: suppliers,
    installations,
    authorisations,
    outcomeFiles: (await outcomesFor(dust, participant)).map((outcome) => outcome.name),
    alerts: dust.read((work) => alertsFor(work, participant)).length,
  };
}
