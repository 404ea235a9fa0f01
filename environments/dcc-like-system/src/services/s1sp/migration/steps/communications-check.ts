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
  act: (process) => {
    const { installation } = process;
    const { checkedTypes } = process.work.rules(COMMUNICATIONS_CHECK);
    const next = devicesOf(installation, checkedTypes).find(({ deviceId }) => !installation.done.includes(deviceId));
    if (next) {
      process.change({ communications: installation.silences + 1 });
      return process.command({ deviceId: next.deviceId, operation: 'ping' });
    }
    process.note('communications-checked', `in round ${installation.communications}`);
    process.enter('Whitelist', 'Whitelist');
    return undefined;
  },
  answered: (process, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      process.silence(deviceId, answer, sleptOn, (code, reason) => {
        if (!mayBeLeftBehind(process, deviceId)) {
          process.fail(code, reason);
          return;
        }
        leaveGasBehind(process, reason);
        process.goOn();
      });
      return;
    }
    process.change({ done: [...process.installation.done, deviceId] });
    process.goOn();
  },
};
