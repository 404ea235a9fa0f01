import type { ServiceName } from '../../../environment';
import type { Service } from './service';
import { PeerUnreachable } from './transport';

/** A peer cannot say now: it does not answer, or asks to be called later. */
export class PeerUnavailable extends Error {
  constructor(peer: ServiceName, options?: ErrorOptions) {
    super(`The ${peer} is not available.`, options);
    this.name = 'PeerUnavailable';
  }
}

/**
 * Looks something up at a peer.
 * @returns the answer, or undefined when the peer says that there is no such thing
 * @throws PeerUnavailable when the peer cannot say now, Error when it refuses to
 */
export async function lookUp(service: Service, peer: ServiceName, path: string): Promise<unknown> {
  try {
    const { status, body } = await service.call(peer, 'GET', path);
    if (status === 200) return body;
    if (status === 404) return undefined;
    if (status === 503) throw new PeerUnavailable(peer);
    throw new Error(`The ${peer} answers GET ${path} with HTTP ${status}.`);
  } catch (error) {
    if (error instanceof PeerUnreachable) throw new PeerUnavailable(peer, { cause: error });
    throw error;
  }
}
