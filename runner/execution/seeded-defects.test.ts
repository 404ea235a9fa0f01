import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EnvironmentDescription } from '../../environments/environment';
import { seededDefectsOn } from './seeded-defects';

let server: Server | undefined;
afterEach(() => server?.close());

/** An environment whose lab answers like this. */
async function environment(status: number, body: string): Promise<Pick<EnvironmentDescription, 'lab'>> {
  server = createServer(({ headers, url }, response) => {
    const known = headers.authorization === 'Bearer secret' && url === '/defects';
    response.writeHead(known ? status : 401).end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { lab: { url: `http://127.0.0.1:${port}`, token: 'secret' } };
}

describe('the seeded defects of a system', () => {
  it('are named as the lab says that they are on', async () => {
    const body = JSON.stringify([
      { id: 'a', on: true },
      { id: 'b', on: false },
      { id: 'c', on: true },
    ]);
    expect(await seededDefectsOn(await environment(200, body))).toBe('on: a, c');
  });

  it('are none where none is on', async () => {
    expect(await seededDefectsOn(await environment(200, '[{"id":"a","on":false}]'))).toBe('none on');
  });

  it('are never said to be off where nobody knows', async () => {
    expect(await seededDefectsOn({})).toBe('not asked: the environment has no lab');
    expect(await seededDefectsOn(await environment(503, ''))).toBe('not known: the lab says 503');
    server?.close();
    expect(await seededDefectsOn(await environment(200, 'no JSON'))).toMatch(/^not known: /);
    expect(await seededDefectsOn({ lab: { url: 'http://127.0.0.1:9', token: 'secret' } })).toMatch(/^not known: /);
  });
});
