import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbedded } from './embedded';
import type { Environment } from './environment';
import { withMigrationDust } from './migration-dust';

/** Attempts of two participants, at once, to see or touch what is the other's. */
const ATTEMPTS = 500;

type Json = Readonly<Record<string, unknown>>;

interface Side {
  readonly token: string;
  readonly importMPAN: string;
  readonly stem: string;
}

let environment: Environment;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dust-isolation-'));
  const options = { seed: '1', folder, progress: () => undefined };
  environment = await withMigrationDust(await startEmbedded(options), options);
});

afterAll(async () => {
  await environment.stop();
  rmSync(folder, { recursive: true });
});

/** What stands where, for a caller with a token. */
async function call(
  base: string,
  token: string,
  method: string,
  target: string,
  body?: object | string,
): Promise<Response> {
  const isText = typeof body === 'string';
  return fetch(`${base}${target}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': isText ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
}

async function made(answer: Response): Promise<Json> {
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Json;
}

/** A participant with a test installation and registration data. @param number keeps the two apart */
async function sideOf(key: string, number: number): Promise<Side> {
  const { lab, migrationDust: dust } = environment.description;
  const participant = dust?.participants.find((one) => one.key === key);
  if (!lab || !dust || !participant) throw new Error('The embedded environment has a lab and Migration DUST.');
  const { token, suppliers } = participant;
  const installation = await made(
    await call(lab.url, lab.token, 'POST', '/installations', {
      reference: `installation ${number}`,
      groupId: 'AA',
      smsoTag: 'CGI',
      communicationsProvider: 'Provider',
      kind: 'Active',
      sleepyGas: false,
      devices: ['CHF', 'ESME'].map((deviceType) => ({
        deviceType,
        manufacturer: 'AB01',
        model: '010A030B',
        firmware: '0001',
      })),
      electricitySupplier: suppliers.electricity,
      electricityNetwork: '90-B3-D5-1F-30-04-00-00',
    }),
  );
  const importMPAN = String(installation.importMPAN);
  const operators = (target: string, body: object): Promise<Response> =>
    call(dust.url, dust.operatorToken, 'PUT', target, body);
  await made(await operators('/operator/deployment', { environment: 'UIT', release: 'IOC', version: '1.0' }));
  for (const name of ['party-status', 'certificates', 'connection']) {
    await made(await operators(`/operator/participants/${key}/prerequisites/${name}`, { reference: 'test' }));
  }
  await made(await operators(`/operator/test-installations/${importMPAN}`, {}));
  const booked = await made(await call(dust.url, token, 'POST', '/bookings', { source: 'dcc-lab' }));
  const stem = `CGI_${suppliers.electricity}_2019060${number}_120000`;
  const registered = [
    'MPxN,Fuel,SupplierEUI,NetworkOperatorEUI',
    `${String(booked.importMPAN)},electricity,${suppliers.electricity},90-B3-D5-1F-30-04-00-00`,
  ];
  await made(await call(dust.url, token, 'PUT', `/registration-data/${stem}`, registered.join('\n')));
  return { token, importMPAN: String(booked.importMPAN), stem };
}

/** What somebody could try with a thing of another. */
const TRIES: readonly ((other: Side) => readonly [method: string, target: string, body?: object | string])[] = [
  ({ stem }) => ['GET', `/authorisations/${stem}`],
  ({ stem }) => ['GET', `/authorisations/${stem.toLowerCase()}`],
  ({ stem }) => ['GET', `/authorisations/${encodeURIComponent(`../authorisations/${stem}`)}`],
  ({ stem }) => ['GET', `/authorisations/${stem}/exceptions.csv`],
  ({ stem }) => ['PUT', `/authorisations/MA_${stem}.zip`, 'no archive'],
  ({ stem }) => ['PUT', `/authorisations/MAPASSWORD_${stem}.txt`, 'password'],
  ({ stem }) => ['PUT', `/registration-data/${stem}`, 'MPxN,Fuel,SupplierEUI,NetworkOperatorEUI\n'],
  ({ importMPAN, stem }) => [
    'PUT',
    `/registration-data/other-${stem}`,
    `MPxN,Fuel,SupplierEUI,NetworkOperatorEUI\n${importMPAN},electricity,90-B3-D5-1F-30-02-00-00,90-B3-D5-1F-30-04-00-00\n`,
  ],
  ({ importMPAN }) => ['DELETE', `/bookings/${importMPAN}`],
  ({ importMPAN }) => ['POST', '/own-installations', { importMPAN, deviceIds: ['00-00-00-00-00-00-00-01'] }],
  ({ importMPAN }) => ['PUT', `/operator/test-installations/${importMPAN}`, {}],
  ({ importMPAN }) => ['PUT', `/remote-lab/test-installations/${importMPAN}`, { connected: false }],
];

it(`lets none of ${ATTEMPTS} attempts of two participants at once see or touch what is the other's`, async () => {
  const base = environment.description.migrationDust?.url ?? '';
  // Both authorise in the name of one test supplier.
  const one = await sideOf('dale-networks', 1);
  const other = await sideOf('esk-gas-transport', 2);
  const succeeded: string[] = [];
  const attempt = async (number: number): Promise<void> => {
    const [who, whose] = number % 2 === 0 ? [one, other] : [other, one];
    const [method, target, body] = TRIES[Math.floor(number / 2) % TRIES.length]?.(whose) ?? ['GET', '/'];
    const answer = await call(base, who.token, method, target, body);
    if (answer.status < 400) succeeded.push(`${method} ${target}: ${answer.status}`);
    const lists = await Promise.all(
      ['/authorisations', '/test-installations'].map(async (list) => (await call(base, who.token, 'GET', list)).text()),
    );
    if (lists.some((text) => text.includes(whose.stem) || text.includes(whose.importMPAN)))
      succeeded.push(`list of ${method}`);
  };
  for (let first = 0; first < ATTEMPTS; first += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, index) => attempt(first + index)));
  }
  expect(succeeded).toEqual([]);
  for (const side of [one, other]) {
    const { yours } = (await made(await call(base, side.token, 'GET', '/test-installations'))) as { yours: Json[] };
    expect(yours.map(({ importMPAN }) => importMPAN)).toEqual([side.importMPAN]);
  }
});

/** Pages of the portal with their headings. */
const PAGES = [
  ['summary', 'Summary'],
  ['test-installations', 'Test installations'],
  ['authorisations', 'Authorisations'],
  ['outcomes', 'Outcomes'],
  ['alerts', 'Alerts'],
  ['reports', 'Reports'],
  ['examples', 'Examples'],
] as const;

it('shows each page of the portal to those who are signed in, and to nobody else', async () => {
  const { url = '', participants = [] } = environment.description.migrationDust ?? {};
  const [participant] = participants;
  const form = new URLSearchParams(participant?.portal).toString();
  const signedIn = await fetch(`${url}/portal/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
  expect(cookie).toMatch(/^migration-dust-session=./);
  for (const [page, heading] of PAGES) {
    const target = `${url}/portal/${page}`;
    const own = await fetch(target, { redirect: 'manual', headers: { cookie } });
    expect({ page, status: own.status }).toEqual({ page, status: 200 });
    expect(await own.text()).toContain(`<h1>${heading}</h1>`);
    const foreign = await fetch(target, { redirect: 'manual', headers: { cookie: 'migration-dust-session=guessed' } });
    expect({ page, status: foreign.status }).toEqual({ page, status: 303 });
  }
});
