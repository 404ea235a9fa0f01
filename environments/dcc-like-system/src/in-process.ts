import type { FastifyInstance } from 'fastify';
import type { Dispatch } from '../../environment';
import { counted } from './domain/work-count';
import { LOGICAL_TIME_HEADER } from './kernel/logical-clock';
import { networkTransport, PeerUnreachable, type Transport } from './kernel/transport';

/** Where calls of services and lab to each other come from: no address that a socket could have. */
export const INSIDE = 'inside';

/** Hands calls to the other services of this process straight to their HTTP interface. */
export function insideTransport(apps: ReadonlyMap<string, FastifyInstance>): Transport {
  return async (call) => {
    const url = new URL(call.url);
    const app = apps.get(url.host);
    if (!app) return networkTransport(call);
    counted('inside calls');
    const response = await app
      .inject({
        method: call.method,
        url: url.pathname + url.search,
        headers: call.headers,
        remoteAddress: INSIDE,
        ...(call.body === undefined ? {} : { payload: call.body }),
      })
      // What the other one ends without an answer.
      .catch((error: unknown) => {
        throw new PeerUnreachable(call.url, error);
      });
    const logicalTime = response.headers[LOGICAL_TIME_HEADER];
    const answer = { status: response.statusCode, body: response.rawPayload };
    return typeof logicalTime === 'string' ? { ...answer, logicalTime } : answer;
  };
}

/** Injects calls from outside into the HTTP interfaces that listen at these addresses. */
export function dispatchTo(apps: ReadonlyMap<string, FastifyInstance>): Dispatch {
  return async ({ method, url, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const app = apps.get(host);
    if (app === undefined) throw new PeerUnreachable(url, 'No service of this process listens there.');
    const answer = await app.inject({
      method,
      url: pathname + search,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.rawPayload };
  };
}
