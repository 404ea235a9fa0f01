import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import { archive, ServiceFixture, csv, FIRST, PASSWORD, row, SECOND, stemOf } from '../fixtures/mcc';

const STEM = stemOf();
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly location: string;
  readonly cookie: string;
}

async function send(
  method: 'GET' | 'POST',
  url: string,
  options: { cookie?: string; form?: Record<string, string>; files?: FormData; from?: string } = {},
): Promise<Answer> {
  const body = options.files ?? (options.form && new URLSearchParams(options.form));
  const encoded = body && new Response(body);
  const response = await fixture.server.app.inject({
    method,
    url,
    headers: {
      ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      ...(options.from === undefined ? {} : { 'sec-fetch-site': options.from }),
      ...(encoded ? { 'content-type': encoded.headers.get('content-type') ?? '' } : {}),
    },
    ...(encoded ? { payload: Buffer.from(await encoded.arrayBuffer()) } : {}),
  });
  return {
    status: response.statusCode,
    body: response.body,
    location: String(response.headers.location),
    cookie: String(response.headers['set-cookie']),
  };
}

async function signIn(eui = FIRST): Promise<string> {
  const answer = await send('POST', '/portal/sign-in', { form: { ...fixture.portal(eui) } });
  expect(answer).toMatchObject({ status: 303, location: '/portal/authorisations' });
  return answer.cookie.split(';')[0] ?? '';
}

async function formToken(cookie: string): Promise<string> {
  const { body } = await send('GET', '/portal/authorisations', { cookie });
  return /name="form-token" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

async function upload(
  cookie: string,
  files: Record<string, { name: string; content: Buffer | string }>,
): Promise<Answer> {
  const form = new FormData();
  form.set('form-token', await formToken(cookie));
  for (const [field, { name, content }] of Object.entries(files))
    form.set(field, new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  return send('POST', '/portal/authorisations', { cookie, files: form });
}

describe('signing in', () => {
  it('asks for user name and password, and keeps the session in a strict cookie', async () => {
    const page = await send('GET', '/portal/');
    expect(page.body).toContain('<label for="user">User name</label>');
    const answer = await send('POST', '/portal/sign-in', { form: { ...fixture.portal(FIRST) } });
    expect(answer.cookie).toMatch(/^mcc-session=[\w-]{43}; Path=\/portal; HttpOnly; SameSite=Strict$/);
  });

  it.each([
    ['a wrong password', (right: { user: string }) => ({ user: right.user, password: 'wrong' })],
    ['an unknown user', (right: { password: string }) => ({ user: 'nobody', password: right.password })],
    ['nothing', () => ({ user: '', password: '' })],
  ])('refuses %s', async (_what, credentials) => {
    const answer = await send('POST', '/portal/sign-in', { form: credentials(fixture.portal(FIRST)) });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('User name or password is wrong.');
    expect(answer.cookie).toBe('undefined');
  });

  it('refuses an organisation that is no supplier, and a form from another site', async () => {
    const distributor = fixture.portal('90-B3-D5-1F-30-04-00-00');
    expect((await send('POST', '/portal/sign-in', { form: { ...distributor } })).status).toBe(403);
    const form = { ...fixture.portal(FIRST) };
    expect((await send('POST', '/portal/sign-in', { form, from: 'cross-site' })).status).toBe(403);
  });

  it.each(['authorisations', 'authorisations/x', 'installations', 'installations/x', 'outcomes', 'outcomes/x'])(
    'shows %s to nobody who has not signed in',
    async (path) => {
      const answer = await send('GET', `/portal/${path}`, { cookie: 'mcc-session=guessed' });
      expect(answer).toMatchObject({ status: 303, location: '/portal/' });
    },
  );

  it('ends with signing out: the cookie is worth nothing afterwards', async () => {
    const cookie = await signIn();
    const form = { 'form-token': await formToken(cookie) };
    expect((await send('POST', '/portal/sign-out', { cookie, form: {} })).status).toBe(403);
    expect((await send('POST', '/portal/sign-out', { cookie, form })).location).toBe('/portal/');
    expect((await send('GET', '/portal/installations', { cookie })).status).toBe(303);
  });
});

describe('the pages', () => {
  it('take an authorisation with its password file and show its result', async () => {
    const cookie = await signIn();
    const answer = await upload(cookie, {
      'authorisation-file': { name: `MA_${STEM}.zip`, content: await archive(csv([row(1), row(2, { RowId: 'R1' })])) },
      'password-file': { name: `MAPASSWORD_${STEM}.txt`, content: PASSWORD },
    });
    expect(answer).toMatchObject({ status: 303, location: `/portal/authorisations/${STEM}` });
    expect((await send('GET', answer.location, { cookie })).body).toContain('Received, being validated');
    await fixture.settle();
    const { body } = await send('GET', answer.location, { cookie });
    expect(body).toContain('Partly accepted');
    expect(body).toContain('SIM-AUT-22');
    expect(body).toContain('/portal/installations/INST-000001');
    expect((await send('GET', `${answer.location}/result.csv`, { cookie })).body).toContain('partly-accepted');
  });

  it('follow an installation to Commissioned and give the outcome file', async () => {
    const cookie = await signIn();
    await fixture.authorise(csv([row(1)]));
    await fixture.advance('2019-06-04T08:00:00.000Z');
    const { name, bytes } = await fixture.outcome({
      installationId: 'INST-000001',
      result: 'Migrated',
      phase: 'Commissioning',
    });
    const list = await send('GET', '/portal/installations', { cookie });
    expect(list.body).toContain(identifiersFor('mcc', '1').importMPAN);
    const page = await send('GET', '/portal/installations/INST-000001', { cookie });
    expect(page.body).toMatch(/Commissioned<\/span>/);
    expect(page.body).toContain('Attempt 1 started');
    expect((await send('GET', '/portal/outcomes', { cookie })).body).toContain(name);
    const file = await send('GET', `/portal/outcomes/${name}`, { cookie });
    expect(file.body).toBe(bytes.toString('utf8'));
  });

  it('show nothing of another supplier', async () => {
    await fixture.authorise(csv([row(1)]));
    await fixture.advance('2019-06-04T08:00:00.000Z');
    const { name } = await fixture.outcome({
      installationId: 'INST-000001',
      result: 'Migrated',
      phase: 'Commissioning',
    });
    const cookie = await signIn(SECOND);
    for (const path of [
      `authorisations/${STEM}`,
      `authorisations/${STEM}/result.csv`,
      'installations/INST-000001',
      `outcomes/${name}`,
      'reports/RPT-000001',
      'reports/current/nonsense',
    ]) {
      expect((await send('GET', `/portal/${path}`, { cookie })).status).toBe(404);
    }
    for (const path of ['authorisations', 'installations', 'outcomes']) {
      const { body } = await send('GET', `/portal/${path}`, { cookie });
      expect(body).not.toMatch(/INST-000001|20190603_090000|COF_/);
    }
  });

  it('show the reports with the rows that the interface gives, and as csv', async () => {
    await fixture.authorise(csv([row(1), row(2)]));
    await fixture.advance('2019-06-04T00:00:00.000Z');
    const cookie = await signIn();
    const list = await send('GET', '/portal/reports', { cookie });
    expect(list.body).toContain('href="/portal/reports/current/portfolio"');
    const id = /href="\/portal\/reports\/(RPT-\d+)">/.exec(list.body)?.[1] ?? '';
    const kept = await send('GET', `/portal/reports/${id}`, { cookie });
    expect(kept.body).toContain('<h1>Migration outcomes</h1>');
    expect(kept.body).toContain('There is nothing to report.');
    const now = await send('GET', '/portal/reports/current/portfolio', { cookie });
    expect(now.body).toMatch(/<th scope="col">Authorised<\/th>/);
    expect(now.body).toMatch(/<td>2<\/td>/);
    const file = await send('GET', '/portal/reports/current/portfolio/report.csv', { cookie });
    expect(file.body).toMatch(/^Supplier,SmsoTag.*\r\n.*,2,2,0,0,0,0,0\r\n$/);
    expect((await send('GET', '/portal/reports')).location).toBe('/portal/');
  });

  it('never let what was uploaded become markup', async () => {
    const cookie = await signIn();
    const content = await archive(csv([row(1, { RowId: '<script>alert(1)</script>' })]));
    const answer = await upload(cookie, {
      'authorisation-file': { name: 'MA_<img src=x onerror=alert(1)>.zip', content },
    });
    await fixture.settle();
    const page = await send('GET', answer.location, { cookie });
    expect(page.body).not.toContain('<img');
    expect(page.body).toContain('&lt;img');
    await upload(cookie, {
      'authorisation-file': { name: `MA_${STEM}.zip`, content },
      'password-file': { name: `MAPASSWORD_${STEM}.txt`, content: PASSWORD },
    });
    await fixture.settle();
    const result = await send('GET', `/portal/authorisations/${STEM}`, { cookie });
    expect(result.body).toContain('&lt;script&gt;');
    expect(result.body).not.toContain('<script');
  });

  it('take no form without the token of the session, and none without a file', async () => {
    const cookie = await signIn();
    const files = new FormData();
    files.set('form-token', await formToken(await signIn(SECOND)));
    files.set('authorisation-file', new File(['x'], `MA_${STEM}.zip`));
    expect((await send('POST', '/portal/authorisations', { cookie, files })).status).toBe(403);
    const empty = await upload(cookie, { 'authorisation-file': { name: '', content: '' } });
    expect(empty.status).toBe(400);
    expect(empty.body).toContain('Choose an authorisation file or a password file.');
  });

  it('forbid scripts, frames and caching', async () => {
    const { headers } = await fixture.server.app.inject({ url: '/portal/' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });
});
