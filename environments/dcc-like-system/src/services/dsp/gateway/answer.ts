import type { DccContent } from '../../../duis/response';
import type { ResponseCode } from '../../../duis/response-codes';

/** What a request is answered at once. */
export interface Answer {
  readonly code: ResponseCode;
  readonly content?: DccContent;
}
