import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../../../environment';
import { EffectiveRules } from '../kernel/rules';
import { defectsOf } from './defects';

interface Published {
  readonly id: string;
  readonly service: ServiceName | 'every service' | 'migration-dust';
}

const PUBLISHED: readonly Published[] = parse(readFileSync(join(__dirname, '../../../contracts/defects.csv'), 'utf8'), {
  columns: true,
});

describe('the seeded defects of the services', () => {
  it('are those that are published, each once; those of Migration DUST stand beside it', () => {
    const registered = new Set(SERVICES.flatMap((service) => defectsOf(service)));
    expect([...registered].map(({ id }) => id).sort()).toEqual(
      PUBLISHED.filter(({ service }) => service !== 'migration-dust')
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(SERVICES)('bend something at the %s, one at a time', (service) => {
    for (const { id, changes } of defectsOf(service)) {
      const rules = new EffectiveRules(defectsOf(service));
      rules.switchOn([id]);
      expect(changes.length, id).toBeGreaterThan(0);
      for (const { area } of changes) expect(rules.of(area), id).not.toBe(area.rules);
    }
  });

  it.each(SERVICES)('leave the rules of the %s as they are while none is on', (service) => {
    const rules = new EffectiveRules(defectsOf(service));
    rules.switchOn([]);
    for (const { area } of defectsOf(service).flatMap(({ changes }) => changes))
      expect(rules.of(area)).toBe(area.rules);
  });
});
