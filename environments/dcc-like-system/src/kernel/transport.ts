import { LOGICAL_TIME_HEADER } from './logical-clock';
import { readAtMost, type Bounds } from './outside';

/** Answer of a peer. */
export interface PeerAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Logical time of the peer, as its header says it. */
  readonly logicalTime?: string;
}

export interface PeerCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Address with path, e.g. `http://wan:8080/sims/89...`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** What the call may take, where it goes to somebody outside the system; no redirect is followed then. */
  readonly bounds?: Bounds;
}

/** How a service reaches another: over the network, or within one process. */
export type Transport = (call: PeerCall) => Promise<PeerAnswer>;

/** A peer that cannot be reached at all. */
export class PeerUnreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`${url} cannot be reached`, { cause });
    this.name = 'PeerUnreachable';
  }
}

/** Reaches peers over HTTP. */
export const networkTransport: Transport = async (call) => {
  const { bounds } = call;
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      ...(call.body === undefined ? {} : { body: new Uint8Array(call.body) }),
      ...(bounds === undefined ? {} : { redirect: 'manual', signal: AbortSignal.timeout(bounds.milliseconds) }),
    });
    const logicalTime = response.headers.get(LOGICAL_TIME_HEADER);
    const body =
      bounds === undefined ? Buffer.from(await response.arrayBuffer()) : await readAtMost(response, bounds.bytes);
    return { status: response.status, body, ...(logicalTime === null ? {} : { logicalTime }) };
  } catch (error) {
    throw new PeerUnreachable(call.url, error);
  }
};
