import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOutside } from './outside';

const BOUNDS = { milliseconds: 300, bytes: 100 };

/** How somebody outside answers, by the path that is asked for. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  '/right': (response) => response.end('an answer'),
  '/long': (response) => response.end('x'.repeat(101)),
  '/error': (response) => response.writeHead(503).end('an answer'),
  '/redirect': (response) => response.writeHead(307, { location: '/right' }).end(),
  '/closed': (response) => response.destroy(),
  '/silent': () => undefined,
  '/never-ends': (response) => response.write('an'),
};

let server: Server;
let url: string;
let shown: string | undefined;
beforeAll(async () => {
  server = createServer((request, response) => {
    shown = request.headers.authorization;
    request.resume().on('end', () => ANSWERS[request.url ?? '']?.(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('somebody outside', () => {
  it('is shown the token, and gives the bytes of its answer', async () => {
    expect((await askOutside(`${url}/right`, 'token', { question: 1 }, BOUNDS)).toString()).toBe('an answer');
    expect(shown).toBe('Bearer token');
  });

  it.each([
    ['whose answer is too long', '/long', 'its answer is longer than 100 bytes'],
    ['who answers with an error', '/error', 'it answers with HTTP 503'],
    ['who points elsewhere', '/redirect', 'it answers with HTTP 307'],
    ['who hangs up', '/closed', 'it cannot be reached'],
    ['who says nothing', '/silent', 'it takes more than 300 ms'],
    ['whose answer does not end', '/never-ends', 'it takes more than 300 ms'],
  ])('%s does not answer', async (_who, path, fault) => {
    await expect(askOutside(`${url}${path}`, 'token', {}, BOUNDS)).rejects.toThrow(fault);
  });

  it('who is not there does not answer', async () => {
    await expect(askOutside('http://127.0.0.1:1/', 'token', {}, BOUNDS)).rejects.toThrow('it cannot be reached');
  });
});
