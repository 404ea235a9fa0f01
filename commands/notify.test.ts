import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun } from '../reports/fixtures/sample';
import { sampleSince } from '../reports/fixtures/since';
import { jobSummary, notificationFor } from '../reports/summary/job-summary';
import { notify } from './shared/notify';

const failing = sampleRun(ALL_OUTCOMES);
const changed = { ...failing, since: sampleSince(failing) };
const unchanged = { ...failing, since: { ...sampleSince(failing), changes: [] } };

let server: Server;
let received: string[];
let status: number;
let receiver: URL;

beforeEach(async () => {
  received = [];
  status = 200;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      received.push(body);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  receiver = new URL(`http://127.0.0.1:${address.port}/hook/secret`);
});
afterEach(() => server.close());

describe('a notification', () => {
  it('tells a receiver what has changed', async () => {
    expect(await notify(changed, receiver)).toBe('127.0.0.1 was notified.');
    const [body = ''] = received;
    expect(JSON.parse(body)).toEqual({ text: expect.stringContaining('Worse: 1 new failure') as string });
  });

  it('is not sent where nothing has changed, or nobody asked for it', async () => {
    expect(await notify(unchanged, receiver)).toBe('Nobody was notified: nothing has changed.');
    expect(await notify(changed, undefined)).toBeUndefined();
    expect(received).toEqual([]);
  });

  it('that is refused, or finds nobody, says so without the address', async () => {
    status = 404;
    expect(await notify(changed, receiver)).toBe(
      '127.0.0.1 could not be notified (404); the run is as good without it.',
    );
    server.close();
    expect(await notify(changed, new URL('http://127.0.0.1:9/hook/secret'))).toMatch(
      /^127\.0\.0\.1 could not be notified \(\w+\)/,
    );
  });

  it('is a card for workflows of Teams, and a text for everybody else', () => {
    expect(notificationFor(changed, 'hooks.slack.com')).toHaveProperty('text');
    const card = notificationFor(changed, 'prod-01.westeurope.logic.azure.com');
    expect(card).toMatchObject({ type: 'message', attachments: [{ content: { type: 'AdaptiveCard' } }] });
    expect(notificationFor(changed, 'logic.azure.com.example.org')).toHaveProperty('text');
  });
});

describe('the summary of a job', () => {
  it('is Markdown of which no word is taken for a mark', () => {
    const [cause] = failing.causes;
    if (cause === undefined) throw new Error('no cause');
    const text = jobSummary({ ...changed, causes: [{ ...cause, sentence: 'A *bold* <script> of `x` | y.' }] });
    expect(text).toMatch(/^## .+: (not met|incomplete)\n/);
    expect(text).toContain('- Worse: 1 new failure');
    expect(text).toContain('1. C-403: A \\*bold\\* \\<script\\> of \\`x\\` \\| y.');
  });
});
