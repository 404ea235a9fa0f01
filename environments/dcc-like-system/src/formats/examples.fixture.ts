import type { FileHeader } from './header';
import type { FileModels } from './kinds';

/** One small file of each kind, for tests. Identifiers are fictitious. */
const header = (sender: FileHeader['sender'], fileId: string): FileHeader => ({
  fileId,
  sender,
  groupId: 'AA',
  sequenceCounter: '18446744073709551615',
  createdAt: '2019-06-04T08:00:00.000Z',
});
const commonFile = { fileId: 'RP-000001', digest: Buffer.alloc(32, 1).toString('base64') };
const refused = { code: 'SIM-S1V-13', reason: 'Keys of <one> device & another are missing.' };
const CHF = '00-DB-12-34-56-78-90-A2';
const ESME = '00-DB-12-34-56-78-90-A0';
const GSME = '00-DB-12-34-56-78-90-A1';
const device = {
  deviceType: 'ESME',
  manufacturer: 'AB01',
  model: '010A030B',
  firmware: '9001',
  holdsKeys: true,
} as const;
const installation = {
  installationId: 'INS-1',
  attempt: 2,
  importMPAN: '1012345678806',
  mprn: '3938424403',
} as const;

export const EXAMPLES: FileModels = {
  MCF: {
    header: header('requesting-party', 'RP-000001'),
    installations: [
      {
        ...installation,
        electricitySupplier: '90-B3-D5-1F-30-01-00-00',
        gasSupplier: '90-B3-D5-1F-30-02-00-00',
        communicationsProvider: 'first-provider',
        devices: [
          { ...device, deviceType: 'CHF', deviceId: CHF },
          { ...device, deviceId: ESME },
          { ...device, deviceType: 'GSME', deviceId: GSME, holdsKeys: false },
        ],
      },
    ],
    omissions: [{ installationId: 'INS-2', importMPAN: '1000000000012', ...refused }],
  },
  MGF: {
    header: header('requesting-party', 'RP-000002'),
    commonFile,
    installations: [
      {
        installationId: 'INS-1',
        iccid: '8944000000000000009',
        imsi: '234150000000001',
        needsWakeUp: true,
        paymentMode: 'Credit',
        whitelist: [ESME, GSME],
        deviceStates: [
          {
            deviceId: ESME,
            keyVersion: 1,
            executionCounter: '100',
            configurationDigest: Buffer.alloc(32, 2).toString('base64'),
          },
          { deviceId: GSME, configurationDigest: Buffer.alloc(32, 3).toString('base64') },
        ],
      },
    ],
  },
  MGEF: {
    header: header('requesting-party', 'RP-000003'),
    commonFile,
    recipient: 's1sp',
    ephemeralPublicKey: Buffer.alloc(65, 4).toString('base64'),
    installations: [{ installationId: 'INS-1', nonce: 'AAAAAAAAAAAAAAAA', cipherText: 'AAAAAAAAAAAAAAAAAAAAAAAA' }],
  },
  MCVF: {
    header: header('commissioning-party', 'CP-000001'),
    commonFile,
    validUntil: '2019-06-05T08:00:00.000Z',
    results: [
      { installationId: 'INS-1', verdict: 'Pass' },
      { installationId: 'INS-3', verdict: 'Fail', ...refused },
    ],
  },
  S1SPVIF: {
    header: header('s1sp', 'S1-000001'),
    commonFile,
    results: [{ installationId: 'INS-1', verdict: 'NotViable', ...refused }],
  },
  DCOVIF: {
    header: header('dco', 'DC-000001'),
    commonFile,
    results: [{ installationId: 'INS-1', verdict: 'Viable' }],
  },
  SCF: {
    header: header('s1sp', 'S1-000002'),
    commonFile,
    installations: [
      {
        installationId: 'INS-1',
        result: 'ReadyToCommission',
        devices: [{ deviceId: ESME, keyVersion: 2, rotatedAt: '2019-06-04T08:30:00.000Z' }],
        excluded: [{ deviceId: GSME, code: 'GT01', reason: 'It does not answer.' }],
      },
      { installationId: 'INS-4', result: 'Failed', phase: 'Whitelist', ...refused, devices: [] },
    ],
  },
  COF: {
    header: header('commissioning-party', 'CP-000002'),
    outcomes: [
      {
        ...installation,
        result: 'NotMigrated',
        phase: 'KeyReading',
        ...refused,
        completedAt: '2019-06-04T09:00:00.000Z',
        devices: [
          { deviceId: ESME, deviceType: 'ESME', status: 'NotCommissioned' },
          { deviceId: GSME, deviceType: 'GSME', status: 'Excluded', code: 'GT01', reason: 'It does not answer.' },
        ],
      },
    ],
  },
};
