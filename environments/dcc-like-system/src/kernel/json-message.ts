import type { InboundMessage } from './messages';
import type { Work } from './work';

/**
 * Body of a JSON message, if it comes from the one party that may send it.
 * @returns undefined, and a note in the audit trail, when it comes from another or is no JSON
 */
export function jsonFrom(sender: string, message: InboundMessage, work: Work): unknown {
  if (message.sender !== sender) {
    work.audit('message-ignored', undefined, `${message.kind} from the ${message.sender}: only the ${sender} sends it`);
    return undefined;
  }
  try {
    return JSON.parse(message.body.toString('utf8')) as unknown;
  } catch {
    work.audit('message-ignored', undefined, `${message.kind} from the ${sender} is not JSON`);
    return undefined;
  }
}
