import type { ServiceRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { Work } from '../../../kernel/work';
import type { Answer } from '../gateway/gateway';
import type { RequestFacts } from '../gateway/request-checks';
import { decommission, readInventory, updateInventory } from './estate';
import { updateFirmware } from './firmware';
import { create, read, remove } from './schedules';

/** A request that the DCC answers itself, once everything speaks for it. */
export interface DccRequest<K extends RequestBody['kind']> {
  readonly request: ServiceRequest;
  readonly body: Extract<RequestBody, { kind: K }>;
  readonly facts: RequestFacts;
}

type DccService = (request: ServiceRequest, facts: RequestFacts, work: Work) => Answer;

function answering<K extends RequestBody['kind']>(
  kind: K,
  carryOut: (dcc: DccRequest<K>, work: Work) => Answer,
): DccService {
  return (request, facts, work) => {
    if (request.body.kind !== kind) throw new Error(`A body of kind ${request.body.kind} came where ${kind} belongs.`);
    return carryOut({ request, body: request.body as DccRequest<K>['body'], facts }, work);
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
};
