import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../environment';
import type { ServiceConfig } from './config';
import { messagesOf } from './fixtures/messages';
import { documentMessage } from './message-kind';
import { type ServiceDefinition } from './service';
import { ServiceServer } from './server';
import { table } from './store';
import { PeerUnreachable, type Transport } from './transport';

const NOTES = table<{ heard: string[] }>('notes');
const START = new Date('2019-06-03T08:00:00.000Z');
const LATER = new Date('2019-06-03T09:00:00.000Z');
const AFTERWARDS = new Date('2019-06-03T10:00:00.000Z');

/** Hears `word` messages, notes them, passes each on to the WAN and reminds itself an hour later. */
const definition: ServiceDefinition = {
  name: 'smso',
  messages: {
    word: documentMessage(['wan'], (message, work) => {
      const heard = work.get(NOTES, 'all')?.heard ?? [];
      work.put(NOTES, 'all', { heard: [...heard, message.body.toString('utf8')] });
      const word = message.body.toString('utf8');
      const file = word.startsWith('file') ? { fileName: `${word}.xml` } : {};
      work.send({ to: 'wan', kind: 'word', body: message.body, ...file });
      work.later(LATER, 'reminder', { word: message.body.toString('utf8') }, 'reminder');
      if (message.body.toString('utf8') === 'quarrel') {
        work.later(LATER, 'silence', {});
        for (const name of ['second', 'third']) work.later(LATER, 'reminder', { word: name }, name);
      }
    }),
  },
  timers: {
    reminder: (body, work) => {
      const heard = work.get(NOTES, 'reminded')?.heard ?? [];
      work.put(NOTES, 'reminded', { heard: [...heard, (body as { word: string }).word] });
    },
    silence: (_body, work) => {
      work.cancel('second');
      work.later(AFTERWARDS, 'reminder', { word: 'third, later' }, 'third');
    },
  },
};

describe('a service', () => {
  let folder: string;
  let server: ServiceServer;
  let delivered: string[];
  let calls: string[];
  let peer: { status: number; logicalTime?: string } | 'unreachable';
  let logicalTimes: (string | undefined)[];

  const transport: Transport = (call) => {
    if (peer === 'unreachable') return Promise.reject(new PeerUnreachable(call.url, undefined));
    calls.push(new URL(call.url).pathname);
    for (const { kind, messageId, body } of messagesOf(call)) {
      delivered.push(`${new URL(call.url).origin}/messages/${kind} ${messageId ?? ''} ${body}`);
    }
    logicalTimes.push(call.headers['x-logical-time']);
    return Promise.resolve({ ...peer, body: Buffer.alloc(0) });
  };

  function start(): ServiceServer {
    return new ServiceServer(definition, config(join(folder, 'store.sqlite')), transport);
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kernel-'));
    delivered = [];
    calls = [];
    logicalTimes = [];
    peer = { status: 202 };
    server = start();
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  function say(word: string, messageId: string, token = 'wan-token'): Promise<{ statusCode: number; body: string }> {
    return server.app.inject({
      method: 'POST',
      url: '/messages/word',
      headers: { authorization: `Party wan:${token}`, 'x-message-id': messageId, 'content-type': 'text/plain' },
      payload: word,
    });
  }
  const heard = (id = 'all'): string[] => server.service.read((work) => work.get(NOTES, id)?.heard ?? []);

  it('stores a message before it acts on it, and passes on what follows from it', async () => {
    expect((await say('hello', 'm1')).statusCode).toBe(202);
    expect(heard()).toEqual([]);
    const report = await server.workAt(START, 1);
    expect(heard()).toEqual(['hello']);
    expect(delivered).toEqual(['http://wan/messages/word smso-1 hello']);
    expect(report).toMatchObject({ delivered: ['wan'], called: ['wan'], next: LATER.toISOString() });
  });

  it('moves its logical time on to that of whoever speaks with it, and says its own', async () => {
    const headers = { authorization: 'Party wan:wan-token', 'x-message-id': 'm1', 'content-type': 'text/plain' };
    const said = { method: 'POST', url: '/messages/word', payload: 'hello' } as const;
    const answer = await server.app.inject({ ...said, headers: { ...headers, 'x-logical-time': '41' } });
    expect(answer.headers['x-logical-time']).toBe('41');
    await server.app.inject({ ...said, headers: { ...headers, 'x-logical-time': '9'.repeat(400) } });
    await server.app.inject({ ...said, headers: { ...headers, 'x-logical-time': '77', authorization: 'Party wan:x' } });
    peer = { status: 202, logicalTime: '60' };
    // The message that came again is noted at 42, and the one that it passes on is sent at 43.
    expect((await server.workAt(START, 7)).logicalTime).toBe(60);
    expect(logicalTimes).toEqual(['43']);
  });

  it('acts once on a message that arrives twice', async () => {
    await say('hello', 'm1');
    await server.workAt(START, 1);
    expect((await say('hello', 'm1')).statusCode).toBe(202);
    await server.workAt(START, 2);
    expect(heard()).toEqual(['hello']);
    expect(delivered).toHaveLength(1);
  });

  it('loses nothing and repeats nothing when it is stopped after receiving and started again', async () => {
    await say('hello', 'm1');
    await server.close();
    server = start();
    await server.workAt(START, 1);
    expect(heard()).toEqual(['hello']);
    await server.close();
    server = start();
    await server.workAt(START, 2);
    expect(delivered).toHaveLength(1);
  });

  it('does not fire a timer that another one of the same instant has cancelled or put off', async () => {
    await say('quarrel', 'm1');
    await server.workAt(START, 1);
    const { next } = await server.workAt(LATER, 2);
    expect(heard('reminded')).toEqual(['quarrel']);
    expect(next).toBe(AFTERWARDS.toISOString());
    await server.workAt(AFTERWARDS, 3);
    expect(heard('reminded')).toEqual(['quarrel', 'third, later']);
  });

  it('delivers again, later and later, until the recipient takes the message', async () => {
    peer = 'unreachable';
    await say('hello', 'm1');
    const first = await server.workAt(START, 1);
    expect(first.next).toBe('2019-06-03T08:01:00.000Z');
    peer = { status: 503 };
    const second = await server.workAt(new Date('2019-06-03T08:01:00.000Z'), 2);
    expect(second.next).toBe('2019-06-03T08:06:00.000Z');
    peer = { status: 202 };
    await server.workAt(new Date('2019-06-03T08:06:00.000Z'), 3);
    expect(delivered.at(-1)).toBe('http://wan/messages/word smso-1 hello');
  });

  it('lets no message pass an earlier one to the same recipient', async () => {
    peer = { status: 503 };
    await say('first', 'm1');
    await server.workAt(START, 1);
    peer = { status: 202 };
    await say('second', 'm2');
    const report = await server.workAt(START, 2);
    expect(delivered).toEqual(['http://wan/messages/word smso-1 first']);
    expect(report.next).toBe('2019-06-03T08:01:00.000Z');
    await server.workAt(new Date('2019-06-03T08:01:00.000Z'), 3);
    expect(delivered.slice(1)).toEqual([
      'http://wan/messages/word smso-1 first',
      'http://wan/messages/word smso-2 second',
    ]);
  });

  it('keeps the order of messages that were ready together', async () => {
    peer = { status: 503 };
    await say('first', 'm1');
    await say('file-second', 'm2');
    await server.workAt(START, 1);
    expect(delivered).toEqual(['http://wan/messages/word smso-1 first']);
  });

  it('fires a timer when virtual time reaches it, not before', async () => {
    await say('hello', 'm1');
    await server.workAt(START, 1);
    await server.workAt(new Date(LATER.getTime() - 1), 2);
    expect(heard('reminded')).toEqual([]);
    await server.workAt(LATER, 3);
    expect(heard('reminded')).toEqual(['hello']);
  });

  it('holds a message back for the lab, and lets a released one pass', async () => {
    server.service.lab.addHold({ id: 'h', to: 'wan', kind: 'word' });
    await say('hello', 'm1');
    await server.workAt(START, 1);
    expect(delivered).toEqual([]);
    const lab = { authorization: 'Bearer lab-token' };
    const held = await server.app.inject({ url: '/lab/held', headers: lab });
    expect(held.json()).toMatchObject([{ n: 1, to: 'wan', kind: 'word', messageId: 'smso-1' }]);
    await server.app.inject({ method: 'POST', url: '/lab/held/1/release', headers: lab });
    await server.workAt(START, 2);
    expect(delivered).toHaveLength(1);
  });

  it('takes several messages in one call, each once', async () => {
    const mail = (...words: string[]): Promise<{ statusCode: number; json(): unknown }> =>
      server.app.inject({
        method: 'POST',
        url: '/messages',
        headers: { authorization: 'Party wan:wan-token' },
        payload: { messages: words.map((word) => ({ kind: 'word', messageId: word, body: word })) },
      });
    expect((await mail('hello', 'again')).json()).toEqual({ received: ['hello', 'again'] });
    expect((await mail('again', 'there')).statusCode).toBe(202);
    await server.workAt(START, 1);
    expect(heard()).toEqual(['hello', 'again', 'there']);
    expect(calls).toEqual(['/messages']);
    expect(delivered).toEqual(
      ['hello', 'again', 'there'].map((word, n) => `http://wan/messages/word smso-${n + 1} ${word}`),
    );
  });

  it('stores none of several messages when one of them cannot be received', async () => {
    const wrong = [
      { kind: 'song', messageId: 'm2', body: '' },
      { kind: 'word', body: 'nameless' },
    ];
    for (const message of wrong) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/messages',
        headers: { authorization: 'Party wan:wan-token' },
        payload: { messages: [{ kind: 'word', messageId: 'm1', body: 'hello' }, message] },
      });
      expect(answer.statusCode).toBe(message.kind === 'song' ? 404 : 400);
    }
    expect(server.service.store.all('SELECT * FROM {inbox}')).toEqual([]);
  });

  it('sends a held message alone, and files alone', async () => {
    server.service.lab.addHold({ id: 'h', to: 'wan', kind: 'word' });
    await say('hello', 'm1');
    await server.workAt(START, 1);
    server.service.lab.removeHold('h');
    for (const word of ['again', 'file', 'there']) await say(word, word);
    await server.workAt(START, 2);
    expect(calls).toEqual(['/messages/word', '/messages/word', '/messages/word']);
    expect(delivered.map((one) => one.split(' ')[2])).toEqual(['again', 'file', 'there']);
  });

  it('refuses a sender it does not know, a kind it does not receive, and a file name that is none', async () => {
    expect((await say('hello', 'm1', 'guess')).statusCode).toBe(401);
    const headers = { authorization: 'Party wan:wan-token', 'x-message-id': 'm1' };
    const unknown = await server.app.inject({ method: 'POST', url: '/messages/song', headers, payload: {} });
    expect(unknown.statusCode).toBe(404);
    const path = { ...headers, 'x-file-name': '../../etc/passwd' };
    const traversal = await server.app.inject({ method: 'POST', url: '/messages/word', headers: path, payload: {} });
    expect(traversal.statusCode).toBe(400);
    expect(server.service.store.all('SELECT * FROM {inbox}')).toEqual([]);
  });

  it('opens the lab interface to the lab token only, and not at all without one', async () => {
    for (const url of ['/lab/audit', '/%6cab/audit', '/%6C%61%62/audit', '//lab/audit', '/LAB/audit', '/lab//audit']) {
      expect((await server.app.inject({ url })).statusCode, url).toBeOneOf([401, 404]);
    }
    const listed = await server.app.inject({ url: '/%6cab/audit', headers: { authorization: 'Bearer lab-token' } });
    expect(listed.statusCode).toBe(200);
    for (const token of ['', 'lab-toke', 'lab-token2', 'Lab-token']) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await server.app.inject({ method: 'POST', url: '/lab/reset', headers })).statusCode).toBe(401);
    }
    const closed = new ServiceServer(definition, config(join(folder, 'other.sqlite'), null), transport);
    const answer = await closed.app.inject({ url: '/lab/audit', headers: { authorization: 'Bearer lab-token' } });
    expect(answer.statusCode).toBe(404);
    await closed.close();
  });
});

function config(storePath: string, labToken: string | null = 'lab-token'): ServiceConfig {
  return {
    service: 'smso',
    version: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    peers: { wan: 'http://wan' } as Record<ServiceName, string>,
    receivers: 'http://lab',
    partyTokens: { wan: 'wan-token', smso: 'smso-token' },
    ...(labToken === null ? {} : { labToken }),
    privateKey: '',
    certificates: {},
    organisations: [],
    storePath,
    contractsFolder: '',
    maximumBody: 1024 * 1024,
  };
}
