import { expect, it } from 'vitest';
import { SERVICES, type EnvironmentDescription, type ServiceName } from '../../environments/environment';
import { outsideCheckNames } from './outside-checks';

function withTokensOf(parties: readonly ServiceName[]): EnvironmentDescription {
  return {
    name: 'remote',
    simulated: true,
    services: Object.fromEntries(SERVICES.map((name) => [name, 'http://127.0.0.1:1'])) as Record<ServiceName, string>,
    capabilities: [],
    receivers: 'http://127.0.0.1:1',
    organisations: [],
    partyTokens: Object.fromEntries(parties.map((party) => [party, 'token'])),
    certificates: {},
    trustAnchor: '',
    versions: {},
  };
}

it('a standing check that needs the token of a party is made, and named, only where it is held', () => {
  expect(outsideCheckNames(withTokensOf(SERVICES))).toEqual([
    'no service has set anything aside',
    'a response comes once',
    'a hub is reached from one side only',
  ]);
  expect(outsideCheckNames(withTokensOf(['mcc', 's1sp', 'smso']))).toEqual([
    'a response comes once',
    'a hub is reached from one side only',
  ]);
  expect(outsideCheckNames(withTokensOf([]))).toEqual(['a response comes once']);
});
