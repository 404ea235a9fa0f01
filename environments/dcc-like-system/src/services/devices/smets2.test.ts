import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../../../../environment';
import { makeCredentials } from '../../lab/credentials';
import { planSmets2 } from '../../lab/smets2-provisioning';
import { isSignedBy, lineOf, partsOf, signLine, type GbcsCommand, type GbcsMessage } from '../../domain/gbcs';
import { DSP_EUI } from '../../duis/vocabulary';
import { messagesOf } from '../../kernel/fixtures/messages';
import { ServiceServer } from '../../kernel/server';
import { definition } from '.';

const START = new Date('2019-06-04T08:00:00.000Z');
const credentials = makeCredentials(SERVICES);

let folder: string;
let server: ServiceServer;
let turn: number;
let messages: number;
/** What devices sent up, in order. */
let uplinks: { kind: string; body: { payload: string; correlation?: string } }[];
let supplier: string;
let meter: { deviceId: string; publicKey: string };
let keyOf: (holder: string) => string;

beforeEach(async () => {
  const made = await credentials;
  const organisations = made.organisations;
  supplier = organisations.find(({ key }) => key === 'first-supplier')?.eui ?? '';
  keyOf = (holder) =>
    (made.roles[holder] ?? organisations.find(({ eui }) => eui === holder))?.privateKey ?? `no key of ${holder}`;
  folder = mkdtempSync(join(tmpdir(), 'devices-'));
  [turn, messages, uplinks] = [0, 0, []];
  server = new ServiceServer(
    definition,
    {
      service: 'devices',
      version: 'test',
      listen: { host: '127.0.0.1', port: 0 },
      peers: Object.fromEntries(SERVICES.map((name) => [name, `http://${name}`])) as Record<ServiceName, string>,
      receivers: 'http://lab',
      partyTokens: made.partyTokens,
      labToken: made.labToken,
      privateKey: made.roles.devices?.privateKey ?? '',
      certificates: {
        ...Object.fromEntries(Object.entries(made.roles).map(([role, pair]) => [role, pair.certificate])),
        ...Object.fromEntries(organisations.map(({ eui, certificate }) => [eui, certificate])),
      },
      organisations,
      storePath: join(folder, 'devices.sqlite'),
      contractsFolder: '',
      maximumBody: 1024 * 1024,
    },
    (call) => {
      for (const { body } of messagesOf(call)) uplinks.push(JSON.parse(body) as (typeof uplinks)[number]);
      return Promise.resolve({ status: 202, body: Buffer.alloc(0) });
    },
  );
  await server.workAt(START, (turn += 1));
  const plan = planSmets2('seed', { reference: 'later', electricitySupplier: supplier, electricityNetwork: 'nobody' });
  const devices = (plan.made as { devices: { deviceType: string; deviceId: string; publicKey: string }[] }).devices;
  meter = devices.find(({ deviceType }) => deviceType === 'ESME') ?? { deviceId: '', publicKey: '' };
  const body = plan.provisions.find(({ service: name }) => name === 'devices')?.body;
  const headers = { authorization: `Bearer ${made.labToken}` };
  await server.app.inject({ method: 'POST', url: '/lab/provision/installation', headers, payload: body ?? {} });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Brings a command to the meter; gives what it says to that, if anything. */
async function bring(command: Partial<GbcsCommand>, signer: string, from = 'wan'): Promise<GbcsMessage | undefined> {
  const line = lineOf({
    service: '7.2',
    from: supplier,
    to: meter.deviceId,
    counter: '10',
    operation: 'act',
    body: { name: 'disable-supply', value: '{}' },
    ...command,
  });
  const before = uplinks.length;
  messages += 1;
  const { partyTokens } = await credentials;
  await server.app.inject({
    method: 'POST',
    url: '/messages/gbcs-command',
    headers: {
      authorization: `Party ${from}:${partyTokens[from] ?? ''}`,
      'content-type': 'application/octet-stream',
      'x-message-id': `m-${messages}`,
      'x-correlation': 'a request',
    },
    payload: JSON.stringify({ deviceId: meter.deviceId, payload: signLine(line, keyOf(signer)) }),
  });
  await server.workAt(server.service.now, (turn += 1));
  const [answer] = uplinks.slice(before).filter(({ kind }) => kind === 'gbcs-response');
  return answer && (JSON.parse(partsOf(answer.body.payload).line) as GbcsMessage);
}

const READ = { service: '4.1.1', from: DSP_EUI, operation: 'read-registers', body: {} } as const;

describe('a SMETS2+ device', () => {
  it('does what its supplier has signed, and signs its answer', async () => {
    expect(await bring({}, supplier)).toMatchObject({ service: '7.2', to: supplier, counter: '10' });
    const [{ body } = { body: { payload: '' } }] = uplinks;
    expect(body).toMatchObject({ correlation: 'a request' });
    expect(isSignedBy(partsOf(body.payload), meter.publicKey)).toBe(true);
  });

  it('does nothing critical that somebody else has signed, the DSP included', async () => {
    const other = (await credentials).organisations.find(({ key }) => key === 'second-supplier')?.eui ?? '';
    expect(await bring({}, other)).toMatchObject({ refusal: 'not-authentic' });
    expect(await bring({ from: other }, other)).toMatchObject({ refusal: 'not-authentic' });
    expect(await bring({}, 'dsp')).toMatchObject({ refusal: 'not-authentic' });
    expect(await bring({ from: DSP_EUI }, 'dsp')).toMatchObject({ refusal: 'not-authentic' });
    expect(await bring({ from: DSP_EUI, service: '4.1.1' }, 'dsp')).toMatchObject({ refusal: 'not-authentic' });
  });

  it('answers a reading that the DSP vouches for to its user, and nobody else', async () => {
    const asked = { ...READ, user: supplier, userCounter: '77' };
    expect(await bring(asked, 'dsp')).toMatchObject({ to: supplier, counter: '77' });
    expect(await bring({ ...asked, counter: '11' }, supplier)).toMatchObject({ refusal: 'not-authentic' });
  });

  it('takes each counter of a party once, in rising order', async () => {
    expect(await bring(READ, 'dsp')).not.toHaveProperty('refusal');
    expect(await bring(READ, 'dsp')).toMatchObject({ refusal: 'replayed-counter' });
    expect(await bring({ ...READ, counter: '9' }, 'dsp')).toMatchObject({ refusal: 'replayed-counter' });
    expect(await bring({ ...READ, counter: '11' }, 'dsp')).not.toHaveProperty('refusal');
  });

  it('is not the device of another command', async () => {
    expect(await bring({ to: 'another device' }, supplier)).toMatchObject({ refusal: 'not-authentic' });
  });

  it('hears only the network', async () => {
    expect(await bring({}, supplier, 's1sp')).toBeUndefined();
  });

  it('tells its supplier that the supply was armed, once it was off', async () => {
    await bring({}, supplier);
    await bring({ service: '7.3', counter: '11', body: { name: 'arm-supply', value: '{}' } }, supplier);
    const alerts = uplinks.filter(({ kind }) => kind === 'gbcs-alert').map(({ body }) => partsOf(body.payload));
    expect(alerts.map(({ line }) => JSON.parse(line) as object)).toMatchObject([{ alert: '8168', to: supplier }]);
    expect(alerts.every((alert) => isSignedBy(alert, meter.publicKey))).toBe(true);
  });
});
