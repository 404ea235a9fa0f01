import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES, SERVICES, type EnvironmentDescription, type ServiceName } from '../environment';
import { REMOTE_DESCRIPTION, readDescription } from './description';
import { connectRemote } from '.';
import { writeDescription } from './write-description';

const SECRETS = ['token-of-a-user', 'token-of-a-receiver', 'password-of-a-user', 'key-of-a-user', 'token-of-a-party'];
const [TOKEN = '', RECEIVER = '', PASSWORD = '', KEY = '', PARTY = ''] = SECRETS;
const CLOCK = { speed: 600, lookEvery: 250, settle: 500, patience: 1_000 };
const OPTIONS = { seed: '1', folder: '', progress: () => undefined };

let folder: string;
let file: string;
let server: Server;
let address: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'remote-'));
  file = join(folder, 'remote.json');
  server = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? String(bound?.port) : ''}`;
  process.env[REMOTE_DESCRIPTION] = file;
  writeFileSync(join(folder, 'pool.json'), '{"installations":[]}');
  writeDescription(file, simulated(), CLOCK, join(folder, 'pool.json'));
});

afterEach(() => {
  Reflect.deleteProperty(process.env, REMOTE_DESCRIPTION);
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function everyService<T>(value: T): Record<ServiceName, T> {
  return Object.fromEntries(SERVICES.map((name) => [name, value])) as Record<ServiceName, T>;
}

function simulated(): EnvironmentDescription {
  return {
    name: 'embedded',
    simulated: true,
    services: everyService(address),
    lab: { url: address, token: 'token-of-the-lab' },
    receivers: address,
    capabilities: CAPABILITIES,
    organisations: [
      {
        ...{ key: 'first-supplier', name: 'Avon Supply', eui: '90-B3-D5-1F-30-01-00-00', roles: ['IS'] },
        token: TOKEN,
        receiverToken: RECEIVER,
        portal: { user: 'avon', password: PASSWORD },
        privateKey: KEY,
        certificate: 'certificate',
      },
    ],
    partyTokens: everyService(PARTY),
    certificates: { dsp: 'certificate of the dsp' },
    trustAnchor: 'anchor',
    versions: { 'dcc-like-system': '1' },
  };
}

describe('the description of a remote environment', () => {
  it('leads to everything that the suite needs, and to no lab', async () => {
    const { description } = await connectRemote(OPTIONS);
    const { lab: _given, capabilities: _all, ...same } = simulated();
    expect(description).toEqual({
      ...same,
      name: 'remote',
      capabilities: [],
      clock: CLOCK,
      pool: join(folder, 'pool.json'),
    });
  });

  it('may hold the credentials of some alone, and says of whom it has none', async () => {
    const described = JSON.parse(readFileSync(file, 'utf8')) as {
      organisations: object[];
      partyTokens: Partial<Record<ServiceName, object>>;
    };
    const { key, name, eui, roles } = simulated().organisations[0] ?? {};
    described.organisations.push({ key, name, eui, roles }, ...described.organisations.splice(0));
    delete described.partyTokens.s1sp;
    writeFileSync(file, JSON.stringify(described));
    const said: string[] = [];
    const { description } = await connectRemote({ ...OPTIONS, progress: (text) => void said.push(text) });
    expect(description.organisations[0]).toMatchObject({ name, isOthers: true, token: '' });
    expect(description.organisations[1]).toEqual(simulated().organisations[0]);
    expect(Object.keys(description.partyTokens)).toHaveLength(SERVICES.length - 1);
    expect(said.join(' ')).toContain(
      'no credentials of Avon Supply, the s1sp: scenarios in which they act are not run here',
    );
  });

  it('can measure response times where its clock goes no faster than the wall clock', () => {
    expect(readDescription().capabilities).toEqual([]);
    writeDescription(file, simulated(), { ...CLOCK, speed: 1 }, join(folder, 'pool.json'));
    expect(readDescription().capabilities).toEqual(['response-times']);
  });

  it('holds no secret itself, and this user alone can read those that it refers to', () => {
    const text = readFileSync(file, 'utf8');
    for (const secret of [...SECRETS, 'token-of-the-lab']) expect(text).not.toContain(secret);
    expect(statSync(join(folder, 'remote-credentials')).mode & 0o077).toBe(0);
  });

  it('takes credentials from the variables of the process too', async () => {
    const description = JSON.parse(readFileSync(file, 'utf8')) as { trustAnchor: object };
    writeFileSync(file, JSON.stringify({ ...description, trustAnchor: { variable: 'PATH' } }));
    expect((await connectRemote(OPTIONS)).description.trustAnchor).toBe(process.env.PATH);
  });

  it('names what is missing all at once: credentials, addresses, the pool', async () => {
    for (const name of ['first-supplier.token', 'dco.token']) unlinkSync(join(folder, 'remote-credentials', name));
    unlinkSync(join(folder, 'pool.json'));
    server.closeAllConnections();
    server.close();
    const refused = await connectRemote(OPTIONS).catch((error: unknown) => String(error));
    for (const what of ['token of Avon Supply', 'token of the dco', 'pool of installations', `mcc at ${address}`]) {
      expect(refused).toContain(what);
    }
  });

  it('is of the published form, and is named', () => {
    const description = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...description, capabilities: ['lab'], speed: 1 }));
    expect(() => readDescription()).toThrow(
      /describes no remote environment[^]*capabilities[^]*speed|speed[^]*capabilities/,
    );
    Reflect.deleteProperty(process.env, REMOTE_DESCRIPTION);
    expect(() => readDescription()).toThrow('MIGRATION_REMOTE must name the file');
  });
});
