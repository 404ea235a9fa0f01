import { describe, expect, it } from 'vitest';
import { parseMessageId } from '../../duis/request-id';
import type { ServiceRequest } from '../../duis/request';
import { refusalOf, type RequestFacts } from './request-checks';
import { SERVICE_RULES } from './service-requests';

const USER = '90-B3-D5-1F-30-01-00-00';
const NETWORK = '90-B3-D5-1F-30-04-00-00';

const request: ServiceRequest = {
  id: parseMessageId(`${USER}:00-DB-12-E1-01-02-03-04:7`),
  commandVariant: 1,
  reference: '4.1',
  variant: '4.1.1',
  body: { service: 'ReadInstantaneousImportRegisters' },
};
const [rules] = SERVICE_RULES;
if (!rules) throw new Error('no service rules');

const GOOD: RequestFacts = {
  request,
  rules,
  webService: 'serviceS',
  lastCounter: 6n,
  user: { roles: ['IS', 'GS'], active: true },
  target: { type: 'ESME', status: 'Commissioned' },
  registration: { mpxn: '1', fuel: 'electricity', supplier: USER, networkOperator: NETWORK },
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
  { code: 'E11', change: { target: { type: 'CHF' } } },
  { code: 'E5', change: { target: { type: 'ESME', status: 'Pending' } } },
  {
    code: 'E4',
    change: { registration: { mpxn: '1', fuel: 'electricity', supplier: NETWORK, networkOperator: NETWORK } },
  },
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

  it('let the network operator of the fuel read, and no supplier of the other fuel', () => {
    const registration = { mpxn: '1', fuel: 'gas' as const, supplier: NETWORK, networkOperator: USER };
    const gas = { ...GOOD, target: { type: 'GSME' as const, status: 'Commissioned' as const }, registration };
    expect(refusalOf({ ...gas, user: { roles: ['GT'], active: true } })).toBeUndefined();
    expect(refusalOf({ ...gas, user: { roles: ['ED'], active: true } })).toBe('E4');
    expect(
      refusalOf({ ...gas, registration: { ...registration, supplier: USER }, user: { roles: ['IS'], active: true } }),
    ).toBe('E4');
  });
});
