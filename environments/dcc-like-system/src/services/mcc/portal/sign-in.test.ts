import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceFixture, FIRST, SECOND } from '../fixtures/mcc';

const MINUTE = 60_000;
let fixture: ServiceFixture;
let realTime: number;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
  realTime = Date.UTC(2026, 0, 1);
  vi.spyOn(Date, 'now').mockImplementation(() => realTime);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.server.close();
});

interface Answer {
  readonly status: number;
  readonly cookie: string;
  readonly retryAfter: unknown;
}

async function post(
  form: Record<string, string>,
  headers: Record<string, string> = {},
  from = '10.0.0.1',
): Promise<Answer> {
  const response = await fixture.server.app.inject({
    method: 'POST',
    url: '/portal/sign-in',
    remoteAddress: from,
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'portal.example', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
  const cookie = String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  return { status: response.statusCode, cookie, retryAfter: response.headers['retry-after'] };
}

const right = (from?: string, eui = FIRST): Promise<Answer> => post({ ...fixture.portal(eui) }, {}, from);
const wrong = (from?: string, user = fixture.portal(FIRST).user): Promise<Answer> =>
  post({ user, password: 'wrong' }, {}, from);

async function fail(times: number, from?: string): Promise<void> {
  for (let time = 0; time < times; time += 1) expect((await wrong(from)).status).toBe(403);
}

async function isSignedIn(cookie: string): Promise<boolean> {
  const { statusCode } = await fixture.server.app.inject({ url: '/portal/installations', headers: { cookie } });
  return statusCode === 200;
}

describe('failed sign-ins', () => {
  it('do no harm up to the fifth, and are forgotten at the right one', async () => {
    await fail(4);
    expect((await right()).status).toBe(303);
    await fail(4);
    expect((await right()).status).toBe(303);
  });

  it('make the account wait from the fifth on, from wherever, longer each time, and nobody else', async () => {
    await fail(5);
    expect(await right('10.0.0.2')).toMatchObject({ status: 429, cookie: '', retryAfter: '60' });
    expect((await right(undefined, SECOND)).status).toBe(303);
    realTime += MINUTE;
    await fail(1);
    expect(await right()).toMatchObject({ status: 429, retryAfter: '120' });
    realTime += 2 * MINUTE;
    expect((await right()).status).toBe(303);
  });

  it('let three hundred guesses through no faster than one in five minutes', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 300; guess += 1) {
      statuses.push((await wrong()).status);
      realTime += 1_000;
    }
    expect(statuses.filter((status) => status === 403).length).toBeLessThan(10);
    expect((await right()).status).toBe(429);
  });

  it('of guesses that come at the same time are counted one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrong()));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
  });

  it('from one address under many names make the address wait', async () => {
    for (let user = 0; user < 30; user += 1) expect((await wrong('10.0.0.3', `user ${user}`)).status).toBe(403);
    expect((await right('10.0.0.3')).status).toBe(429);
    expect((await right('10.0.0.4')).status).toBe(303);
  });

  it('wait in real time, whatever virtual time does', async () => {
    await fail(5);
    await fixture.advance('2019-06-05T00:00:00.000Z');
    expect((await right()).status).toBe(429);
    realTime += 61 * MINUTE;
    await fail(4);
    expect((await right()).status).toBe(303);
  });
});

describe('a form', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'http://elsewhere.example' }],
    ['another port', { origin: 'http://portal.example:8080' }],
    ['no origin that can be named', { origin: 'null' }],
  ])('of %s is refused', async (_what, headers) => {
    expect((await post({ ...fixture.portal(FIRST) }, headers)).status).toBe(403);
  });

  it('of the portal is taken', async () => {
    const headers = { origin: 'http://portal.example', 'sec-fetch-site': 'same-origin' };
    expect((await post({ ...fixture.portal(FIRST) }, headers)).status).toBe(303);
  });
});

describe('sessions', () => {
  it('of a supplier are at most ten: a further one ends the oldest', async () => {
    const other = (await right(undefined, SECOND)).cookie;
    const cookies: string[] = [];
    for (let session = 0; session < 11; session += 1) cookies.push((await right()).cookie);
    const open = await Promise.all([...cookies, other].map(isSignedIn));
    expect(open).toEqual([false, ...Array.from({ length: 11 }, () => true)]);
  });

  it('that have ended are removed at the next sign-in', async () => {
    const { cookie } = await right();
    await fixture.advance('2019-07-05T00:00:00.000Z');
    expect(await isSignedIn(cookie)).toBe(false);
    await right();
    expect(fixture.server.service.store.documents('portal-sessions', '').size).toBe(1);
  });
});
