import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../environment';
import { messagesOf } from './fixtures/messages';
import { documentMessage } from './message-kind';
import { ServiceServer } from './server';
import type { ServiceDefinition } from './service';
import { table, text } from './store';
import type { Transport } from './transport';

const NOTES = table<{ heard: string[] }>('notes');
const START = new Date('2019-06-03T08:00:00.000Z');
const SOONER = new Date('2019-06-03T08:30:00.000Z');
const LATER = new Date('2019-06-03T09:00:00.000Z');

/** Notes every word and passes it on; fails at `crash`, and half an hour after `stumble`. */
const definition: ServiceDefinition = {
  name: 'smso',
  messages: {
    word: documentMessage(['wan'], (message, work) => {
      const word = message.body.toString('utf8');
      work.put(NOTES, 'all', { heard: [...(work.get(NOTES, 'all')?.heard ?? []), word] });
      work.send({ to: 'wan', kind: 'word', body: word });
      if (word === 'crash') throw new Error('struck before the commit');
      if (word === 'stumble') work.later(SOONER, 'fall', {});
      work.later(LATER, 'reminder', {});
    }),
  },
  timers: {
    fall: () => {
      throw new TypeError('no words of the interpreter');
    },
    reminder: (_body, work) => work.put(NOTES, 'reminded', { heard: ['yes'] }),
  },
};

describe('what a service cannot deal with', () => {
  let server: ServiceServer;
  let delivered: string[];
  /** What the peer does not take. */
  let refused: string | undefined;

  const transport: Transport = (call) => {
    const words = messagesOf(call).map(({ body }) => body);
    if (refused !== undefined && words.includes(refused)) {
      return Promise.resolve({ status: 403, body: Buffer.alloc(0) });
    }
    delivered.push(...words);
    return Promise.resolve({ status: 202, body: Buffer.alloc(0) });
  };

  beforeEach(async () => {
    delivered = [];
    refused = undefined;
    server = new ServiceServer(
      definition,
      {
        service: 'smso',
        version: 'test',
        listen: { host: '127.0.0.1', port: 0 },
        peers: { wan: 'http://wan' } as Record<ServiceName, string>,
        receivers: 'http://lab',
        partyTokens: { wan: 'wan-token' },
        privateKey: '',
        certificates: {},
        organisations: [],
        storePath: ':memory:',
        contractsFolder: '',
        maximumBody: 1024 * 1024,
      },
      transport,
    );
    await server.workAt(START, 0);
  });
  afterEach(() => server.close());

  async function say(...words: readonly string[]): Promise<void> {
    for (const [index, word] of words.entries()) {
      const headers = { authorization: 'Party wan:wan-token', 'x-message-id': `m${index}` };
      const answer = await server.app.inject({ method: 'POST', url: '/messages/word', headers, payload: word });
      expect(answer.statusCode).toBe(202);
    }
  }
  const heard = (id = 'all'): string[] => server.service.read((work) => work.get(NOTES, id)?.heard ?? []);
  const health = async (): Promise<unknown> => (await server.app.inject({ url: '/health' })).json();
  const audit = (): string[] =>
    server.service.store
      .all('SELECT event, detail FROM audit')
      .map(({ event, detail }) => [text(event), text(detail)].join(' '));

  it('is set aside, a message by itself: nothing else of it is kept, and the rest goes on', async () => {
    await say('hello', 'crash', 'again');
    await server.workAt(START, 1);
    expect(heard()).toEqual(['hello', 'again']);
    expect(delivered).toEqual(['hello', 'again']);
    const reason = 'It could not be dealt with.';
    const aside = { what: 'message', kind: 'word', party: 'wan', messageId: 'm1', at: START.toISOString(), reason };
    expect(await health()).toMatchObject({ setAside: [aside] });
    expect(audit()).toEqual(['set-aside message word m1 wan: Error: struck before the commit']);
    expect((await server.workAt(START, 2)).delivered).toEqual([]);
  });

  it('is set aside, a timer too: those behind it fire', async () => {
    await say('stumble');
    await server.workAt(LATER, 1);
    await server.workAt(LATER, 2);
    expect(heard('reminded')).toEqual(['yes']);
    const reason = 'It could not be dealt with.';
    expect(await health()).toMatchObject({ setAside: [{ what: 'timer', kind: 'fall', reason }] });
  });

  it('is set aside, a message too that its recipient refuses, though it was sent together with others', async () => {
    refused = 'again';
    await say('hello', 'again', 'there');
    await server.workAt(START, 1);
    expect(delivered).toEqual(['hello', 'there']);
    const aside = { what: 'delivery', kind: 'word', party: 'wan', messageId: 'smso-2' };
    expect(await health()).toMatchObject({ setAside: [aside] });
    expect((await server.workAt(START, 2)).next).toBe(LATER.toISOString());
  });

  it('is named, the newest twenty of it', async () => {
    await say(...Array.from({ length: 25 }, () => 'crash'));
    await server.workAt(START, 1);
    const { setAside } = (await health()) as { setAside: { messageId: string }[] };
    expect(setAside.map(({ messageId }) => messageId)).toEqual(Array.from({ length: 20 }, (_, n) => `m${n + 5}`));
  });
});
