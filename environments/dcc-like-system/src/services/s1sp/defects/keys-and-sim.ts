import { defect, rule } from '../../../kernel/defect';
import { REFUSALS_UNTIL_INTERVENTION } from '../file-sets/commissioning-lines';
import { ACCESS_KEYS } from '../migration/access-keys';
import { FALLBACK } from '../migration/fallback';
import { MIGRATION } from '../migration/installation-migration';
import { everyInstallation } from '../migration/installations';
import { RECOVERY } from '../migration/machine';
import { moveSim } from '../migration/network';
import { KEY_ROTATION, refused } from '../migration/steps/key-rotation';
import { SIM_HANDOVER } from '../migration/steps/sim-handover';
import { SIM_ROLLBACK } from '../migration/steps/sim-rollback';

/** After so many attempts in a window an installation is excluded. */
const LAST_ATTEMPT = 5;

/** Seeded defects of key rotation, and of the way of the SIM to the S1SP and back. */
export const KEY_AND_SIM_DEFECTS = [
  // The SIM is thought to have stayed where it was.
  defect(
    's1sp-takes-silence-for-refusal',
    rule(SIM_HANDOVER, 'unanswered', (right) => (migration, code, reason) => {
      migration.change({ simHeld: false });
      right(migration, code, reason);
    }),
  ),
  // What is refused is thought never to have been done.
  defect(
    's1sp-takes-refusal-for-unmoved',
    rule(SIM_HANDOVER, 'mayHaveMoved', () => () => false),
  ),
  defect(
    's1sp-never-repeats-handover',
    rule(SIM_HANDOVER, 'unanswered', () => (migration, code, reason) => migration.fail(code, reason)),
  ),
  defect(
    's1sp-forgets-sim-rollback',
    rule(MIGRATION, 'isSimToReturn', () => () => false),
  ),
  defect(
    's1sp-keeps-sim-after-last-attempt',
    rule(
      MIGRATION,
      'isSimToReturn',
      (right) => (installation) => right(installation) && installation.attempt < LAST_ATTEMPT,
    ),
  ),
  // Everything is thought to be undone by giving the SIM back.
  defect(
    's1sp-rolls-back-after-first-write',
    rule(MIGRATION, 'isCrossed', () => () => false),
  ),
  defect(
    's1sp-recovers-rollback-forwards',
    rule(RECOVERY, 'goesForwards', (right) => (state) => right(state) || state === 'RollingBack'),
  ),
  // Once people have been called in, nobody tries any more.
  defect(
    's1sp-abandons-rollback',
    rule(SIM_ROLLBACK, 'tryAgain', (right) => (migration) => {
      if (migration.installation.rollbackRefusals < REFUSALS_UNTIL_INTERVENTION) right(migration);
    }),
  ),
  // Every SIM that the S1SP holds goes back.
  defect(
    's1sp-gives-back-every-sim',
    rule(SIM_ROLLBACK, 'moveBack', (right) => async (migration) => {
      const { work, installation } = migration;
      for (const { iccid } of everyInstallation(work)) {
        if (iccid !== undefined) await moveSim(iccid, 'smso', installation.installationId, work);
      }
      return right(migration);
    }),
  ),
  defect(
    's1sp-restarts-counters',
    rule(ACCESS_KEYS, 'usedCounter', () => () => 0n),
  ),
  defect(
    's1sp-keeps-access-key',
    rule(ACCESS_KEYS, 'newKey', () => (_work, _deviceId, current) => current),
  ),
  defect(
    's1sp-keeps-access-key-in-later-attempts',
    rule(ACCESS_KEYS, 'newKey', (right) => (work, deviceId, current) => {
      const isLater = everyInstallation(work).some(
        ({ attempt, devices }) => attempt > 1 && devices.some((device) => device.deviceId === deviceId),
      );
      return isLater ? current : right(work, deviceId, current);
    }),
  ),
  defect(
    's1sp-forgets-registration',
    rule(KEY_ROTATION, 'isRegisteredOtherwise', () => () => Promise.resolve(false)),
  ),
  defect(
    's1sp-gives-up-keys-early',
    rule(KEY_ROTATION, 'againIn', (right) => (retries) => right(retries + 1)),
  ),
  // Every supplier that was authorised is thought to matter.
  defect(
    's1sp-minds-gas-supplier-left-behind',
    rule(FALLBACK, 'registeredSide', () => (installation) => installation),
  ),
  // What was not answered is thought not to have been done.
  defect(
    's1sp-takes-lost-answer-for-refusal',
    rule(KEY_ROTATION, 'unanswered', () => (migration, rotation, _frame, answer) => {
      refused(migration, rotation, 'request', answer.reason);
    }),
  ),
];
