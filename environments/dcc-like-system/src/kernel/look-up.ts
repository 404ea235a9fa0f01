import type { FastifyInstance } from 'fastify';
import type { ServiceName } from '../../../environment';
import { Refusal } from './refusal';
import type { Service } from './service';
import type { ServiceContext } from './service-context';
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
export async function lookUp(service: ServiceContext, peer: ServiceName, path: string): Promise<unknown> {
  const { status, body } = await ask(service, peer, 'GET', path);
  return status === 404 ? undefined : body;
}

/** Ids asked for in one call. */
const TOGETHER = 500;

/**
 * Looks many things of one kind up at a peer.
 * @param path of the kind, e.g. `/registration`
 * @returns what the peer knows, by id; what it does not know is not in it
 * @throws PeerUnavailable when the peer cannot say now, Error when it refuses to
 */
export async function lookUpMany<T>(
  service: ServiceContext,
  peer: ServiceName,
  path: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (let start = 0; start < ids.length; start += TOGETHER) {
    const some = ids.slice(start, start + TOGETHER);
    const { body } = await ask(service, peer, 'POST', `${path}/look-up`, { ids: some });
    for (const [id, value] of Object.entries(body as Record<string, T>)) found.set(id, value);
  }
  return found;
}

async function ask(
  service: ServiceContext,
  peer: ServiceName,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await service.peers.call(peer, method, path, body);
    if (answer.status === 503) throw new PeerUnavailable(peer);
    if (answer.status === 200 || (answer.status === 404 && method === 'GET')) return answer;
    throw new Error(`The ${peer} answers ${method} ${path} with HTTP ${answer.status}.`);
  } catch (error) {
    if (error instanceof PeerUnreachable) throw new PeerUnavailable(peer, { cause: error });
    throw error;
  }
}

/**
 * The other side of `lookUpMany`: `POST <path>/look-up {ids}` -> what is known of them, by id.
 * @param find what is known of one, for the party that asks; undefined where nothing is
 * @param allowed parties that may ask; all when none is named
 */
export function lookUpRoute(
  app: FastifyInstance,
  service: Service,
  path: string,
  find: (id: string, party: string) => unknown,
  ...allowed: string[]
): void {
  app.post<{ Body: { ids?: unknown } }>(`${path}/look-up`, (request) => {
    const party = service.authentication.party(request, ...allowed);
    const { ids } = request.body;
    if (!Array.isArray(ids)) throw new Refusal(400, 'Say what to look up: {"ids": [...]}.');
    const found = ids.map((id) => [String(id), find(String(id), party)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  });
}
