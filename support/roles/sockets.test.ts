import { describe, expect, it } from 'vitest';
import type { Dispatch, DispatchedCall } from '../../environments/environment';
import { EvidenceLog } from '../evidence/evidence-log';
import { Client, UnusableEnvironmentError } from './client';

const connection = { baseUrl: 'http://127.0.0.1:1', actor: 'Tester', counterpart: 'DSP' };

function clientOn(dispatch: Dispatch): Client {
  return new Client({ ...connection, authorization: 'Bearer token', dispatch }, new EvidenceLog());
}

describe('a call to a service in the same process', () => {
  it('carries what it would carry on a socket', async () => {
    const calls: DispatchedCall[] = [];
    const client = clientOn(async (call) => {
      calls.push(call);
      return { status: 202, body: Buffer.from([0xff, 0x00]) };
    });
    const answer = await client.call({
      method: 'POST',
      path: '/messages/MCF?since=1',
      body: '<a/>',
      contentType: 'application/xml',
      headers: { 'x-message-id': 'tester-1' },
    });
    expect(answer).toMatchObject({ status: 202, bytes: Buffer.from([0xff, 0x00]) });
    await client.call({ method: 'PUT', path: '/bytes', body: new Uint8Array([1, 2]) });
    await client.call({ method: 'GET', path: '/health' });
    const [text, bytes, none] = calls;
    expect(text).toMatchObject({
      method: 'POST',
      url: 'http://127.0.0.1:1/messages/MCF?since=1',
      headers: { authorization: 'Bearer token', 'content-type': 'application/xml', 'x-message-id': 'tester-1' },
      body: '<a/>',
    });
    expect(bytes?.body).toEqual(Buffer.from([1, 2]));
    expect(none).not.toHaveProperty('body');
  });

  it('takes a refusal as an answer', async () => {
    const client = clientOn(async () => ({ status: 500, body: Buffer.from('{"error":"No."}') }));
    expect(await client.call({ method: 'GET', path: '/' })).toMatchObject({ status: 500, text: '{"error":"No."}' });
  });

  it('that nobody takes says nothing about the system', async () => {
    const client = clientOn(() => Promise.reject(new Error('closed')));
    await expect(client.call({ method: 'GET', path: '/' })).rejects.toThrow(UnusableEnvironmentError);
  });
});
