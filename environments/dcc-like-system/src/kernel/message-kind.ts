import type { z } from 'zod';
import type { ServiceName } from '../../../environment';
import type { InboundMessage } from './messages';
import { readJson } from './shape';
import { Refusal } from './refusal';
import type { Work } from './work';

type Act = (message: InboundMessage, work: Work) => Promise<void> | void;

/** What a service does with the content of a message. */
type ActOn<C> = (content: C, work: Work, message: InboundMessage) => Promise<void> | void;

/** A kind of message that a service receives. */
export interface MessageKind {
  /** The parties that may send it. */
  readonly from: readonly ServiceName[];
  /** Of JSON messages. */
  readonly shape?: z.ZodType;
  /** Reads the body before it is stored. @throws Refusal 400 where it has not the shape of its kind */
  check(body: Buffer): void;
  /** Does what it must with peers first, then writes; repeating it does no harm. */
  readonly handle: Act;
}

/** A JSON message; one of another shape is refused. */
export function jsonMessage<S extends z.ZodType>(
  from: readonly ServiceName[],
  shape: S,
  act: ActOn<z.output<S>>,
): MessageKind {
  const read = (body: Buffer): z.output<S> => readJson(shape, body, 'message');
  return {
    from,
    shape,
    check: (body) => void read(body),
    handle: (message, work) => act(read(message.body), work, message),
  };
}

/** A JSON message that its recipient answers itself where it cannot be read. @param act gets undefined then */
export function answeredMessage<S extends z.ZodType>(
  from: readonly ServiceName[],
  shape: S,
  act: ActOn<z.output<S> | undefined>,
): MessageKind {
  const handle: Act = (message, work) =>
    act(
      readable(() => readJson(shape, message.body, 'message')),
      work,
      message,
    );
  return { from, shape, check: () => undefined, handle };
}

/** A document or a file, which its recipient judges by its own checks. */
export function documentMessage(from: readonly ServiceName[], handle: Act): MessageKind {
  return { from, check: () => undefined, handle };
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
