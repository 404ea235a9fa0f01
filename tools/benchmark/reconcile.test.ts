import { describe, expect, it } from 'vitest';
import type { MadeInstallation, Roles, TestLab } from '../../support/roles';
import { reconcile } from './reconcile';

const METER = '00-DB-12-E1-00-00-00-01';
const INSTALLATION = {
  reference: 'installation 1',
  importMPAN: '1012345678806',
  iccid: '8944000000000000009',
  devices: [{ deviceId: METER, deviceType: 'ESME' }],
} as unknown as MadeInstallation;

const DUIS = 'http://www.dccinterface.co.uk/ServiceUserGateway';
const MMC = 'http://www.dccinterface.co.uk/ResponseAndAlert';

function response(body: string): string {
  const header =
    '<Header><ResponseID>a:b:1</ResponseID><ResponseCode>I0</ResponseCode>' +
    '<ResponseDateTime>2019-06-04T08:00:00Z</ResponseDateTime></Header>';
  return `<Response xmlns="${DUIS}" xmlns:ra="${MMC}" schemaVersion="3.0">${header}<Body>${body}</Body></Response>`;
}

const dccAlert = (code: string, event: string): string =>
  response(
    `<DCCAlertMessage><DCCAlertCode>${code}</DCCAlertCode><DCCAlert><${event}><DeviceID>${METER}</DeviceID></${event}>` +
      '</DCCAlert></DCCAlertMessage>',
  );
const DEVICE_ALERT = response(
  '<SMETS1ResponseMessage><SMETS1SignedResponse><SMETS1Response><Header>' +
    `<ra:BusinessOriginatorID>${METER}</ra:BusinessOriginatorID><ra:BusinessTargetID>A</ra:BusinessTargetID>` +
    '<ra:OriginatorCounter>1</ra:OriginatorCounter></Header><Body><DeviceAlertMessage><ra:DeviceAlertContent>' +
    '<ra:GBCSHexAlertCode>8F69</ra:GBCSHexAlertCode><ra:AlertDescription>x</ra:AlertDescription>' +
    '</ra:DeviceAlertContent></DeviceAlertMessage></Body></SMETS1Response></SMETS1SignedResponse></SMETS1ResponseMessage>',
);

/** What every side says; right unless a test says otherwise. */
interface Said {
  state: string;
  attempt: number;
  results: string[];
  status: string;
  holder: string;
  network: string;
  received: Record<string, string[]>;
}

const RIGHT: Said = {
  state: 'Commissioned',
  attempt: 1,
  results: ['Migrated'],
  status: 'Commissioned',
  holder: 'dco',
  network: 's1sp',
  received: {
    SUP: [dccAlert('N42', 'SecurityCredentialsUpdated'), DEVICE_ALERT],
    NET: [dccAlert('N16', 'DeviceStatusChangeEvent')],
    GAS: [],
  },
};

function problemsOf(changes: Partial<Said> = {}, retried: readonly MadeInstallation[] = []): Promise<string[]> {
  const said = { ...RIGHT, ...changes };
  const { importMPAN } = INSTALLATION;
  const supplier = {
    eui: 'SUP',
    installationStates: async () => [
      { importMPAN, installationId: 'INST-1', state: said.state, attempt: said.attempt },
    ],
    outcomeFiles: async () => [{ name: 'COF' }],
    fetchOutcomeFile: async () => ({ outcomes: said.results.map((result) => ({ importMPAN, result })) }),
  };
  const distributor = { eui: 'NET' };
  const gasSupplier = { eui: 'GAS' };
  const roles = {
    supplier,
    distributor,
    gasSupplier,
    transporter: { eui: 'GT' },
    everyUser: [supplier, distributor, gasSupplier],
    dsp: { inventoryEntry: async () => ({ status: said.status }) },
    dco: { keyHolding: async () => ({ holder: said.holder }) },
    network: { sim: async () => ({ network: said.network }) },
  } as unknown as Roles;
  const deliveredTo = async (eui: string): Promise<{ body: string }[]> =>
    (said.received[eui] ?? []).map((body) => ({ body }));
  return reconcile(roles, { deliveredTo } as unknown as TestLab, [INSTALLATION], retried);
}

describe('installations that were migrated', () => {
  it('fit together from all sides', async () => {
    expect(await problemsOf()).toEqual([]);
  });

  it('need a second attempt where the first had to fail', async () => {
    expect(await problemsOf({ attempt: 2 }, [INSTALLATION])).toEqual([]);
    expect(await problemsOf({}, [INSTALLATION])).toEqual([expect.stringMatching(/at attempt 1/)]);
  });

  it.each<[string, Partial<Said>, RegExp]>([
    ['has failed', { state: 'Failed' }, /installation 1 is Failed/],
    ['was migrated at another attempt', { attempt: 2 }, /is Commissioned at attempt 2/],
    ['has two outcomes', { results: ['Migrated', 'Migrated'] }, /^2 outcomes say/],
    ['has no outcome', { results: ['NotMigrated'] }, /^0 outcomes say/],
    ['is not commissioned', { status: 'Pending' }, /the meter is Pending/],
    ['has a key of the SMSO', { holder: 'smso' }, /key with smso/],
    ['has its SIM at the SMSO', { network: 'smso' }, /SIM with smso/],
    ['was not told of', { received: { ...RIGHT.received, NET: [] } }, /^Never told: NET: dcc-alert N16/],
    [
      'was told of twice',
      { received: { ...RIGHT.received, SUP: [...(RIGHT.received.SUP ?? []), DEVICE_ALERT] } },
      /twice/,
    ],
    ['was told to others', { received: { ...RIGHT.received, GAS: [DEVICE_ALERT] } }, /^Not expected.*GAS/],
  ])('are looked at: one %s', async (_what, changes, sentence) => {
    expect(await problemsOf(changes)).toEqual([expect.stringMatching(sentence)]);
  });
});
