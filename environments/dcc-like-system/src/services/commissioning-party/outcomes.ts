import type { CommonInstallation } from '../../formats/common-file';
import type { ExcludedDevice } from '../../formats/commissioning-file';
import type { Refused } from '../../formats/header';
import { issueFile } from '../../formats/issue';
import { writeOutcomeFile, type Outcome } from '../../formats/outcome-file';
import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { attemptOf, saveAttempt, type Attempt } from './attempts';

/** Who receives every Commissioning Outcome File; the Migration Control Centre passes it on to suppliers. */
const RECIPIENTS = ['mcc', 'requesting-party', 's1sp', 'dco'] as const;

/** What a Commissioning Outcome File says. */
export const OUTCOMES = area('commissioning-party-outcomes', {
  /** Every outcome that became final. */
  reported: (outcomes: readonly Outcome[]): readonly Outcome[] => outcomes,
  /** Minutes after the attempt window until an attempt without a result is closed (MODEL). */
  graceMinutes: 60,
  /** Name of the timer that closes the attempts of an instruction. */
  windowTimer: (instructionId: string): string => `window-${instructionId}`,
});

/** The outcome of an attempt that did not succeed. */
export function notMigrated(work: Work, attempt: Attempt, phase: Outcome['phase'], refused: Refused): Outcome {
  return {
    ...identity(attempt),
    result: 'NotMigrated',
    phase,
    ...refused,
    completedAt: work.now.toISOString(),
    devices: (attempt.passed?.installation.devices ?? []).map(({ deviceId, deviceType }) => ({
      deviceId,
      deviceType,
      status: 'NotCommissioned',
    })),
  };
}

/** The outcome of an attempt whose devices have been commissioned, but for those that are left behind. */
export function migrated(
  attempt: Attempt,
  installation: CommonInstallation,
  completedAt: string,
  excluded: readonly ExcludedDevice[] = [],
): Outcome {
  return {
    ...identity(attempt),
    result: 'Migrated',
    phase: 'Commissioning',
    completedAt,
    devices: installation.devices.map(({ deviceId, deviceType }) => {
      const why = excluded.find((device) => device.deviceId === deviceId);
      if (!why) return { deviceId, deviceType, status: 'Commissioned' };
      return { deviceId, deviceType, status: 'Excluded', code: why.code, reason: why.reason };
    }),
  };
}

/** Writes final outcomes down and sends them in one Commissioning Outcome File; sends none when there are none. */
export function issueOutcomes(work: Work, groupId: string, outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) return;
  for (const outcome of outcomes) {
    const attempt = attemptOf(work, outcome.installationId, outcome.attempt);
    if (attempt) saveAttempt(work, { ...attempt, intervention: undefined, outcome: outcome.result });
    const why = outcome.code === undefined ? '' : ` ${outcome.code}: ${outcome.reason ?? ''}`;
    work.audit('outcome', outcome.installationId, `attempt ${outcome.attempt} ${outcome.result}${why}`);
  }
  const reported = work.rules(OUTCOMES).reported(outcomes);
  issueFile(work, 'COF', groupId, RECIPIENTS, (header) => writeOutcomeFile({ header, outcomes: reported }));
}

function identity(attempt: Attempt): Pick<Outcome, 'installationId' | 'attempt' | 'importMPAN' | 'mprn'> {
  const { installationId, importMPAN, mprn } = attempt;
  return { installationId, attempt: attempt.attempt, importMPAN, ...(mprn === undefined ? {} : { mprn }) };
}
