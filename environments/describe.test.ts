import { expect, it } from 'vitest';
import { startedCapabilities } from './describe';

it('says of containers that their network reaches no process of this machine, and of the embedded system that it does', () => {
  expect(startedCapabilities('containers')).not.toContain('remote-laboratories');
  expect(startedCapabilities('embedded')).toEqual([...startedCapabilities('containers'), 'remote-laboratories']);
});
