import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EvidenceLog } from '../evidence/evidence-log';
import { Client, UnusableEnvironmentError, UnexpectedAnswer } from './client';
import { notHeld } from './context';
import { NotRunHereError } from './not-run-here';

/** What a service would answer, by path. */
const ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  '/right': [200, '{"n":1,"token":"hidden"}'],
  '/wrong-shape': [200, '{"n":"one"}'],
  '/no-json': [200, '<html>'],
  '/refused': [403, '{"error":"This is not yours."}'],
  '/missing': [404, '{"error":"There is none."}'],
  '/broken': [500, ''],
  '/moved': [302, ''],
};

const requests: { method: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() });
      const [status, text] = ANSWERS[request.url ?? ''] ?? [404, ''];
      response.writeHead(status, { 'content-type': 'application/json', location: '/right' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

const shape = z.object({ n: z.number() });

function client(evidence = new EvidenceLog(), url = baseUrl): Client {
  const connection = { baseUrl: url, actor: 'Avon Supply', counterpart: 'Migration Control Centre' };
  return new Client({ ...connection, authorization: 'Bearer very-secret' }, evidence);
}

it('is not asked for in the name of somebody whose credentials nobody holds', async () => {
  const connection = { baseUrl, actor: 'Avon Supply', counterpart: 'Migration Control Centre' };
  const nobody = new Client({ ...connection, ...notHeld('Avon Supply') }, new EvidenceLog());
  const before = requests.length;
  await expect(nobody.call({ method: 'GET', path: '/right' })).rejects.toThrow(NotRunHereError);
  expect(requests).toHaveLength(before);
});

describe('an answer', () => {
  it('of the published shape is given as it is', async () => {
    expect(await client().ask(shape, { method: 'GET', path: '/right' })).toEqual({ n: 1 });
  });
  it('that there is none is no error where one may be missing', async () => {
    expect(await client().find(shape, { method: 'GET', path: '/missing' })).toBeUndefined();
  });
  it.each([
    ['/wrong-shape', /data of the published form\. Observed another form in the field n/],
    ['/no-json', /data of the published form\. Observed a text that is none, <html>/],
    ['/refused', /Observed 403, This is not yours\.$/],
    ['/missing', /Observed 404, There is none\.$/],
    ['/broken', /Observed 500, \(nothing\)\.$/],
    ['/moved', /Observed 302/],
  ])('of %s is told in a sentence', async (path, sentence) => {
    const asked = client().ask(shape, { method: 'GET', path });
    await expect(asked).rejects.toThrow(sentence);
    await expect(asked).rejects.toBeInstanceOf(UnexpectedAnswer);
  });
  it('that does not come is the environment’s fault', async () => {
    const asked = client(new EvidenceLog(), 'http://127.0.0.1:9').call({ method: 'GET', path: '/right' });
    await expect(asked).rejects.toBeInstanceOf(UnusableEnvironmentError);
    await expect(asked).rejects.toThrow(/The Migration Control Centre \(GET \/right\) .* does not answer/);
  });
});

describe('a call', () => {
  it('sends text as it is and objects as JSON, and says who is calling', async () => {
    await client().call({ method: 'POST', path: '/right', body: { a: 1 } });
    await client().call({ method: 'PUT', path: '/right', body: '<a/>', contentType: 'application/xml' });
    const [json, xml] = requests.slice(-2);
    expect(json).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { authorization: 'Bearer very-secret' } });
    expect(json?.headers['content-type']).toBe('application/json');
    expect(xml).toMatchObject({ method: 'PUT', body: '<a/>', headers: { 'content-type': 'application/xml' } });
  });
  it('with a title leaves evidence without secrets', async () => {
    const evidence = new EvidenceLog();
    await client(evidence).call({
      method: 'PUT',
      path: '/right',
      body: 'open sesame',
      title: 'Password file',
      secretBody: true,
    });
    const { caption, text } = evidence.pack() ?? { caption: '', text: '' };
    expect(caption).toBe('Password file, Avon Supply -> Migration Control Centre');
    expect(text).toContain('(a secret)\n-- answer 200\n');
    expect(text).not.toMatch(/open sesame|very-secret|hidden/);
  });
  it('without a title leaves none', async () => {
    const evidence = new EvidenceLog();
    await client(evidence).call({ method: 'GET', path: '/right' });
    expect(evidence.pack()).toBeUndefined();
  });
});
