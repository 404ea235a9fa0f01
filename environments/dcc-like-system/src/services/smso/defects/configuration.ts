import type { DeviceSettings } from '../../../domain/configuration-package';
import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import type { Defect } from '../../../kernel/rules';
import { CONFIGURATION_PROCESS, silent } from '../configuration/configuration-process';
import { CONFIGURATION_DECISIONS } from '../configuration/decisions';
import { endJob, JOB_RESULTS } from '../configuration/job-end';
import {
  afterSettings,
  CONFIGURATION_OPERATIONS,
  wantedSettings,
  type ConfigurationContext,
  type Next,
} from '../configuration/operations';

/** Seeded defects of the configuration of Dormant Devices. */
export const CONFIGURATION_DEFECTS = [
  // What was begun is brought to an end, whoever runs the meter by now.
  defect(
    'smso-configures-activated-meter',
    rule(CONFIGURATION_PROCESS, 'mayConfigure', () => () => true),
  ),
  defect(
    'smso-takes-other-network-for-silence',
    rule(CONFIGURATION_PROCESS, 'noRoute', () => silent),
  ),
  defect(
    'smso-gives-up-at-first-silence',
    rule(CONFIGURATION_PROCESS, 'isOver', () => () => true),
  ),
  defect(
    'smso-gives-up-before-last-day',
    rule(
      CONFIGURATION_PROCESS,
      'isOver',
      () =>
        ({ lastDay }, instant) =>
          instant.toISOString().slice(0, 10) >= lastDay,
    ),
  ),
  defect(
    'smso-goes-on-after-last-day',
    rule(
      CONFIGURATION_PROCESS,
      'isOver',
      (right) => (job, instant) => right(job, new Date(instant.getTime() - 24 * 3_600_000)),
    ),
  ),
  defect(
    'smso-brings-image-twice',
    rule(CONFIGURATION_DECISIONS, 'mostInstalls', () => 2),
  ),
  defect(
    'smso-calls-once-a-day',
    rule(CONFIGURATION_PROCESS, 'triesAtMinutes', () => [0]),
  ),
  defect(
    'smso-reports-silence-as-applied',
    rule(CONFIGURATION_PROCESS, 'giveUp', () => (work, job) => endJob(work, job, 'Applied')),
  ),
  // What was ordered is reported instead of what was read.
  defect(
    'smso-reports-what-it-was-told',
    rule(CONFIGURATION_PROCESS, 'reportedSettings', () => wantedSettings),
  ),
  defect('smso-keeps-old-firmware', omitWrite(CONFIGURATION_PROCESS, 'declareFirmware')),
  defect('smso-keeps-old-digest', omitWrite(CONFIGURATION_PROCESS, 'declareConfiguration')),
  // Devices that were never reached are said to be configured.
  defect(
    'smso-claims-unreached-devices',
    rule(JOB_RESULTS, 'unconfigured', () => () => 'Applied'),
  ),

  defect(
    'smso-upgrades-again',
    rule(CONFIGURATION_DECISIONS, 'isUpToDate', () => () => false),
  ),
  defect(
    'smso-ignores-from-versions',
    rule(CONFIGURATION_DECISIONS, 'isUpgradable', () => () => true),
  ),
  defect(
    'smso-writes-again',
    rule(CONFIGURATION_DECISIONS, 'mustWrite', () => () => true),
  ),
  defect(
    'smso-leaves-clock',
    rule(CONFIGURATION_DECISIONS, 'clockIsOff', () => () => false),
  ),
  leaves('smso-leaves-payment-mode', 'paymentMode'),
  leaves('smso-leaves-silenced-alerts', 'silencedAlerts'),
  defect(
    'smso-ignores-han-log',
    rule(CONFIGURATION_DECISIONS, 'isDeclaredNetwork', () => () => true),
  ),

  defect(
    'smso-takes-refusal-for-done',
    entry(CONFIGURATION_OPERATIONS, 'answers', 'write').replace(
      (right) => (context, answer) => (answer.ok ? right(context, answer) : asWritten(context)),
    ),
  ),
  defect(
    'smso-skips-read-back',
    entry(CONFIGURATION_OPERATIONS, 'answers', 'write').replace(
      (right) => (context, answer) => (answer.ok ? asWritten(context) : right(context, answer)),
    ),
  ),
  // What was told to run is taken for running, answered or not.
  defect(
    'smso-skips-version-check',
    entry(CONFIGURATION_OPERATIONS, 'answers', 'activate-image').replace(() => ({ image }) => ({
      finished: true,
      firmware: image?.version ?? '',
      change: { upgraded: true },
    })),
    entry(CONFIGURATION_OPERATIONS, 'silences', 'activate-image').replace(() => () => ({
      finished: true,
      change: { upgraded: true },
    })),
  ),
  defect(
    'smso-gives-up-after-power-loss',
    entry(CONFIGURATION_OPERATIONS, 'silences', 'activate-image').replace(() => () => ({
      code: 'SIM-FWU-13',
      reason: 'The device lost its power.',
    })),
  ),
  // A change without an answer is taken for refused.
  defect(
    'smso-takes-lost-answer-for-refusal',
    rule(CONFIGURATION_OPERATIONS, 'silences', (right) => ({
      ...right,
      write: () => ({ code: 'SIM-CFG-21', reason: 'The device did not answer.' }),
    })),
  ),
];

/** A setting stays as it was. */
function leaves(id: string, setting: string): Defect {
  const without = (settings: DeviceSettings): DeviceSettings =>
    Object.fromEntries(Object.entries(settings).filter(([name]) => name !== setting));
  return defect(
    id,
    rule(
      CONFIGURATION_DECISIONS,
      'wantedSettings',
      (right) => (configuration, deviceType) => without(right(configuration, deviceType)),
    ),
  );
}

/** What was to be written is taken for what is there. */
function asWritten(context: ConfigurationContext): Next {
  return afterSettings(context, { wrote: true, settings: { ...context.job.settings, ...wantedSettings(context) } });
}
