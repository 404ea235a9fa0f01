import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMessageId } from '../../../duis/request-id';
import type { ServiceRequest } from '../../../duis/request';
import { DspFixture } from '../fixtures/dsp';
import { refusalOf as refusalWith } from './request-checks';
import type { RequestFacts } from './request-facts';
import type { InventoryEntry } from '../inventory/inventory';
import type { Registration } from '../inventory/registration';
import { SERVICE_RULES } from './service-request-table';

let dsp: DspFixture;

beforeAll(async () => {
  dsp = await DspFixture.start();
});
afterAll(() => dsp.stop());

function refusalOf(facts: RequestFacts): string | undefined {
  return dsp.server.service.read((work) => refusalWith(facts, work));
}

const USER = '90-B3-D5-1F-30-01-00-00';
const NETWORK = '90-B3-D5-1F-30-04-00-00';

const request: ServiceRequest = {
  id: parseMessageId(`${USER}:00-DB-12-E1-01-02-03-04:7`),
  commandVariant: 1,
  reference: '4.1',
  variant: '4.1.1',
  body: { kind: 'plain' },
};
const rules = SERVICE_RULES.get('4.1.1');
if (!rules) throw new Error('no service rules');

const METER: InventoryEntry = {
  deviceId: '00-DB-12-E1-01-02-03-04',
  deviceType: 'ESME',
  manufacturer: 'AB01',
  model: '433100AC',
  firmware: '1',
  status: 'Commissioned',
  associatedWith: [],
  history: [],
};
const OWN: Registration = { mpxn: '1', fuel: 'electricity', supplier: USER, networkOperator: NETWORK };

const GOOD: RequestFacts = {
  request,
  rules,
  webService: 'serviceS',
  lastCounter: 6n,
  user: { roles: ['IS', 'GS'], active: true },
  target: 'ESME',
  subject: { device: METER, registrations: [OWN] },
};

/** A fault: what is different from a good request, and what is missing. */
interface Fault {
  readonly code: string;
  readonly change?: Partial<RequestFacts>;
  readonly missing?: 'user' | 'target';
}

/** Faults from the one that is found first to the one that is found last. */
const FAULTS: readonly Fault[] = [
  { code: 'E100', change: { lastCounter: 7n } },
  { code: 'E1', missing: 'user' },
  { code: 'E2', change: { user: { roles: ['OU'], active: false } } },
  { code: 'E3', change: { user: { roles: ['IS'], active: false } } },
  { code: 'E12', change: { request: { ...request, commandVariant: 8 } } },
  { code: 'E13', change: { webService: 'serviceD' } },
  { code: 'E19', missing: 'target' },
  { code: 'E11', change: { target: 'CHF' } },
  { code: 'E5', change: { subject: { device: { ...METER, status: 'Pending' }, registrations: [OWN] } } },
  { code: 'E4', change: { subject: { device: METER, registrations: [{ ...OWN, supplier: NETWORK }] } } },
];

/** A good request with these faults; of two that concern the same fact the first counts. */
function withFaults(...faults: readonly Fault[]): RequestFacts {
  const facts: { -readonly [Name in keyof RequestFacts]: RequestFacts[Name] } = { ...GOOD };
  for (const { change, missing } of [...faults].reverse()) {
    Object.assign(facts, change);
    if (missing === 'user') delete facts.user;
    if (missing === 'target') delete facts.target;
  }
  return facts;
}

describe('the checks of a request', () => {
  it('pass a request that nothing speaks against', () => {
    expect(refusalOf(GOOD)).toBeUndefined();
    const { lastCounter, ...first } = GOOD;
    expect(lastCounter).toBeDefined();
    expect(refusalOf(first)).toBeUndefined();
  });

  it.each(FAULTS)('answer $code', (fault) => {
    expect(refusalOf(withFaults(fault))).toBe(fault.code);
  });

  it('report the first fault of two, in the published order', () => {
    for (const [index, first] of FAULTS.entries()) {
      for (const second of FAULTS.slice(index + 1)) {
        expect(refusalOf(withFaults(first, second))).toBe(first.code);
      }
    }
  });

  it('refuse a counter that is equal or lower, and take the highest there is', () => {
    const highest = 18446744073709551615n;
    const last = { ...request, id: { ...request.id, counter: highest } };
    expect(refusalOf({ ...GOOD, request: last, lastCounter: highest - 1n })).toBeUndefined();
    expect(refusalOf({ ...GOOD, request: last, lastCounter: highest })).toBe('E100');
    expect(refusalOf({ ...GOOD, lastCounter: 8n })).toBe('E100');
  });

  it('let whoever is a party of the fuel read, and nobody else', () => {
    const gas = { ...OWN, fuel: 'gas', supplier: NETWORK, networkOperator: USER } as const;
    const facts: RequestFacts = {
      ...GOOD,
      target: 'GSME',
      subject: { device: { ...METER, deviceType: 'GSME' }, registrations: [gas] },
    };
    expect(refusalOf({ ...facts, user: { roles: ['GT'], active: true } })).toBeUndefined();
    expect(refusalOf({ ...facts, user: { roles: ['ED'], active: true } })).toBe('E4');
    const supplied = { ...gas, supplier: USER };
    const subject = { device: METER, registrations: [supplied] };
    expect(refusalOf({ ...facts, subject, user: { roles: ['IS'], active: true } })).toBe('E4');
  });

  it('refuse what the models of a combination do not have with the code that they declare', () => {
    expect(refusalOf({ ...GOOD, notApplicable: 'E030301' })).toBe('E030301');
  });

  it('find a device unknown that is named in the body only', () => {
    expect(refusalOf({ ...GOOD, subject: { registrations: [] } })).toBe('E19');
  });
});
