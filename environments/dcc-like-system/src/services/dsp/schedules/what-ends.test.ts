import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DSP_EUI } from '../../../duis/vocabulary';
import {
  codeOf,
  DISTRIBUTOR,
  DspFixture,
  ESME,
  GAS_SUPPLIER,
  GSME,
  MPAN,
  OTHER_SUPPLIER,
  START,
  SUPPLIER,
} from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
  await dsp.commission();
  await dsp.work();
  dsp.received.length = 0;
});
afterEach(() => dsp.stop());

/** The instant for which everything is asked. */
const DUE = '2019-06-04T10:00:00Z';
const READ_LATER = `<ReadInstantaneousImportRegisters><ExecutionDateTime>${DUE}</ExecutionDateTime></ReadInstantaneousImportRegisters>`;

let counter = 0;
/** Asks the DCC itself; gives the code of its answer. */
async function ask(originator: string, variant: string, body: string): Promise<string | undefined> {
  counter += 1;
  const request = dsp.request({ originator, target: DSP_EUI, counter, commandVariant: 8, variant, body });
  return codeOf((await dsp.post(request, 'serviceD')).body);
}

/** What waits for its time: who asks for it, and what tells that it never came to that. */
const WAITING = {
  'a schedule': {
    make: (user: string, device: string): Promise<string | undefined> =>
      ask(
        user,
        '5.1',
        '<CreateSchedule><ScheduleFrequency>Daily</ScheduleFrequency><ScheduleStartDate>2019-06-04</ScheduleStartDate>' +
          '<ScheduleExecutionStartTime>10:00:00</ScheduleExecutionStartTime><DSPScheduledServiceReference>4.10</DSPScheduledServiceReference>' +
          `<DSPScheduledServiceReferenceVariant>4.10</DSPScheduledServiceReferenceVariant><DeviceID>${device}</DeviceID><DSPReadNetworkData>` +
          '<StartDateOffset>-1</StartDateOffset><StartTime>00:00:00</StartTime><EndDateOffset>0</EndDateOffset><EndTime>00:00:00</EndTime>' +
          '</DSPReadNetworkData></CreateSchedule>',
      ),
    taken: 'I0',
  },
  'a request for later': {
    make: async (user: string, device: string): Promise<string | undefined> => {
      const request = dsp.request({ originator: user, target: device, body: READ_LATER });
      return codeOf((await dsp.post(request)).body);
    },
    taken: 'I99',
  },
} as const;

const update = (change: string): string => `<UpdateInventory><DeviceID>${ESME}</DeviceID>${change}</UpdateInventory>`;
const setBack = (): Promise<string | undefined> =>
  ask(SUPPLIER, '8.4', update('<UpdateDeviceStatusExceptCH>InstalledNotCommissioned</UpdateDeviceStatusExceptCH>'));

/** What has come to stand against it by then, and how that ends a schedule, which may go on as well, and a request. */
const CAUSES: readonly (readonly [
  cause: string,
  happen: () => Promise<unknown>,
  schedule: string | undefined,
  request: string,
])[] = [
  ['its user is suspended', () => dsp.provision('users', { eui: SUPPLIER, status: 'Suspended' }), undefined, 'N3'],
  [
    'the supply point has another supplier',
    () =>
      dsp.provision('registration', {
        mpxn: MPAN,
        fuel: 'electricity',
        supplier: OTHER_SUPPLIER,
        networkOperator: DISTRIBUTOR,
      }),
    'N17',
    'N3',
  ],
  [
    'the meter is decommissioned',
    () => ask(SUPPLIER, '8.3', `<DecommissionDevice><DeviceID>${ESME}</DeviceID></DecommissionDevice>`),
    'N4',
    'N3',
  ],
  ['the meter is set back', setBack, undefined, 'N3'],
  [
    'the meter is no longer in the inventory',
    async () => {
      await setBack();
      return ask(SUPPLIER, '8.4', update('<DeleteDevice/>'));
    },
    'N4',
    'N3',
  ],
];

const CASES = Object.entries(WAITING).flatMap(([what, { make, taken }]) =>
  CAUSES.map(
    ([cause, happen, schedule, request]) =>
      [what, cause, { make, taken, happen, code: what === 'a schedule' ? schedule : request }] as const,
  ),
);

describe('what can no longer be carried out', () => {
  it.each(CASES)(
    '%s ends with the alert that is due where %s, and nobody else waits for it',
    async (_what, _cause, one) => {
      const { make, taken, happen, code } = one;
      expect(await make(SUPPLIER, ESME)).toBe(taken);
      expect(await make(GAS_SUPPLIER, GSME)).toBe(taken);
      await happen();
      await dsp.work(new Date(DUE));
      await dsp.work(new Date('2019-06-06T10:00:00Z'));

      const told = dsp.received.filter(({ user }) => user === SUPPLIER).map(({ document }) => document);
      const alerts = told.map((document) => /<DCCAlertCode>(\w+)/.exec(document)?.[1]);
      expect(alerts).toEqual(code === undefined ? [] : [code]);
      const sent = dsp.sent.filter(({ kind }) => kind === 'countersigned-service-request').map(({ body }) => body);
      expect(sent.filter((body) => body.includes(ESME))).toEqual([]);
      expect(sent.filter((body) => body.includes(GSME)).length).toBeGreaterThan(0);
      expect(dsp.server.service.now.getTime()).toBeGreaterThan(START.getTime());
      expect((await dsp.call('GET', '/health', 'dsp')).json()).toMatchObject({ setAside: [] });
    },
  );
});
