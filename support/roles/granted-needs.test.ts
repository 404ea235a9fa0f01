import { beforeEach, describe, expect, it } from 'vitest';
import { GrantedNeeds, UndeclaredNeedError } from './granted-needs';

let needs: GrantedNeeds;

beforeEach(() => {
  needs = new GrantedNeeds();
});

describe('what a step may use', () => {
  it('is what its definition and its phrases have declared', () => {
    needs.beginStep();
    needs.allow(['lab']);
    needs.allow(['browser']);
    expect(() => needs.expect('lab')).not.toThrow();
    expect(() => needs.expect('browser')).not.toThrow();
    expect(() => needs.expect('interception')).toThrow(UndeclaredNeedError);
  });

  it('is forgotten when the next step begins', () => {
    needs.beginStep();
    needs.allow(['lab']);
    needs.beginStep();
    expect(() => needs.expect('lab')).toThrow("add needing('lab') to its definition");
  });

  it('is everything between steps, where hooks run', () => {
    expect(() => needs.expect('lab')).not.toThrow();
    needs.beginStep();
    needs.endStep();
    expect(() => needs.expect('lab')).not.toThrow();
  });
});
