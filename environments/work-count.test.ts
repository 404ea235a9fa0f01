import { afterAll, beforeAll, expect, it } from 'vitest';
import { MigrationSystem, WINDOW_END } from './dcc-like-system/src/services/fixtures/migration';
import { countWork } from './work-count';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
afterAll(() => system.stop());

it('counts what the system does, which for a whole migration stays within limits', async () => {
  const counts = await countWork(async () => {
    await system.reset();
    await system.instruct(await system.installation('INS-1'));
    await system.advance(WINDOW_END);
  });
  expect((await system.outcomes()).sort()).toEqual(['INS-1 Migrated Commissioning']);
  // Whoever makes a migration dearer finds it here.
  const limits = {
    commits: 20,
    'inside calls': 110,
    statements: 2_200,
    'signatures made': 20,
    'signatures checked': 30,
  };
  for (const [kind, limit] of Object.entries({ ...limits, 'schema checks': 30 })) {
    expect(counts, kind).toHaveProperty(
      kind,
      expect.toSatisfy((count: number) => count > 0 && count <= limit),
    );
  }
});
