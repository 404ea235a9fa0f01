import type { ServiceRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { RequestFacts } from '../gateway/request-facts';

/** A request that the DCC answers itself, once everything speaks for it. */
export interface DccRequest<K extends RequestBody['kind']> {
  readonly request: ServiceRequest;
  readonly body: Extract<RequestBody, { kind: K }>;
  readonly facts: RequestFacts;
}
