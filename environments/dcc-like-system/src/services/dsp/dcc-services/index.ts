import type { ServiceRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { Work } from '../../../kernel/work';
import type { Answer } from '../gateway/answer';
import type { RequestFacts } from '../gateway/request-facts';
import type { DccRequest } from './dcc-request';
import { updateFirmware } from './firmware-request';
import { decommission, prenotify, readInventory, updateInventory } from './inventory-requests';
import { create, read, remove } from './schedule-requests';

type DccService = (request: ServiceRequest, facts: RequestFacts, work: Work) => Answer;

function answering<K extends RequestBody['kind']>(
  kind: K,
  execute: (dcc: DccRequest<K>, work: Work) => Answer,
): DccService {
  return (request, facts, work) => {
    if (request.body.kind !== kind) throw new Error(`A body of kind ${request.body.kind} came where ${kind} belongs.`);
    return execute({ request, body: request.body as DccRequest<K>['body'], facts }, work);
  };
}

/** Requests that the DCC answers itself, by variant. */
export const DCC_SERVICES: Readonly<Record<string, DccService>> = {
  '5.1': answering('create-schedule', create),
  '5.2': answering('schedules-of', read),
  '5.3': answering('schedules-of', remove),
  '8.2': answering('inventory', readInventory),
  '8.3': answering('decommission', decommission),
  '8.4': answering('update-inventory', updateInventory),
  '11.1': answering('firmware', updateFirmware),
  '12.2': answering('prenotification', prenotify),
};
