import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { distribute, sortDevices, type Distribution } from '../commands/firmware';
import type { Answer } from '../gateway/answer';
import type { DccRequest } from './dcc-request';

/** How requests to distribute firmware are answered. */
export const FIRMWARE_REQUEST = area('dsp-firmware-request', {
  /** Whether an image is refused for a whole list of devices. */
  isRefused: ({ able }: Distribution): boolean => able.length === 0,
});

/** 11.1: the image goes to the devices of the list that can take it; the others are named in a warning. */
export function updateFirmware(dcc: DccRequest<'firmware'>, work: Work): Answer {
  const { request, body, facts } = dcc;
  const { deviceIds, version, image } = body;
  const user = { eui: request.id.originator, roles: facts.user?.roles ?? [] };
  const distribution = sortDevices(deviceIds, version, user, work);
  if (work.rules(FIRMWARE_REQUEST).isRefused(distribution)) return { code: 'E110101' };
  const { able, unknown, notCommissioned, notApplicable } = distribution;
  distribute(able, version, image, work);
  if (unknown.length + notCommissioned.length + notApplicable.length === 0) return { code: 'I99' };
  return { code: 'W110101', content: { kind: 'firmware-warning', unknown, notCommissioned, notApplicable } };
}
