import type { Work } from '../../../kernel/work';
import { distribute, sortDevices } from '../commands/firmware';
import type { Answer } from '../gateway/gateway';
import type { DccRequest } from '.';

/** 11.1: the image goes to the devices of the list that can take it; the others are named in a warning. */
export function updateFirmware(dcc: DccRequest<'firmware'>, work: Work): Answer {
  const { request, body, facts } = dcc;
  const { deviceIds, version, image } = body;
  const user = { eui: request.id.originator, roles: facts.user?.roles ?? [] };
  const { able, unknown, notCommissioned, notApplicable } = sortDevices(deviceIds, version, user, work);
  const isRefused = unknown.length > 0 && work.service.defect('dsp-refuses-list-with-unknown-device');
  if (able.length === 0 || isRefused) return { code: 'E110101' };
  distribute(able, version, image, work);
  if (unknown.length + notCommissioned.length + notApplicable.length === 0) return { code: 'I99' };
  return { code: 'W110101', content: { kind: 'firmware-warning', unknown, notCommissioned, notApplicable } };
}
