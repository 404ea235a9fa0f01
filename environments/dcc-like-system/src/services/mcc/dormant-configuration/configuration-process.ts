import type {
  ActivationNotice,
  ConfigurationOrder,
  ConfigurationRejection,
  ConfigurationReport,
} from '../../../domain/configuration-messages';
import { carry } from '../../../domain/configuration-package';
import { readImage } from '../../../domain/firmware-image';
import { minutesLater } from '../../../domain/durations';
import { lookUpMany, PeerUnavailable } from '../../../kernel/look-up';
import { area, takeSteps } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { EstateAnswer } from '../authorisations/facts';
import { leaveDormantPath } from '../migration/leave';
import { notifyOfConfiguration } from '../notifications/issue';
import {
  CONFIGURATIONS,
  enterState,
  IMAGES,
  isOpen,
  newestConfiguration,
  PACKAGES,
  type ConfigurationState,
  type DormantConfiguration,
} from './configuration';
import { CONFIGURATION_DAY } from './configuration-order';

/** Minutes until the SMSO is asked again that could not say (MODEL). */
const AGAIN_MINUTES = 5;

/** What a supplier is told who has taken its dormant meter into operation. */
const ACTIVE_AGAIN = { code: 'SIM-DRM-23', reason: 'Its supplier has taken a dormant meter into operation.' };

/** How the configuration of Dormant Meters goes on. */
export const CONFIGURATION_PROCESS = area('mcc-configuration-process', {
  /** Whether the same meters of an installation are dormant as when its configuration was ordered. */
  isStillDormant: ({ kind }: DormantConfiguration, estate: EstateAnswer | undefined): boolean => estate?.kind === kind,
  /** Whether a report says that the installation is configured. */
  isApplied: ({ result }: ConfigurationReport): boolean => result === 'Applied',
  /** What is done when a supplier has taken dormant meters into operation. */
  activationSteps: {
    leaveConfiguration: (work: Work, { importMPAN, kind }: ActivationNotice): void => {
      const configuration = newestConfiguration(work, importMPAN);
      if (configuration?.state === 'Notified' && configuration.kind !== kind) leave(work, configuration);
    },
    takeMigrationBack: (work: Work, notice: ActivationNotice): void => leaveDormantPath(work, notice, ACTIVE_AGAIN),
  },
});

/** Timer: the first planned day of a batch begins. What is dormant still is ordered to be configured. */
export async function beginDay(body: unknown, work: Work): Promise<void> {
  const { batchId } = body as { batchId: string };
  const due = work
    .list(CONFIGURATIONS)
    .map(({ value }) => value)
    .filter((configuration) => configuration.batchId === batchId && configuration.state === 'Notified');
  try {
    const mpans = due.map(({ importMPAN }) => importMPAN);
    const estates = await lookUpMany<EstateAnswer>(work.service, 'smso', '/estate', mpans);
    const { isStillDormant } = work.rules(CONFIGURATION_PROCESS);
    const dormant = due.filter((configuration) => isStillDormant(configuration, estates.get(configuration.importMPAN)));
    for (const configuration of due) if (!dormant.includes(configuration)) leave(work, configuration);
    if (dormant.length > 0) instruct(work, dormant);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    const name = `${CONFIGURATION_DAY}-${batchId}`;
    work.later(minutesLater(work.now, AGAIN_MINUTES), CONFIGURATION_DAY, { batchId }, name);
  }
}

function instruct(work: Work, configurations: readonly DormantConfiguration[]): void {
  const [first] = configurations;
  if (!first) return;
  const { batchId, packageId, imageIds, plannedTo } = first;
  const content = work.get(PACKAGES, packageId)?.content ?? '';
  const body: ConfigurationOrder = {
    orderId: batchId,
    package: carry(packageId, Buffer.from(content, 'base64')),
    images: imageIds.map((id) =>
      readImage(Buffer.from(work.get(IMAGES, id)?.content ?? '', 'base64').toString('utf8')),
    ),
    lastDay: plannedTo,
    installations: configurations.map(({ configurationId, importMPAN }) => ({ configurationId, importMPAN })),
  };
  work.send({ to: 'smso', kind: 'configuration-order', correlation: batchId, body });
  for (const configuration of configurations) {
    enterState(work, configuration, 'ConfigInstructed', `The SMSO was ordered to configure it: ${batchId}.`);
  }
}

/** Message of the SMSO: what became of an installation. What is said again changes nothing. */
export function takeReport(report: ConfigurationReport, work: Work): void {
  const configuration = work.get(CONFIGURATIONS, report.configurationId);
  if (!configuration || !isOpen(configuration)) {
    work.audit('report-not-expected', undefined, `${report.configurationId}: nothing changed`);
    return;
  }
  const { code, reason, devices } = report;
  const state = stateAfter(report, work);
  const why = code === undefined ? '' : ` ${code}: ${reason ?? 'no reason given'}`;
  enterState(work, configuration, state, `The SMSO reports ${report.result}.${why}`, {
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    devices,
  });
}

function stateAfter(report: ConfigurationReport, work: Work): ConfigurationState {
  const { result, code = '' } = report;
  if (result === 'FirmwareApplied') return 'FirmwareOK';
  if (work.rules(CONFIGURATION_PROCESS).isApplied(report)) return 'ConfigApplied';
  if (code.startsWith('SIM-FWU-')) return 'FirmwareFailed';
  if (code === 'SIM-CFG-24') return 'NoWAN';
  return code === 'SIM-CFG-12' ? 'LeftDormantPath' : 'ConfigFailed';
}

/** Message of the SMSO: nothing of an order was done. */
export function takeRejection({ orderId, code, reason }: ConfigurationRejection, work: Work): void {
  for (const { value } of work.list(CONFIGURATIONS)) {
    if (value.batchId !== orderId || value.state !== 'ConfigInstructed') continue;
    enterState(work, value, 'ConfigFailed', `The SMSO refused the order. ${code}: ${reason}`, { code, reason });
  }
}

/** Message of the SMSO: a supplier runs meters that were dormant, so that they leave the dormant path. */
export function takeActivation(notice: ActivationNotice, work: Work): void {
  takeSteps(work.rules(CONFIGURATION_PROCESS).activationSteps, work, notice);
}

function leave(work: Work, configuration: DormantConfiguration): void {
  enterState(work, configuration, 'LeftDormantPath', ACTIVE_AGAIN.reason, ACTIVE_AGAIN);
  notifyOfConfiguration(work, 'WITHDRAWN', [configuration]);
}
