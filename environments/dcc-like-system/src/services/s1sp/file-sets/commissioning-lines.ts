import type { CommissioningLine } from '../../../formats/commissioning-file';
import type { Installation } from '../migration/installations';

/** Refusals of a SIM rollback, or orders without an answer, after which people are called in, while the tries go on (MODEL): an hour. */
export const REFUSALS_UNTIL_INTERVENTION = 4;

/** What a commissioning file says of an installation; undefined while it is under way, or done with. */
export function lineOf(installation: Installation): CommissioningLine | undefined {
  const { installationId, state, phase, code = '', reason = '', rotated, rollbackRefusals } = installation;
  const excluded = installation.excluded === undefined ? {} : { excluded: installation.excluded };
  switch (state) {
    case 'ReadyToCommission':
      return { installationId, result: 'ReadyToCommission', devices: rotated, ...excluded };
    case 'Failed':
      return { installationId, result: 'Failed', phase, code, reason, devices: [] };
    case 'Intervention':
      return { installationId, result: 'Intervention', phase, code, reason, devices: rotated, ...excluded };
    case 'RollingBack': {
      if (rollbackRefusals < REFUSALS_UNTIL_INTERVENTION) return undefined;
      const why = `The SIM cannot be given back to the SMSO. Before: ${code} ${reason}`;
      return { installationId, result: 'Intervention', phase, code: 'SIM-SIM-03', reason: why, devices: [] };
    }
    default:
      return undefined;
  }
}
