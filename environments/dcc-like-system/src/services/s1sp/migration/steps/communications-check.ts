import { COMMANDED_TYPES, type DeviceTypeName } from '../../../../domain/device-types';
import { area } from '../../../../kernel/rules';
import { leaveGasBehind, mayBeLeftBehind } from '../fallback';
import { devicesOf } from '../installations';
import type { Step } from './step';

const CHECKED_TYPES: readonly DeviceTypeName[] = COMMANDED_TYPES;

/** Which devices have to answer. */
export const COMMUNICATIONS_CHECK = area('s1sp-communications-check', { checkedTypes: CHECKED_TYPES });

/** Every device that the S1SP will command answers. */
export const communicationsCheck: Step = {
  act: (migration) => {
    const { installation } = migration;
    const { checkedTypes } = migration.work.rules(COMMUNICATIONS_CHECK);
    const next = devicesOf(installation, checkedTypes).find(({ deviceId }) => !installation.done.includes(deviceId));
    if (next) {
      migration.change({ communications: installation.silences + 1 });
      return migration.command({ deviceId: next.deviceId, operation: 'ping' });
    }
    migration.note('communications-checked', `in round ${installation.communications}`);
    migration.enter('Whitelist', 'Whitelist');
    return undefined;
  },
  answered: (migration, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      migration.silence(deviceId, answer, sleptOn, (code, reason) => {
        if (!mayBeLeftBehind(migration, deviceId)) {
          migration.fail(code, reason);
          return;
        }
        leaveGasBehind(migration, reason);
        migration.goOn();
      });
      return;
    }
    migration.change({ done: [...migration.installation.done, deviceId] });
    migration.goOn();
  },
};
