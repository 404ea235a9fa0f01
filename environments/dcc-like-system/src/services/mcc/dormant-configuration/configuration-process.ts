import type {
  ActivationNotice,
  ConfigurationOrder,
  ConfigurationRejection,
  ConfigurationReport,
} from '../../../domain/configuration-messages';
import { carry } from '../../../domain/configuration-package';
import { readImage } from '../../../domain/firmware-image';
import { jsonFrom } from '../../../domain/json-message';
import { minutesLater } from '../../../domain/durations';
import { lookUpMany, PeerUnavailable } from '../../../kernel/look-up';
import type { MessageHandler } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import type { EstateAnswer } from '../authorisations/facts';
import { leaveDormantPath } from '../migration/leave';
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
import { CONFIGURATION_DAY } from './order';
import type { ServiceContext } from '../../../kernel/service-context';

/** Minutes until the SMSO is asked again that could not say (MODEL). */
const AGAIN_MINUTES = 5;

/** What a supplier is told who has taken its dormant meter into operation. */
const ACTIVE_AGAIN = { code: 'SIM-DRM-23', reason: 'Its supplier has taken a dormant meter into operation.' };

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
    const dormant = due.filter((configuration) => isStillDormant(configuration, estates, work.service));
    for (const configuration of due) if (!dormant.includes(configuration)) leave(work, configuration);
    if (dormant.length > 0) instruct(work, dormant);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    const name = `${CONFIGURATION_DAY}-${batchId}`;
    work.later(minutesLater(work.now, AGAIN_MINUTES), CONFIGURATION_DAY, { batchId }, name);
  }
}

function isStillDormant(
  { importMPAN, kind }: DormantConfiguration,
  estates: ReadonlyMap<string, EstateAnswer>,
  service: ServiceContext,
): boolean {
  // Seeded defect: what was planned is ordered, whoever runs the meter by now.
  return estates.get(importMPAN)?.kind === kind || service.defect('mcc-forgets-activations');
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
export const takeReport: MessageHandler = (message, work) => {
  const report = jsonFrom('smso', message, work) as ConfigurationReport | undefined;
  const configuration = report && work.get(CONFIGURATIONS, report.configurationId);
  if (!report || !configuration || !isOpen(configuration)) {
    work.audit('report-not-expected', undefined, `${report?.configurationId ?? 'unreadable'}: nothing changed`);
    return;
  }
  const { code, reason, devices } = report;
  const state = stateAfter(report, work.service);
  const why = code === undefined ? '' : ` ${code}: ${reason ?? 'no reason given'}`;
  enterState(work, configuration, state, `The SMSO reports ${report.result}.${why}`, {
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    devices,
  });
};

function stateAfter({ result, code = '' }: ConfigurationReport, service: ServiceContext): ConfigurationState {
  if (result === 'FirmwareApplied') return 'FirmwareOK';
  // Seeded defect: that the SMSO has reported at all is taken for success.
  if (result === 'Applied' || service.defect('mcc-takes-any-report-for-success')) return 'ConfigApplied';
  if (code.startsWith('SIM-FWU-')) return 'FirmwareFailed';
  if (code === 'SIM-CFG-24') return 'NoWAN';
  return code === 'SIM-CFG-12' ? 'LeftDormantPath' : 'ConfigFailed';
}

/** Message of the SMSO: nothing of an order was done. */
export const takeRejection: MessageHandler = (message, work) => {
  const rejection = jsonFrom('smso', message, work) as ConfigurationRejection | undefined;
  if (!rejection) return;
  const { orderId, code, reason } = rejection;
  for (const { value } of work.list(CONFIGURATIONS)) {
    if (value.batchId !== orderId || value.state !== 'ConfigInstructed') continue;
    enterState(work, value, 'ConfigFailed', `The SMSO refused the order. ${code}: ${reason}`, { code, reason });
  }
};

/** Message of the SMSO: a supplier runs meters that were dormant, so that they leave the dormant path. */
export const takeActivation: MessageHandler = (message, work) => {
  const notice = jsonFrom('smso', message, work) as ActivationNotice | undefined;
  if (!notice || work.service.defect('mcc-forgets-activations')) return;
  const configuration = newestConfiguration(work, notice.importMPAN);
  if (configuration?.state === 'Notified' && configuration.kind !== notice.kind) leave(work, configuration);
  // Seeded defect: what was planned is migrated, whoever runs the meter by now.
  if (!work.service.defect('mcc-migrates-activated-meters')) leaveDormantPath(work, notice, ACTIVE_AGAIN);
};

function leave(work: Work, configuration: DormantConfiguration): void {
  enterState(work, configuration, 'LeftDormantPath', ACTIVE_AGAIN.reason, ACTIVE_AGAIN);
}
