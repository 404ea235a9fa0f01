import { expectThat } from './expectation';
import type { MigrationWorld } from './world';

/**
 * Migrates the installations of a scenario that is about what comes afterwards.
 * @throws UnmetExpectation where one has not migrated, so that nothing that is seen of it afterwards proves what it is meant to
 */
export async function migrateWell(world: MigrationWorld): Promise<void> {
  await world.migrate();
  const states = await world.roles.supplier.installationStates();
  for (const { importMPAN, reference } of world.installations) {
    const { state = 'not in migration', code, reason } = states.find((one) => one.importMPAN === importMPAN) ?? {};
    const said = [code, reason].filter(Boolean).join(', ');
    expectThat(
      state === 'Commissioned',
      `${reference} to have migrated before the scenario goes on`,
      `that it is ${state}`,
      {
        party: 'mcc',
        given: code,
        said,
      },
    );
  }
}
