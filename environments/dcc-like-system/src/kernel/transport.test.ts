import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkTransport, PeerUnreachable } from './transport';

const BOUNDS = { milliseconds: 300, bytes: 100 };

/** How a receiver outside the system answers, by the path that is asked for. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  '/right': (response) => response.end('taken'),
  '/redirect': (response) => response.writeHead(307, { location: '/right' }).end(),
  '/long': (response) => response.end('x'.repeat(101)),
  '/silent': () => undefined,
  '/never-ends': (response) => response.write('ta'),
};

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => ANSWERS[request.url ?? '']?.(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string): Promise<number> =>
  networkTransport({
    method: 'POST',
    url: `${url}${path}`,
    headers: {},
    body: Buffer.from('<a/>'),
    bounds: BOUNDS,
  }).then(({ status }) => status);

describe('a call to somebody outside', () => {
  it('gives the status of the answer, and follows nobody elsewhere', async () => {
    expect(await post('/right')).toBe(200);
    expect(await post('/redirect')).toBe(307);
  });

  it.each(['/long', '/silent', '/never-ends'])(
    'ends within its bounds: %s',
    async (path) => {
      await expect(post(path)).rejects.toThrow(PeerUnreachable);
    },
    5_000,
  );
});
