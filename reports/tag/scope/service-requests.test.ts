import { expect, it } from 'vitest';
import { words } from '../../fixtures/page-tests';
import { SAMPLE_SCOPE } from '../../fixtures/scope';
import { serviceRequests } from './sections/service-requests';

it('lists service requests by variant, 4.2 before 4.10, as the completion report does', () => {
  const [model] = SAMPLE_SCOPE.serviceRequests;
  if (model === undefined) throw new Error('The sample has no service request.');
  const requests = ['4.10', '11.2', '4.2'].map((variant) => ({ ...model, variant }));
  const text = words(serviceRequests({ ...SAMPLE_SCOPE, serviceRequests: requests }).body.source);
  expect(text).toMatch(/4\.2 .*4\.10 .*11\.2 /);
});
