import { XmlFault } from '../xml/parse';

/** Highest counter: 64 bits, unsigned (SOURCED: DUIS schema). */
export const MAXIMUM_COUNTER = 18446744073709551615n;
const EUI_PATTERN = '(?:[0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}';
const REQUEST_ID = new RegExp(`^(${EUI_PATTERN}):(${EUI_PATTERN}):(0|[1-9][0-9]{0,19})$`);

/** The parts of a request or response id. EUIs are in upper case, in which ids are compared. */
export interface MessageId {
  readonly originator: string;
  readonly target: string;
  readonly counter: bigint;
  /** As it was written. */
  readonly text: string;
}

/**
 * Reads `originator:target:counter`.
 * @param highest highest counter that the id may bear
 * @throws XmlFault
 */
export function parseMessageId(text: string, highest = MAXIMUM_COUNTER): MessageId {
  const [, originator, target, digits] = REQUEST_ID.exec(text) ?? [];
  if (originator === undefined || target === undefined || digits === undefined || BigInt(digits) > highest) {
    throw new XmlFault(`"${text.slice(0, 80)}" is not a message id of the form originator:target:counter.`);
  }
  return { originator: originator.toUpperCase(), target: target.toUpperCase(), counter: BigInt(digits), text };
}

/** The id under which a request is known, whatever the case of its EUIs. */
export function keyOf(id: MessageId): string {
  return `${id.originator}:${id.target}:${id.counter}`;
}

/** Id of the answer to a request: originator and target change places, the counter stays (SOURCED: public samples). */
export function responseIdTo(request: MessageId): string {
  const [originator = '', target = ''] = request.text.split(':');
  return `${target}:${originator}:${request.counter}`;
}

/** Whether this is an EUI-64, in either case. */
export function isEui(text: string): boolean {
  return new RegExp(`^${EUI_PATTERN}$`).test(text);
}
