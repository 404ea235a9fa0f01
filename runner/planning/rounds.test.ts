import { describe, expect, it } from 'vitest';
import { transportOf } from './rounds';

describe('the calls of a stage', () => {
  it('reach the services as the environment offers', () => {
    expect(transportOf({}, 'in-process')).toBe('in-process');
    expect(transportOf({ set: 1 }, 'in-process')).toBe('in-process');
    expect(transportOf({}, 'sockets')).toBe('sockets');
  });

  it('take sockets in the second set of a regression, and where nothing is known', () => {
    expect(transportOf({ set: 2 }, 'in-process')).toBe('sockets');
    expect(transportOf({}, undefined)).toBe('sockets');
  });
});
