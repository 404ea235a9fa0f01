import { z } from 'zod';
import type { ServiceName } from '../../../environment';
import { ID, listOf } from '../domain/fields';
import { ANY_PARTY } from './callers';
import type { App } from './http';
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

/** Most ids in one call. */
const MOST_IDS = 1000;

/** The ids to look up. */
const LOOK_UP = { body: z.strictObject({ ids: listOf(ID, MOST_IDS) }) };

/**
 * The other side of `lookUpMany`: `POST <path>/look-up {ids}` -> what is known of them, by id.
 * @param find what is known of one, for the party that asks; undefined where nothing is
 * @param parties that may ask
 */
export function lookUpRoute(
  app: App,
  service: Service,
  path: string,
  find: (id: string, party: ServiceName) => unknown,
  parties: readonly ServiceName[] = ANY_PARTY,
): void {
  app.post(`${path}/look-up`, { config: { parties }, schema: LOOK_UP }, (request) => {
    const party = service.authentication.party(request);
    const found = request.body.ids.map((id) => [id, find(id, party)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  });
}
