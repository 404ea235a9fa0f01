/** Namespace of requests and responses (SOURCED: DUIS schema). */
export const DUIS_NAMESPACE = 'http://www.dccinterface.co.uk/ServiceUserGateway';

/** schemaVersion of what the suite writes. MODEL: IOC used DUIS 3; the official schema takes any decimal. */
export const DUIS_VERSION = '3.0';

/** Target of requests that no device answers (SOURCED: EUI of the DCC in the public test kit). */
export const DCC_EUI = '90-B3-D5-1F-30-00-00-02';

/** A request or response id: originator, target, counter. */
export interface MessageId {
  /** EUI-64 of the sender. */
  readonly originator: string;
  /** EUI-64 of whom it is for. */
  readonly target: string;
  /** Unsigned 64-bit; increases strictly from request to request. */
  readonly counter: bigint;
}

/** The id as DUIS writes it. */
export function writeMessageId({ originator, target, counter }: MessageId): string {
  return `${originator}:${target}:${counter.toString()}`;
}

/** Id of the response to a request: originator and target change places (SOURCED samples). */
export function responseIdOf({ originator, target, counter }: MessageId): string {
  return writeMessageId({ originator: target, target: originator, counter });
}
